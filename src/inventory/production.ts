import type { Inventory, InventoryEntry } from "../core/inventory.ts";
import { namesText } from "../core/name-pattern.ts";

const PRODUCTION = /(?:^|[^a-z])(?:prod|prd|production|live)(?![a-z])/i;
const BEFORE_PRODUCTION = /(?:non|pre)[-_ ]?prod/i;

/** Whether an environment is one that real users depend on: a protected one, or, where none is declared, by its name. */
export function isProduction({ environments }: Pick<Inventory, "environments">, name: string): boolean {
  const declared = environments.find((one) => namesText(one.name.value, name));
  if (declared?.isProtected === true) return true;
  return PRODUCTION.test(name) && !BEFORE_PRODUCTION.test(name);
}

/** Whether an entry is for other environments only. */
export function isForOthersOnly(inventory: Inventory, { environments }: InventoryEntry): boolean {
  return environments.length > 0 && environments.every(({ value }) => !isProduction(inventory, value));
}
