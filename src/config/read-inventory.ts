import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { ScanError } from "../core/errors.ts";
import { type Unit, unitOf } from "../core/source.ts";

/** Where a repository keeps its inventory. */
const INVENTORY_FILE = ".sealint/inventory.yaml";

/**
 * Reads the inventory: the named file, or the root's own where it has one. Throws a ScanError where a named file, or one
 * that is there, cannot be read.
 */
export function readInventory({ root, cwd, file }: { root: string; cwd: string; file?: string }): Unit | undefined {
  const path = file === undefined ? join(root, INVENTORY_FILE) : resolve(cwd, file);
  try {
    return unitOf(relative(root, path).replaceAll("\\", "/"), readFileSync(path));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (file === undefined && (code === "ENOENT" || code === "ENOTDIR")) return undefined;
    throw new ScanError(
      `the inventory ${file ?? INVENTORY_FILE} cannot be read: ${code}`,
      "Name a readable file with `--inventory FILE`, or leave the flag out.",
      { cause },
    );
  }
}
