import type { Step } from "./model.ts";
import { readUses } from "./uses.ts";

/** Outputs of actions that hold what a pull request's author chose: names of files and branches, comments. */
const TAINTED_OUTPUTS: readonly { readonly actions: RegExp; readonly outputs: RegExp }[] = [
  {
    actions: /^(?:tj-actions\/changed-files|dorny\/paths-filter|step-security\/changed-files)$/i,
    outputs: /(?:^|_)files$/i,
  },
  {
    actions: /^(?:jitterbit|ana06)\/get-changed-files$/i,
    outputs: /^(?:all|added|modified|removed|renamed|added_modified)$/i,
  },
  { actions: /^tj-actions\/branch-names$/i, outputs: /branch$/i },
  { actions: /^(?:xt0rted\/pull-request-comment-branch|eficode\/resolve-pr-refs)$/i, outputs: /^head_ref$/i },
  { actions: /^peter-evans\/find-comment$/i, outputs: /^comment-body$/i },
];

/** Events at which such outputs say something about a pull request. */
const EVENTS = new Set(["pull_request", "pull_request_target", "issue_comment", "pull_request_review"]);

/** Whether a path in lower case is such an output of one of the steps, for an event. */
export function isTaintedOutput(path: string, steps: readonly Step[], event: string): boolean {
  const [, id, output] = /^steps\.([^.]+)\.outputs\.(.+)$/.exec(path) ?? [];
  if (id === undefined || output === undefined || !EVENTS.has(event)) return false;
  const step = steps.find((one) => one.id?.value.toLowerCase() === id);
  const name = readUses(step?.uses?.value ?? "").name;
  return TAINTED_OUTPUTS.some(({ actions, outputs }) => actions.test(name) && outputs.test(output));
}
