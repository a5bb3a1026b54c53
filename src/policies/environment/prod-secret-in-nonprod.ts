import type { PipelineFlows, Reference } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { ENVIRONMENT_OPTIONS, type EnvironmentKind, type KindOf, kindsBy } from "../environments.ts";
import { jobOf } from "../located.ts";
import { onePerPlace } from "../one-per-place.ts";
import { isJobToken, secretName } from "../secret-like.ts";

/** A secret of production in a job for testing, or the other way round. */
export const prodSecretInNonprod = definePolicy({
  meta: {
    id: "environment/prod-secret-in-nonprod",
    title: "Secret of another environment",
    why: "Jobs for staging and tests run code that nobody has approved yet, on more occasions and for more people. With a secret of production in them, every mistake there is one in production, and nobody is asked first. The other way round, a deployment to production with a credential for tests works by chance or not at all.",
    fix: "Store one secret for each environment, under the same name in the environment itself, and name the environment in the job. Then no job can read the wrong one.",
    on: {
      "github-actions": { fix: "Environments lie under Settings, Environments; a job names one with `environment:`." },
      "gitlab-ci": {
        fix: "Give the variable an environment scope (Settings, CI/CD, Variables), and the job an `environment:`.",
      },
      "azure-pipelines": {
        fix: "Make a variable group for each environment, and name it in the stage that deploys there.",
      },
      "bitbucket-pipelines": {
        fix: "Deployment variables lie under Repository settings, Deployments; a step names its environment with `deployment:`.",
      },
      circleci: { fix: "Make a context for each environment." },
    },
    severity: "high",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/managing-workflow-runs-and-deployments/managing-deployments/managing-environments-for-deployment#environment-secrets",
      "https://docs.gitlab.com/ci/environments/#limit-the-environment-scope-of-a-cicd-variable",
      "https://circleci.com/docs/guides/security/contexts/",
    ],
    practices: ["P18"],
    cwe: [668, 653],
    allows: { what: "secrets", example: "PROD_READ_ONLY_*" },
    options: ENVIRONMENT_OPTIONS,
  },
  platforms: [
    "appveyor",
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "cloud-build",
    "codebuild",
    "drone",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "tekton",
    "travis",
    "woodpecker",
  ],
  check({ flows, options }) {
    const kindOf = kindsBy(options);
    const stored = flows.references.filter((one) => one.job !== undefined && !isJobToken(one));
    return onePerPlace(stored.flatMap((one) => matchOf(one, flows, kindOf)));
  },
});

const CALLED: Readonly<Record<EnvironmentKind, string>> = {
  production: "production",
  other: "an environment that is not production",
};

function matchOf(reference: Reference, flows: PipelineFlows, kindOf: KindOf): PolicyMatch[] {
  const { secret, job = "", place, environment } = reference;
  const ofSecret = kindOf(secret);
  // What an environment is called says more than what the job is.
  const target = environment ?? job;
  const ofJob = kindOf(target);
  if (ofSecret === undefined || ofJob === undefined || ofSecret === ofJob) return [];
  const found = jobOf(flows, job);
  return [
    {
      place,
      subject: secret,
      message: `By its name, ${secretName(secret)} is for ${CALLED[ofSecret]}, and the job ${job} for ${CALLED[ofJob]} (${target}).`,
      related:
        found === undefined
          ? []
          : [{ place: found.environment?.place ?? found.place, message: "The job is for this one." }],
    },
  ];
}
