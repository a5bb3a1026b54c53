import type { PolicyMatch } from "../../core/stages.ts";
import type { Job, Permissions, Workflow } from "../../platforms/github-actions/model.ts";
import { definePolicy } from "../define-policy.ts";

/** A job token that may write more, or in more jobs, than the work needs. */
export const broadTokenPermissions = definePolicy({
  meta: {
    id: "scope/broad-token-permissions",
    title: "Broad permissions of the job token",
    why: "Each job gets a token for the repository, and every action and script in the job can use it. With `write-all` a single bad dependency can push code, publish packages and change releases. A write permission at the top of a workflow with several jobs reaches each job that does not set its own, also those that only run tests. High: the token can change code, releases or packages, or ask for an identity. Medium: it can only talk (issues, pull requests, checks), or one job alone has it.",
    fix: "Write `permissions: { contents: read }` at the top of the workflow, and give each job that has to write a `permissions:` of its own with only the scopes that it needs. Run the workflow once: a call that lacks a permission fails with `Resource not accessible by integration` and says where.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/writing-workflows/choosing-what-your-workflow-does/controlling-permissions-for-github_token",
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/automatic-token-authentication",
    ],
    practices: ["P5"],
    cwe: [250, 269],
  },
  platforms: ["github-actions"],
  *check({ model }) {
    if (model.kind !== "workflow") return;
    if (model.permissions !== undefined) {
      yield* checkAll(model.permissions, "every job of the workflow that sets none of its own");
      yield* checkShared(model, model.permissions);
    }
    for (const job of model.jobs) {
      if (job.permissions !== undefined) yield* checkAll(job.permissions, `the job ${job.id.value}`);
    }
  },
});

function* checkAll({ all }: Permissions, holder: string): Iterable<PolicyMatch> {
  if (all?.value !== "write-all") return;
  yield { place: all.place, message: `The token of ${holder} may write everything in the repository.` };
}

/** Scopes with which a token talks about the code, and changes neither it nor what is made of it. */
const TALKS_ONLY = /^(?:checks|discussions|issues|models|pull-requests|repository-projects|statuses)$/;

const inherits = (job: Job): boolean => job.permissions === undefined;

/** One match for all write scopes: they are mended together. Where only one job is left that inherits them, less is at stake. */
function* checkShared({ jobs }: Workflow, { scopes }: Permissions): Iterable<PolicyMatch> {
  const [first, ...others] = scopes.filter(({ value }) => value.value === "write");
  const inheriting = jobs.filter(inherits).length;
  if (first === undefined || jobs.length < 2 || inheriting === 0) return;
  const names = [first, ...others].map(({ name }) => name.value).join(", ");
  yield {
    place: first.value.place,
    severity: inheriting > 1 && [first, ...others].some(({ name }) => !TALKS_ONLY.test(name.value)) ? "high" : "medium",
    message: `The permission to write (${names}) is given to ${inheriting} of ${jobs.length} jobs at the top of the workflow.`,
    related: others.map(({ name, value }) => ({
      place: value.place,
      message: `Also given at the top: ${name.value}.`,
    })),
  };
}
