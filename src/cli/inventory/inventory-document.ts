import type { FileAccess } from "../../config/file-access.ts";
import { surroundingsOf } from "../../config/inventory-surroundings.ts";
import type { InventoryFiles } from "../../config/read-inventory.ts";
import { once } from "../../core/once.ts";
import type { InventoryDocument } from "../../engine/options.ts";
import { parseInventory } from "../../inventory/parse-inventory.ts";

/** What was read of an inventory, with a look around in its repository; it is parsed when that is first asked for. `root` is absolute. */
export function inventoryDocument(
  { units, home, extend }: InventoryFiles,
  root: string,
  files: FileAccess,
): InventoryDocument {
  const parsed = once(() => parseInventory(units, extend));
  return {
    get parsed() {
      return parsed();
    },
    surroundings: surroundingsOf(root, home, files),
  };
}
