import type { PipelineFlows } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import type { Job, PermissionScope } from "../../platforms/github-actions/model.ts";
import { definePolicy } from "../define-policy.ts";
import { needsToWrite } from "../permission-needs.ts";

/** A right to write that no step of the job can have a use for. */
export const unusedPermission = definePolicy({
  meta: {
    id: "scope/unused-permission",
    title: "Permission that no step needs",
    why: "A token that may write is worth stealing: a dependency that runs in the job can push commits, publish packages or approve pull requests with it. Here no step is in sight that would write anything of the kind: neither an action that does, nor a script that asks GitHub for anything.",
    fix: "Take the line out, or move it to the job that needs it. Where a script needs it in a way that cannot be seen here, say so in a comment and accept the finding with that reason.",
    severity: "medium",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/automatic-token-authentication#permissions-for-the-github_token",
    ],
    practices: ["P5", "P16"],
    cwe: [250, 272],
  },
  platforms: ["github-actions"],
  *check({ model, flows }) {
    if (model.kind !== "workflow") return;
    const own = model.jobs.map((job) => [job.permissions?.scopes ?? [], [job]] as const);
    const inheriting = model.jobs.filter(({ permissions }) => permissions === undefined);
    for (const [scopes, jobs] of [[model.permissions?.scopes ?? [], inheriting] as const, ...own]) {
      for (const scope of scopes) if (isIdle(scope, jobs, flows)) yield matchOf(scope, jobs);
    }
  },
});

const isIdle = ({ name, value }: PermissionScope, jobs: readonly Job[], flows: PipelineFlows): boolean =>
  value.value === "write" && jobs.length > 0 && jobs.every((job) => needsToWrite(job, name.value, flows) === "no");

function matchOf({ name }: PermissionScope, jobs: readonly Job[]): PolicyMatch {
  const [first] = jobs;
  const whose = jobs.length === 1 && first !== undefined ? `the job ${first.id.value}` : "the jobs that get it";
  return { place: name.place, message: `The token may write ${name.value}, and no step of ${whose} does.` };
}
