import type { Inventory, InventoryEntry } from "./inventory.ts";

/** Who made a commit, as git has it: anybody may write anything there. */
export interface ChangeAuthor {
  readonly name: string;
  readonly mail: string;
}

/** What a change does to one entry, or to what holds for all of them. */
export interface InventoryChange {
  /** As the base has it; absent for an entry that is new, and for what holds for all. */
  readonly before?: InventoryEntry;
  /** As the change leaves it; absent for an entry that is gone. */
  readonly after?: InventoryEntry;
  /** What differs, such as `rotation.every`, or the keys above the entries, such as `teams`. */
  readonly fields: readonly string[];
  /** Who wrote commits of the change that touch it; nobody where it came from elsewhere. */
  readonly authors: readonly ChangeAuthor[];
}

/** A change of the inventory between two commits, with what its base says of who may make it. */
export interface InventoryChanges {
  /** Absent where the base has none. */
  readonly base?: Inventory;
  /** Text of the base's CODEOWNERS. */
  readonly codeOwners: string;
  /** Path of the inventory's first file, from the root. */
  readonly path: string;
  readonly all: readonly InventoryChange[];
}
