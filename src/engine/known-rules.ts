import type { RuleMeta } from "../core/rule.ts";
import { inventoryRules } from "../inventory/rules/registry.ts";
import { suppressionRules } from "../suppressions/rules.ts";

/** Everything that there is to say of any rule, of all kinds, in the order of their ids. */
export function knownRules(secretRules: readonly RuleMeta[], policies: readonly RuleMeta[]): readonly RuleMeta[] {
  const others = [...policies, ...inventoryRules.map(({ meta }) => meta), ...suppressionRules];
  others.sort((a, b) => (a.id < b.id ? -1 : 1));
  const all: RuleMeta[] = [];
  for (const rule of secretRules) {
    // Each list is in order, and to sort them together takes several times as long.
    while (others[0] !== undefined && others[0].id < rule.id) all.push(others.shift() as RuleMeta);
    all.push(rule);
  }
  return [...all, ...others];
}
