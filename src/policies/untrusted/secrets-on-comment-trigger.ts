import type { PipelineFlows, Reference } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import type { Event, Job, Workflow } from "../../platforms/github-actions/model.ts";
import { opennessOf } from "../../platforms/github-actions/openness.ts";
import { secretsInReach } from "../../platforms/github-actions/secrets-in-reach.ts";
import { readUses } from "../../platforms/github-actions/uses.ts";
import { definePolicy } from "../define-policy.ts";
import { givenAt } from "../stake.ts";

/** A job with secrets that anybody starts by writing a comment. */
export const secretsOnCommentTrigger = definePolicy({
  meta: {
    id: "untrusted/secrets-on-comment-trigger",
    title: "Comment of anybody starts a job with secrets",
    why: "`issue_comment` runs in the repository itself, with its secrets, for a comment of anybody with an account. A job that deploys on `/deploy` does so for strangers unless it asks who wrote the comment. Testing what the comment says is no such question. High: the job reads what the comment says. Medium: it only runs.",
    fix: 'Ask in the job\'s `if` who wrote it: `contains(fromJSON(\'["OWNER", "MEMBER", "COLLABORATOR"]\'), github.event.comment.author_association)`, or look the rights up in a job before (`gh api repos/$GITHUB_REPOSITORY/collaborators/$USER/permission`). `CONTRIBUTOR` is everybody whose pull request was once merged. Let deployments wait for the reviewers of an `environment:`.',
    severity: "high",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/writing-workflows/choosing-when-your-workflow-runs/events-that-trigger-workflows#issue_comment",
      "https://docs.github.com/en/graphql/reference/enums#commentauthorassociation",
    ],
    practices: ["P4", "P19"],
    cwe: [862, 284],
  },
  platforms: ["github-actions"],
  *check({ model, flows }) {
    if (model.kind !== "workflow") return;
    for (const event of model.on) {
      // What a caller hands over is told of there.
      if (event.calledFrom === undefined && COMMENTS.has(event.name.value)) yield* matchOf(model, flows, event);
    }
  },
});

/** Events of comments that run with the repository's own rights. */
const COMMENTS = new Set(["issue_comment", "discussion_comment", "commit_comment"]);

function* matchOf(workflow: Workflow, flows: PipelineFlows, event: Event): Iterable<PolicyMatch> {
  const open = workflow.jobs.filter((job) => opennessOf(workflow, event, job) === "open" && !asksWhoItWas(job));
  const exposed = open.map((job) => ({ job, secrets: secretsFor(workflow, event, job, flows) }));
  const first = exposed.find(({ secrets }) => secrets.length > 0);
  if (first === undefined) return;
  yield {
    place: event.name.place,
    severity: obeys(first.job) ? "high" : "medium",
    message: `A comment of anybody starts the job ${first.job.id.value}, which has secrets.`,
    related: givenAt(exposed.flatMap(({ secrets }) => secrets)),
  };
}

/** Actions that look up what the person who comments may do before they do anything, unless they are told not to. */
const ASKING = /^peter-evans\/slash-command-dispatch$/i;

/** Whether all that a job does is to hand a comment to such an action. */
const asksWhoItWas = ({ steps }: Job): boolean =>
  steps.length > 0 &&
  steps.every(
    ({ uses, with: { entries } }) =>
      uses !== undefined &&
      ASKING.test(readUses(uses.value).name) &&
      !entries.some(({ name, value }) => name.value === "permission" && /^(?:none|read|triage)$/.test(value.value)),
  );

/** Whether the comment says what is to be done: the job, or a script of it, reads its text. */
const obeys = ({ if: condition, steps }: Job): boolean =>
  [
    condition,
    ...steps.flatMap((step) => [
      step.if,
      step.run,
      ...step.env.entries.map(({ value }) => value),
      ...step.with.entries.map(({ value }) => value),
    ]),
  ].some((text) => text !== undefined && /github\.event\.comment\.body|comment\.body\b/.test(text.value));

/** Secrets of the job without those of steps that ask who it was. */
function secretsFor(workflow: Workflow, event: Event, job: Job, flows: PipelineFlows): Reference[] {
  const closed = job.steps.filter((step) => opennessOf(workflow, event, job, step) !== "open");
  return secretsInReach(flows, job).filter(
    ({ place: { span } }) => !closed.some(({ place }) => place.span.start <= span.start && span.end <= place.span.end),
  );
}
