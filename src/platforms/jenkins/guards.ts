import { childrenOf, pathOf } from "./calls.ts";
import type { Node } from "./groovy/nodes.ts";

/** What a condition asks: whether it is a request to merge that is built, or which branch it is. */
export type Guard = "request" | "branch";

const BRANCH =
  /^(?:env\.)?(?:BRANCH_NAME|GIT_BRANCH|TAG_NAME|BRANCH_IS_PRIMARY|CHANGE_ID|CHANGE_TARGET|CHANGE_FORK|branch\w*|is(?:Main|Master|Release|Trusted|PullRequest|PR)\w*)$/i;

/** What the condition of an `if` asks; undefined where it asks something else. */
export function guardOf(head: readonly Node[]): Guard | undefined {
  const [only] = head.length === 1 ? head : [];
  if (only !== undefined && /^(?:env\.)?CHANGE_ID$/.test(pathOf(only))) return "request";
  return head.some(namesBranch) ? "branch" : undefined;
}

/** Whether something in a node is about branches, or about requests. */
const namesBranch = (node: Node): boolean => namesOneOf(node, BRANCH);

/** Whether a variable stands in a node whose name a pattern knows. */
export function namesOneOf(node: Node, pattern: RegExp): boolean {
  const waiting: Node[] = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if ((next.kind === "name" || next.kind === "member") && pattern.test(pathOf(next))) return true;
    for (const child of childrenOf(next)) waiting.push(child);
  }
  return false;
}
