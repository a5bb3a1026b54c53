import type { RuleMeta } from "../core/rule.ts";
import type { InventoryRule } from "../core/stages.ts";

/** Stands in for the rules of the inventory where there is none: they are known and have nothing to look at. */
export function noInventory(metas: readonly RuleMeta[]): readonly InventoryRule[] {
  const check = (): [] => [];
  return metas.map((meta) => ({ meta, check }));
}
