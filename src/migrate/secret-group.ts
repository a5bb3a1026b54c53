import type { RegexNode } from "./regex/syntax.ts";
import { Untranslatable } from "./regex/syntax.ts";

/** The group that holds the value; the whole match where `index` is absent. */
export interface SecretGroup {
  readonly index?: number;
  readonly differences: readonly string[];
}

/** Decides which group is the value: the named one, else the first that always takes part, as gitleaks does. */
export function secretGroupOf(root: RegexNode, count: number, asked: number | undefined): SecretGroup {
  if (asked !== undefined && asked > 0) {
    if (asked > count) throw new Untranslatable(`it has no group ${asked}, which is to be the value`);
    return { index: asked, differences: [] };
  }
  if (count === 0) return { differences: [] };
  if (takesPart(root, 1)) return { index: 1, differences: [] };
  if (count === 1) return { index: 1, differences: [] };
  return { differences: ["the value is the whole match, because several groups may hold it"] };
}

/** Whether a group is part of every match. */
function takesPart(node: RegexNode, index: number): boolean {
  switch (node.kind) {
    case "sequence":
      return node.items.some((item) => takesPart(item, index));
    case "group":
      return node.index === index || takesPart(node.body, index);
    case "repeat":
      return node.min > 0 && takesPart(node.body, index);
    default:
      return false;
  }
}
