import type { InventoryEntry } from "../core/inventory.ts";

/** Whether an entry is the name of an account, a cluster or the like: kept as a secret, but no credential that could end. */
export const opensNothing = ({ kind }: InventoryEntry): boolean => kind?.value === "identifier";
