import type { Severity } from "../../core/levels.ts";
import type { Job, Workflow } from "../../platforms/github-actions/model.ts";
import { opennessOf } from "../../platforms/github-actions/openness.ts";
import { PRIVILEGED_EVENTS } from "../../platforms/github-actions/privileged-events.ts";
import { runsCode } from "../../platforms/github-actions/runs-code.ts";
import { definePolicy } from "../define-policy.ts";

/** Jobs whose token gets whatever the settings of the repository say. */
export const missingPermissions = definePolicy({
  meta: {
    id: "scope/missing-permissions",
    title: "Unstated permissions of the job token",
    why: "Where neither the workflow nor the job says what the job's token may do, the settings of the repository or organisation decide. In repositories made before February 2023 that is mostly the right to write everything, and nobody who reads the workflow can see it. High: an outsider can start the job with the rights of the repository (`pull_request_target`, `issue_comment`, `workflow_run`). Medium: a script or somebody else's action runs in it. Low: only actions of GitHub itself do, or the permissions are left to a reusable workflow.",
    fix: "Write `permissions: { contents: read }` at the top of the workflow, below `on:`. Run it once: a call that lacks a permission fails with `Resource not accessible by integration`; give that job a `permissions:` of its own with the scope that it needs.",
    severity: "medium",
    confidence: "high",
    // Most repositories have such workflows, and all of them are bounded by one setting of the repository.
    preset: "strict",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/writing-workflows/choosing-what-your-workflow-does/controlling-permissions-for-github_token",
      "https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/enabling-features-for-your-repository/managing-github-actions-settings-for-a-repository#setting-the-permissions-of-the-github_token-for-your-repository",
    ],
    practices: ["P5"],
    cwe: [276, 250],
  },
  platforms: ["github-actions"],
  *check({ model }) {
    if (model.kind !== "workflow" || model.permissions !== undefined || isOnlyCalled(model)) return;
    for (const job of model.jobs.filter(isUnstated)) {
      yield {
        place: job.id.place,
        severity: severityOf(model, job),
        message: `Neither the job ${job.id.value} nor the workflow says what the job's token may do.`,
      };
    }
  },
});

/** Without permissions of its own, or with an empty `permissions:` that names none. */
const isUnstated = ({ permissions }: Job): boolean => permissions === undefined || permissions.isEmpty;

/** The permissions of a workflow that is only called are those that its caller gives. */
const isOnlyCalled = ({ on }: Workflow): boolean =>
  on.length > 0 && on.every(({ name, calledFrom }) => name.value === "workflow_call" || calledFrom !== undefined);

function severityOf(workflow: Workflow, job: Job): Severity {
  if (!job.steps.some(runsCode)) return "low";
  const privileged = workflow.on.filter(
    ({ name, calledFrom }) => calledFrom === undefined && PRIVILEGED_EVENTS.has(name.value),
  );
  return privileged.some((event) => opennessOf(workflow, event, job) === "open") ? "high" : "medium";
}
