import type { RuleMeta } from "../core/rule.ts";
import { suppressionRules } from "../suppressions/rules.ts";

/** Everything that there is to say of any rule, of all kinds, in no order: a scan that has them sorted starts later. */
export function knownRules(...kinds: readonly (readonly RuleMeta[])[]): readonly RuleMeta[] {
  return [...kinds.flat(), ...suppressionRules];
}
