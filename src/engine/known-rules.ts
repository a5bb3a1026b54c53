import type { RuleMeta } from "../core/rule.ts";
import { inventoryRules } from "../inventory/rules/registry.ts";
import { suppressionRules } from "../suppressions/rules.ts";

/** Everything that there is to say of any rule, of all kinds, in no order: a scan that has them sorted starts later. */
export function knownRules(secretRules: readonly RuleMeta[], policies: readonly RuleMeta[]): readonly RuleMeta[] {
  return [...secretRules, ...policies, ...inventoryRules.map(({ meta }) => meta), ...suppressionRules];
}
