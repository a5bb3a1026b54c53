import type { PipelineFlows, PipelineJob } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { ENVIRONMENT_OPTIONS, type KindOf, kindsBy } from "../environments.ts";
import { productionSecret } from "../production-secret.ts";
import { secretName } from "../secret-like.ts";

/** A job with secrets of production that a push to any branch starts. */
export const deployFromAnyBranch = definePolicy({
  meta: {
    id: "environment/deploy-from-any-branch",
    title: "Production deployed from any branch",
    why: "Whoever may push a branch deploys with it, and gets at the secrets of production by changing the job on that branch: no review has taken place, and the rules that protect the main branch do not hold. Medium: the job names an environment, which may itself allow only some branches; no file tells.",
    fix: "Say for which branches or tags the job runs. Where the platform can limit the environment and the variables to the same branches, do that, too: it holds whatever the file says.",
    on: {
      "github-actions": {
        fix: "Write `on: { push: { branches: [main] } }`, or `if: github.ref == 'refs/heads/main'`.",
      },
      "gitlab-ci": {
        fix: "Write `rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]`, and protect the variables.",
      },
      appveyor: { fix: "Write `on: { branch: main }` below the deployment." },
      "azure-pipelines": {
        fix: "Write `trigger: [main]`, or `condition: eq(variables['Build.SourceBranch'], 'refs/heads/main')`.",
      },
      "bitbucket-pipelines": {
        fix: "Put the step under `branches: { main: … }`, and limit the deployment environment to that branch.",
      },
      buildkite: { fix: "Write `branches: main` in the step." },
      circleci: {
        fix: "Write `filters: { branches: { only: main } }` in the workflow, and restrict the context by an expression.",
      },
      drone: {
        fix: "Write `when: { branch: main }` in the step, or the same under `trigger:` of the pipeline in Drone.",
      },
      woodpecker: {
        fix: "Write `when: { branch: main }` in the step, or the same under `trigger:` of the pipeline in Drone.",
      },
      jenkins: { fix: "Write `when { branch 'main' }` in the stage." },
      tekton: { fix: "Name the branch in the annotation `pipelinesascode.tekton.dev/on-target-branch`." },
      travis: { fix: "Write `on: { branch: main }` below the deployment." },
    },
    severity: "high",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/managing-workflow-runs-and-deployments/managing-deployments/managing-environments-for-deployment#deployment-branches-and-tags",
      "https://docs.gitlab.com/ci/variables/#protect-a-cicd-variable",
      "https://circleci.com/docs/guides/security/contexts/#restrict-a-context",
    ],
    practices: ["P18"],
    cwe: [284, 862],
    allows: { what: "environments that take protected branches only, and jobs without one", example: "production" },
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
    for (const job of flows.jobs) if (job.anyBranch) yield* matchOf(job, flows, kindOf);
  },
});

function* matchOf(job: PipelineJob, flows: PipelineFlows, kindOf: KindOf): Iterable<PolicyMatch> {
  const { environment, name, place } = job;
  const secret = productionSecret(job, flows, kindOf);
  if (secret === undefined) return;
  yield {
    place: environment?.place ?? place,
    subject: environment?.name ?? name,
    // GitLab protects an environment against people, not against branches.
    severity: environment !== undefined && flows.platform !== "gitlab-ci" ? "medium" : "high",
    message: `A push to any branch starts the job ${name}, which works on production with ${secretName(secret.secret)}.`,
    related: [{ place: secret.place, message: `Here ${secretName(secret.secret)} is given.` }],
  };
}
