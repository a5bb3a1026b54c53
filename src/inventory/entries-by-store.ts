import type { Inventory, InventoryEntry } from "../core/inventory.ts";
import { activeEntries } from "./lacking.ts";
import { parseStore } from "./stores.ts";

/** Entries that lie at one place of a store, of places with more than one, by `store` as written. */
export function entriesByStore(inventory: Inventory): ReadonlyMap<string, readonly InventoryEntry[]> {
  const stored = activeEntries(inventory).filter(({ store }) => (parseStore(store?.value ?? "")?.path ?? "") !== "");
  const groups = Map.groupBy(stored, ({ store }) => store?.value ?? "");
  return new Map([...groups].filter(([, entries]) => entries.length > 1));
}
