import type { PipelineFlows, PipelineJob, Reference } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { ENVIRONMENT_OPTIONS, type KindOf, kindsBy } from "../environments.ts";
import { jobOf } from "../located.ts";
import { isJobToken } from "../secret-like.ts";

/** One secret that deploys to production and to another environment. */
export const sharedSecretAcrossEnvironments = definePolicy({
  meta: {
    id: "environment/shared-secret-across-environments",
    title: "One secret for production and for others",
    why: "A job for staging that holds what opens production is production: whoever gets at the one has the other. High: no environment is named, or the jobs name none, so that it can only be one and the same value. Low: the jobs name environments, each of which may hold a value of its own under this name; then all is well.",
    fix: "Store one secret for each environment, in the environment itself, and name the environment in each job: `environment: staging` and `environment: production` then read two values under the one name. A secret that has to be the same everywhere, such as a licence, is fine: accept the finding with that reason.",
    severity: "high",
    confidence: "medium",
    preset: "strict",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/managing-workflow-runs-and-deployments/managing-deployments/managing-environments-for-deployment#environment-secrets",
      "https://docs.gitlab.com/ci/environments/#limit-the-environment-scope-of-a-cicd-variable",
      "https://circleci.com/docs/guides/security/contexts/",
    ],
    practices: ["P18"],
    cwe: [653, 668],
    allows: { what: "secrets", example: "SONAR_TOKEN" },
    options: ENVIRONMENT_OPTIONS,
  },
  platforms: [
    "appveyor",
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "drone",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "tekton",
    "travis",
    "woodpecker",
  ],
  *check({ flows, options }) {
    const kindOf = kindsBy(options);
    const stored = flows.references.filter(
      (one) => one.job !== undefined && !isJobToken(one) && one.secret !== "*" && one.opensRegistry !== true,
    );
    for (const [secret, uses] of Map.groupBy(stored, (one) => one.secret)) yield* matchOf(secret, uses, flows, kindOf);
  },
});

function* matchOf(
  secret: string,
  uses: readonly Reference[],
  flows: PipelineFlows,
  kindOf: KindOf,
): Iterable<PolicyMatch> {
  const found = uses.flatMap((use) => {
    const job = jobOf(flows, use.job);
    const kind = job === undefined ? undefined : kindOf(job.environment?.name ?? job.name);
    return job === undefined || kind === undefined ? [] : [{ use, job, kind }];
  });
  const production = found.find(({ kind }) => kind === "production");
  const other = found.find(({ kind }) => kind === "other");
  if (production === undefined || other === undefined) return;
  const apart = hasEnvironment(production.job) && hasEnvironment(other.job);
  yield {
    place: other.use.place,
    subject: secret,
    severity: apart ? "low" : "high",
    message: `The secret ${secret} is read by ${production.job.name} and by ${other.job.name}, which are for two environments${apart ? "; each of these may hold a value of its own" : ""}.`,
    related: [{ place: production.use.place, message: `The job ${production.job.name} reads it here.` }],
  };
}

const hasEnvironment = ({ environment }: PipelineJob): boolean => environment !== undefined;
