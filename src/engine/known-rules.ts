import type { RuleMeta } from "../core/rule.ts";
import { inventoryRules } from "../inventory/rules/registry.ts";
import { suppressionRules } from "../suppressions/rules.ts";

/** Everything that there is to say of any rule, of all kinds, in the order of their ids. */
export function knownRules(secretRules: readonly RuleMeta[], policies: readonly RuleMeta[]): readonly RuleMeta[] {
  const others = [...policies, ...inventoryRules.map(({ meta }) => meta), ...suppressionRules];
  return [...secretRules, ...others].sort((a, b) => (a.id < b.id ? -1 : 1));
}
