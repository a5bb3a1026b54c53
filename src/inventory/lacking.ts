import type { Inventory, InventoryEntry } from "../core/inventory.ts";
import type { PolicyMatch } from "../core/stages.ts";
import { isRevoked } from "./due.ts";
import { nameOf } from "./entry-names.ts";

/** Nearly every rule asks for them. */
const active = new WeakMap<Inventory, readonly InventoryEntry[]>();

/** Entries of secrets that still work: of one that is revoked nothing more is asked. */
export function activeEntries(inventory: Inventory): readonly InventoryEntry[] {
  const known = active.get(inventory) ?? inventory.entries.filter((entry) => !isRevoked(entry));
  active.set(inventory, known);
  return known;
}

/** Whether a field was written, though it may not have been understood. */
export function isWritten(entry: InventoryEntry, field: keyof InventoryEntry): boolean {
  return entry[field] !== undefined || entry.unread.some((path) => path === field || path.startsWith(`${field}.`));
}

/** A match at the name of each entry of which something has to be said: the rest of a sentence about it. */
export function* lacking(
  inventory: Inventory,
  complaintOf: (entry: InventoryEntry) => string | undefined,
): Iterable<PolicyMatch> {
  for (const entry of activeEntries(inventory)) {
    const complaint = complaintOf(entry);
    if (complaint !== undefined) yield { place: entry.name.place, message: `${nameOf(entry)} ${complaint}.` };
  }
}
