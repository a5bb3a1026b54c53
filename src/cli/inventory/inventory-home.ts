import { readInventory } from "../../config/read-inventory.ts";
import { findRoot } from "../../sources/find-root.ts";
import type { Program } from "../program.ts";
import type { ScanArguments } from "../scan-arguments.ts";

/**
 * The absolute folder whose pipelines an inventory is about: the one that it lies in, looked for from where the person stands
 * up to the root of the repository; the root where none lies there, or another file is named.
 */
export function inventoryHome({ inventory }: Pick<ScanArguments, "inventory">, { cwd }: Pick<Program, "cwd">): string {
  const root = findRoot([], cwd);
  return inventory === undefined ? (readInventory({ root, folder: cwd, cwd })?.home ?? root) : root;
}
