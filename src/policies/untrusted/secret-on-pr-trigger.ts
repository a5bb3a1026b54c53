import type { PipelineFlows, Reference } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { headCheckouts } from "../../platforms/github-actions/head-checkout.ts";
import type { Event, Job, Workflow } from "../../platforms/github-actions/model.ts";
import { opennessOf } from "../../platforms/github-actions/openness.ts";
import { secretsInReach } from "../../platforms/github-actions/secrets-in-reach.ts";
import { definePolicy } from "../define-policy.ts";

/** A stored secret in a job that a stranger's pull request can start. */
export const secretOnPrTrigger = definePolicy({
  meta: {
    id: "untrusted/secret-on-pr-trigger",
    title: "Secret in a job that a fork's pull request starts",
    why: "Whoever opens a pull request from a fork starts this job, and the job holds a secret. Nothing but the job's own steps stands between the stranger's text (title, branch, files, labels) and the secret: one step that runs, prints or expands that text gives the secret away. On GitHub this is so for `pull_request_target`, while `pull_request` hands no secrets to forks. Medium: a script or somebody else's action gets the secret. Low: only actions of GitHub itself get it.",
    fix: "Use the job's own token where it suffices (`${{ github.token }}` with `permissions:`). Otherwise let the job run only for branches of your own: `if: github.event.pull_request.head.repo.full_name == github.repository`, or put the secret into an environment that asks a reviewer first (`environment: NAME`; Settings, then Environments, then Required reviewers).",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/writing-workflows/choosing-when-your-workflow-runs/events-that-trigger-workflows#pull_request_target",
      "https://docs.github.com/en/actions/managing-workflow-runs-and-deployments/managing-deployments/managing-environments-for-deployment",
    ],
    practices: ["P5", "P18"],
    cwe: [668, 829],
  },
  platforms: ["github-actions"],
  examples: {
    flag: [
      {
        text: `
          on: pull_request_target
          jobs:
            triage:
              runs-on: ubuntu-latest
              steps:
                - uses: example/triage@${"0123456789".repeat(4)}
                  with:
                    token: \${{ «secrets.TRIAGE_TOKEN» }}
        `,
      },
      {
        text: `
          on: [push, pull_request_target]
          jobs:
            announce:
              if: github.event.action == 'opened' && github.event.pull_request.draft == false
              runs-on: ubuntu-latest
              steps:
                - run: ./announce.sh
                  env:
                    CHAT_URL: \${{ «secrets.CHAT_URL» }}
                    CHAT_TOKEN: \${{ secrets.CHAT_TOKEN }}
        `,
      },
      {
        text: `
          on:
            pull_request_target:
              types: [opened, labeled]
          env:
            BOT_TOKEN: \${{ «secrets.BOT_TOKEN» }}
          jobs:
            greet:
              runs-on: ubuntu-latest
              steps:
                - run: ./greet.sh
        `,
      },
    ],
    ok: [
      {
        text: `
          on: pull_request
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - run: make test
                  env:
                    API_TOKEN: \${{ secrets.API_TOKEN }}
        `,
      },
      {
        text: `
          on: pull_request_target
          permissions:
            pull-requests: write
          jobs:
            label:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/labeler@v6
                  with:
                    repo-token: \${{ secrets.GITHUB_TOKEN }}
        `,
      },
      {
        text: `
          on: [push, pull_request_target]
          jobs:
            deploy:
              if: github.event_name == 'push'
              runs-on: ubuntu-latest
              steps:
                - run: ./deploy.sh
                  env:
                    API_TOKEN: \${{ secrets.API_TOKEN }}
            preview:
              if: '!github.event.pull_request.head.repo.fork'
              runs-on: ubuntu-latest
              steps:
                - run: ./preview.sh
                  env:
                    API_TOKEN: \${{ secrets.API_TOKEN }}
            review:
              environment: review
              runs-on: ubuntu-latest
              steps:
                - run: ./review.sh
                  env:
                    API_TOKEN: \${{ secrets.API_TOKEN }}
        `,
      },
    ],
  },
  *check({ model, flows }) {
    if (model.kind !== "workflow") return;
    const event = model.on.find(({ name }) => name.value === EVENT);
    if (event === undefined) return;
    const shown = new Set<Reference>();
    for (const job of model.jobs) {
      const secrets = secretsFor(model, event, job, flows).filter((reference) => !shown.has(reference));
      for (const secret of secrets) shown.add(secret);
      yield* matchOf(job, secrets, flows);
    }
  },
});

const EVENT = "pull_request_target";

/** Secrets of the job's steps that an outsider reaches. A job that checks the pull request out has a policy of its own. */
function secretsFor(workflow: Workflow, event: Event, job: Job, flows: PipelineFlows): Reference[] {
  if (opennessOf(workflow, event, job) !== "open") return [];
  if (headCheckouts(workflow, job, EVENT, flows).length > 0) return [];
  const closed = job.steps.filter((step) => opennessOf(workflow, event, job, step) !== "open");
  return secretsInReach(flows, job).filter(
    ({ place: { span } }) => !closed.some(({ place }) => place.span.start <= span.start && span.end <= place.span.end),
  );
}

const MOST_RELATED = 5;

function* matchOf(job: Job, secrets: readonly Reference[], flows: PipelineFlows): Iterable<PolicyMatch> {
  const [first, ...others] = secrets;
  if (first === undefined) return;
  const leaving = flows.flows.filter(({ reference, sink }) => secrets.includes(reference) && sink.trusted !== true);
  const name = first.secret === "*" ? "Every secret" : `The secret ${first.secret}`;
  yield {
    place: first.place,
    severity: leaving.length > 0 || job.steps.some(({ run }) => run !== undefined) ? "medium" : "low",
    message: `${name} is in the job ${job.id.value}, which a pull request from a fork starts.`,
    related: others.slice(0, MOST_RELATED).map(({ place, secret }) => ({
      place,
      message: secret === "*" ? "Every secret is in it, too." : `The secret ${secret} is in it, too.`,
    })),
  };
}
