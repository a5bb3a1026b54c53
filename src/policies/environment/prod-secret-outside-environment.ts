import type { PipelineFlows, PipelineJob } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { ENVIRONMENT_OPTIONS, type KindOf, kindsBy } from "../environments.ts";
import { storedIn } from "../located.ts";
import { onePerPlace } from "../one-per-place.ts";
import { secretName } from "../secret-like.ts";

/** A secret of production in a job that names no environment. */
export const prodSecretOutsideEnvironment = definePolicy({
  meta: {
    id: "environment/prod-secret-outside-environment",
    title: "Secret of production outside of an environment",
    why: "A secret that belongs to the repository is there for every workflow and branch: whoever may push a branch can write a job that reads it. One that belongs to an environment is handed only to jobs that name it, after its reviewers have agreed and on the branches that it allows. A job that deploys to production without naming an environment passes all that by.",
    fix: "Create the environment, say who may deploy there and from which branches, move the secret there, and name the environment in the job.",
    on: {
      "github-actions": { fix: "Go to Settings, Environments; write `environment: production`." },
      "gitlab-ci": {
        fix: "Go to Operate, Environments, and protect it; write `environment: production`, and give the variable that scope.",
      },
      "azure-pipelines": {
        fix: "Keep the secret in a variable group with an approval, and name it in the stage of a `deployment:` job.",
      },
      "bitbucket-pipelines": { fix: "Go to Repository settings, Deployments; write `deployment: production`." },
      circleci: {
        fix: "Keep the secret in a context that only some people and branches may use, and name it at the job in the workflow.",
      },
    },
    severity: "medium",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/managing-workflow-runs-and-deployments/managing-deployments/managing-environments-for-deployment",
      "https://docs.gitlab.com/ci/environments/protected_environments/",
      "https://circleci.com/docs/guides/security/contexts/",
    ],
    practices: ["P18", "P19"],
    cwe: [668, 284],
    allows: { what: "secrets", example: "PROD_READ_ONLY_*" },
    options: ENVIRONMENT_OPTIONS,
  },
  platforms: ["azure-pipelines", "bitbucket-pipelines", "circleci", "github-actions", "gitlab-ci"],
  check({ flows, options }) {
    const kindOf = kindsBy(options);
    const outside = flows.jobs.filter(({ environment }) => environment === undefined);
    return onePerPlace(outside.flatMap((job) => [...matchOf(job, flows, kindOf)]));
  },
});

function* matchOf(job: PipelineJob, flows: PipelineFlows, kindOf: KindOf): Iterable<PolicyMatch> {
  const stored = storedIn(flows, job.name);
  const isForProduction =
    kindOf(job.name) === "production" && /deploy|release|rollout|promote|publish|apply/i.test(job.name);
  const secret = stored.find((one) => isForProduction || kindOf(one.secret) === "production");
  if (secret === undefined) return;
  yield {
    place: secret.place,
    subject: secret.secret,
    message: `The job ${job.name} works on production, has ${secretName(secret.secret)}, and ${flows.platform === "circleci" ? "is given no context" : "names no environment"}.`,
    related: [{ place: job.place, message: "This is the job." }],
  };
}
