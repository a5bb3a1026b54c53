import type { FileAccess } from "../config/file-access.ts";
import { readInventory } from "../config/read-inventory.ts";
import type { Loosening } from "../core/acceptance.ts";
import type { Unit } from "../core/source.ts";
import type { InventoryDocument } from "../engine/options.ts";
import { loosenedEntries } from "../inventory/loosened-entries.ts";
import { parseInventory } from "../inventory/parse-inventory.ts";
import { writtenAt } from "../inventory/written-at.ts";
import type { ChangeGuard } from "./change-guard.ts";

/** Where inventories are read: as {@link readInventory} is asked, whatever the files. */
export type InventoryRequest = Omit<Parameters<typeof readInventory>[0], "files">;

/** The inventory that a change is held against, and what it would no longer ask for. */
export interface GuardedInventory {
  readonly inventory?: InventoryDocument;
  readonly loosenings: readonly Loosening[];
}

/**
 * Reads the inventory for a change. What the change writes in it counts: a secret is declared where it is first used, and a
 * leaner entry is a finding of its own. One that the change deletes counts all the same, and so does its base's where the
 * change leaves it as it was. Throws as {@link readInventory} does.
 */
export function guardInventory(
  request: InventoryRequest,
  base: FileAccess,
  { head, fork }: ChangeGuard,
): GuardedInventory {
  const read = (files: FileAccess): Unit | undefined => readInventory({ ...request, files });
  const [ofBase, ofHead] = [read(base), head === undefined ? undefined : read(head)];
  const before = fork === undefined ? ofBase : read(fork);
  if (head === undefined || before === undefined || ofHead === undefined) {
    const unit = ofBase ?? ofHead;
    const isDeleted = head !== undefined && ofHead === undefined && before !== undefined && ofBase !== undefined;
    return {
      ...(unit === undefined ? {} : { inventory: documentOf(unit) }),
      loosenings: isDeleted ? [gone(ofBase)] : [],
    };
  }
  if (Buffer.compare(before.bytes, ofHead.bytes) === 0)
    return { inventory: documentOf(ofBase ?? ofHead), loosenings: [] };
  const document = documentOf(ofHead);
  const [old, changed] = [parseInventory(before).inventory, document.parsed.inventory];
  const found = old === undefined || changed === undefined ? [] : loosenedEntries(old, changed);
  return {
    inventory: document,
    loosenings: found.map(({ message, place }) => ({ message, written: writtenAt(ofHead, place?.span) })),
  };
}

const documentOf = (unit: Unit): InventoryDocument => ({ unit, parsed: parseInventory(unit) });

const gone = (unit: Unit): Loosening => ({
  message: "The inventory would be gone; that of the base commit holds.",
  written: writtenAt(unit),
});
