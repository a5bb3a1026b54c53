import type { FileAccess } from "../config/file-access.ts";
import { type InventoryFiles, readInventory } from "../config/read-inventory.ts";
import type { Loosening } from "../core/acceptance.ts";
import type { Unit } from "../core/source.ts";
import type { InventoryDocument } from "../engine/options.ts";
import { loosenedEntries } from "../inventory/loosened-entries.ts";
import { writtenAt } from "../inventory/written-at.ts";
import type { ChangeGuard } from "./change-guard.ts";
import { inventoryDocument } from "./inventory/inventory-document.ts";

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
  const read = (files: FileAccess): InventoryDocument | undefined => {
    const found: InventoryFiles | undefined = readInventory({ ...request, files });
    return found === undefined ? undefined : inventoryDocument(found, request.root, files);
  };
  const [ofBase, ofHead] = [read(base), head === undefined ? undefined : read(head)];
  const before = fork === undefined ? ofBase : read(fork);
  if (head === undefined || before === undefined || ofHead === undefined) {
    const document = ofBase ?? ofHead;
    const isDeleted = head !== undefined && ofHead === undefined && before !== undefined && ofBase !== undefined;
    return {
      ...(document === undefined ? {} : { inventory: document }),
      loosenings: isDeleted ? goneFrom(ofBase) : [],
    };
  }
  if (isSame(before, ofHead)) return { inventory: ofBase ?? ofHead, loosenings: [] };
  const [old, changed] = [before.parsed.inventory, ofHead.parsed.inventory];
  const found = old === undefined || changed === undefined ? [] : loosenedEntries(old, changed);
  const { units } = ofHead.parsed;
  return {
    inventory: ofHead,
    loosenings: found.map(({ message, place }) => ({
      message,
      written: writtenAt(units.find(({ id }) => id === place?.unit) ?? firstOf(units), place?.span),
    })),
  };
}

const isSame = (one: InventoryDocument, other: InventoryDocument): boolean => {
  const [units, others] = [one.parsed.units, other.parsed.units];
  return (
    units.length === others.length &&
    units.every(({ id, bytes }, index) => {
      const { id: otherId, bytes: otherBytes = new Uint8Array() } = others[index] ?? {};
      return id === otherId && Buffer.compare(bytes, otherBytes) === 0;
    })
  );
};

/** Of an inventory that is there: it has a file at least. */
const firstOf = (units: readonly Unit[]): Unit => units.at(-1) as Unit;

const goneFrom = ({ parsed: { units } }: InventoryDocument): Loosening[] => [
  {
    message: "The inventory would be gone; that of the base commit holds.",
    written: writtenAt(firstOf(units)),
  },
];
