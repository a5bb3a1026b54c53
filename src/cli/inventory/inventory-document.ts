import type { FileAccess } from "../../config/file-access.ts";
import { surroundingsOf } from "../../config/inventory-surroundings.ts";
import type { InventoryFiles } from "../../config/read-inventory.ts";
import type { InventoryDocument } from "../../engine/options.ts";
import { parseInventory } from "../../inventory/parse-inventory.ts";

/** Parses what was read of an inventory, with a look around in its repository; `root` is absolute. */
export function inventoryDocument(
  { units, home, extend }: InventoryFiles,
  root: string,
  files: FileAccess,
): InventoryDocument {
  return { parsed: parseInventory(units, extend), surroundings: surroundingsOf(root, home, files) };
}
