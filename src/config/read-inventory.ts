import { dirname, join, relative, resolve } from "node:path";
import { ScanError } from "../core/errors.ts";
import { type Unit, unitOf } from "../core/source.ts";
import { type FileAccess, ON_DISK } from "./file-access.ts";

/** Where a repository, or a part of one, keeps its inventory. */
const INVENTORY_FILE = ".sealint/inventory.yaml";

export interface InventorySearch {
  /** Absolute root of the scan. */
  readonly root: string;
  /** Absolute folder in which the search begins, at or below the root. */
  readonly folder: string;
  /** Absolute folder that a named file's path starts from. */
  readonly cwd: string;
  /** The file, where the person named one. */
  readonly file?: string;
  /** The disk where absent. */
  readonly files?: FileAccess;
}

/**
 * Reads the inventory: the named file, or the one nearest to `folder` on the way up to the root. Throws a ScanError where
 * one is named or lies there, and cannot be read.
 */
export function readInventory({ root, folder, cwd, file, files = ON_DISK }: InventorySearch): Unit | undefined {
  if (file !== undefined) {
    const path = resolve(cwd, file);
    const bytes = readIfThere(path, files);
    if (bytes === undefined) throw unreadable(file, "no such file");
    return inventoryUnit(root, path, bytes);
  }
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, INVENTORY_FILE);
    const bytes = readIfThere(path, files);
    if (bytes !== undefined) return inventoryUnit(root, path, bytes);
    if (at === root || dirname(at) === at) return undefined;
  }
}

function inventoryUnit(root: string, path: string, bytes: Buffer): Unit {
  return unitOf(relative(root, path).replaceAll("\\", "/"), bytes);
}

function readIfThere(path: string, files: FileAccess): Buffer | undefined {
  try {
    return files.readFile(path);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw unreadable(path, code, error);
  }
}

function unreadable(path: string, reason: string, cause?: unknown): ScanError {
  const hint = "Name a readable file with `--inventory FILE`, or leave the flag out.";
  return new ScanError(`the inventory ${path} cannot be read: ${reason}`, hint, { cause });
}
