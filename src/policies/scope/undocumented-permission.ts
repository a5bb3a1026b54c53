import type { Place } from "../../core/span.ts";
import type { PermissionScope, Permissions } from "../../platforms/github-actions/model.ts";
import { definePolicy } from "../define-policy.ts";
import { needsToWrite } from "../permission-needs.ts";

/** A right to write that the file gives no reason for. */
export const undocumentedPermission = definePolicy({
  meta: {
    id: "scope/undocumented-permission",
    title: "Permission without a reason beside it",
    why: "Nobody dares to take a right away whose use is unknown, so that tokens only ever grow. A comment of a few words beside it tells the next reader what would stop working. Where a step of the job plainly needs it (a push, a release, an upload of a report), that step is reason enough.",
    fix: "Write behind it what needs it: `contents: write # pushes the release's tag`.",
    severity: "low",
    confidence: "high",
    preset: "strict",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/automatic-token-authentication#modifying-the-permissions-for-the-github_token",
    ],
    practices: ["P5"],
    cwe: [1059, 250],
  },
  platforms: ["github-actions"],
  *check({ model, flows }) {
    if (model.kind !== "workflow") return;
    const inheriting = model.jobs.filter(({ permissions }) => permissions === undefined);
    const own = model.jobs.map((job) => [job.permissions, [job]] as const);
    for (const [permissions, jobs] of [[model.permissions, inheriting] as const, ...own]) {
      for (const scope of undocumented(permissions)) {
        // What a step of the job plainly does needs no words.
        if (jobs.some((job) => needsToWrite(job, scope.name.value, flows) === "yes")) continue;
        yield { place: whole(scope), message: `Nothing says what ${scope.name.value}: ${scope.value.value} is for.` };
      }
    }
  },
});

const undocumented = (permissions: Permissions | undefined): PermissionScope[] =>
  (permissions?.scopes ?? []).filter(({ value, commented }) => value.value === "write" && !commented);

const whole = ({ name, value }: PermissionScope): Place => ({
  unit: name.place.unit,
  span: { start: name.place.span.start, end: Math.max(name.place.span.end, value.place.span.end) },
});
