import type { PipelineFlows, PipelineJob } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { ENVIRONMENT_OPTIONS, type KindOf, kindsBy } from "../environments.ts";
import { storedIn } from "../located.ts";
import { secretName } from "../secret-like.ts";

/** A deployment to production that nobody has to agree to. */
export const missingApproval = definePolicy({
  meta: {
    id: "environment/missing-approval",
    title: "Production deployed without anybody's approval",
    why: "A push is enough to use the secrets of production: whoever merges, or takes over an account that may, deploys. Where a second person has to agree, a stolen account or a hurried change stops there.",
    fix: "Have somebody agree before the job starts. If production is meant to follow the main branch by itself, switch this policy off and let the review of the merge count.",
    on: {
      "github-actions": { fix: "Name an `environment:` that has required reviewers." },
      "gitlab-ci": {
        fix: "Write `when: manual` and protect the environment, so that only some people may start the job.",
      },
      "azure-pipelines": {
        fix: "Make it a `deployment:` job with an `environment:` that has an approval among its checks.",
      },
      "bitbucket-pipelines": {
        fix: "Write `trigger: manual` in the step, and let only admins deploy to the environment.",
      },
      buildkite: { fix: "Put a `block:` step in front of it, with `allowed_teams:`." },
      circleci: { fix: "Let it require a job with `type: approval`, and restrict its context to a group of people." },
      drone: { fix: "Let a promotion start it: `event: promote`." },
      woodpecker: { fix: "Let a deployment start it: `event: deployment`." },
      jenkins: { fix: "Put an `input` with a `submitter` in front of it." },
    },
    severity: "medium",
    confidence: "low",
    // Whether to deploy continuously is for each team to say.
    preset: "strict",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/managing-workflow-runs-and-deployments/managing-deployments/managing-environments-for-deployment#required-reviewers",
      "https://docs.gitlab.com/ci/environments/deployment_approvals/",
      "https://circleci.com/docs/guides/orchestrate/workflows/#holding-a-workflow-for-a-manual-approval",
    ],
    practices: ["P19"],
    cwe: [862],
    allows: {
      what: "environments that have reviewers where no file tells, and jobs without one",
      example: "production",
    },
    options: ENVIRONMENT_OPTIONS,
  },
  platforms: [
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "drone",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "woodpecker",
  ],
  *check({ flows, options }) {
    const kindOf = kindsBy(options);
    for (const job of flows.jobs) if (!job.approved) yield* matchOf(job, flows, kindOf);
  },
});

function* matchOf(
  { name, place, environment, triggers }: PipelineJob,
  flows: PipelineFlows,
  kindOf: KindOf,
): Iterable<PolicyMatch> {
  // A context of CircleCI need not be called after an environment.
  const told = environment === undefined ? undefined : kindOf(environment.name);
  if ((told ?? kindOf(name)) !== "production") return;
  if (told === undefined && !/deploy|release|rollout|promote/i.test(name)) return;
  // What a release starts, a person has made.
  if (triggers.every(({ event }) => event === "release" || event === "workflow_call")) return;
  const [secret] = storedIn(flows, name);
  if (secret === undefined) return;
  yield {
    place,
    subject: environment?.name ?? name,
    message: `The job ${name} deploys to production with ${secretName(secret.secret)}, and nobody has to agree to it.`,
    related: [{ place: secret.place, message: `Here ${secretName(secret.secret)} is given.` }],
  };
}
