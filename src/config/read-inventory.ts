import { dirname, join, resolve } from "node:path";
import { ScanError } from "../core/errors.ts";
import { type Unit, unitOf } from "../core/source.ts";
import { resolveExtended } from "./extended-file.ts";
import { type FileAccess, ON_DISK } from "./file-access.ts";
import { readDocument, realPath, shownPath } from "./read-document.ts";

/** Where a repository, or a part of one, keeps its inventory: a file, and a folder of more beside it. */
const INVENTORY_FILE = ".sealint/inventory.yaml";
const INVENTORY_FOLDER = ".sealint/inventory";

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

/** The files of an inventory. */
export interface InventoryFiles {
  /** One at least; `.sealint/inventory.yaml` is the first where there is one. */
  readonly units: readonly Unit[];
  /** Absolute folder that has `.sealint` in it, or the named file. */
  readonly home: string;
  /** Reads the file that an item of `extends` in one of them means, or says why there is none. */
  readonly extend: (item: string, from: Unit) => Unit | { readonly message: string; readonly hint: string };
}

/**
 * Reads the inventory: the named file, or those nearest to `folder` on the way up to the root. Throws a ScanError where
 * one is named or lies there, and cannot be read.
 */
export function readInventory({
  root,
  folder,
  cwd,
  file,
  files = ON_DISK,
}: InventorySearch): InventoryFiles | undefined {
  if (file !== undefined) {
    const path = resolve(cwd, file);
    const bytes = readIfThere(path, files);
    if (bytes === undefined) throw unreadable(file, "no such file");
    return filesFrom(root, dirname(path), [{ path, bytes }], files);
  }
  for (let at = folder; ; at = dirname(at)) {
    const main = join(at, INVENTORY_FILE);
    const bytes = readIfThere(main, files);
    const others = listIfThere(join(at, INVENTORY_FOLDER), files).map((path) => ({
      path,
      bytes: readIfThere(path, files) ?? Buffer.alloc(0),
    }));
    const read = [...(bytes === undefined ? [] : [{ path: main, bytes }]), ...others];
    if (read.length > 0) return filesFrom(root, at, read, files);
    if (at === root || dirname(at) === at) return undefined;
  }
}

function filesFrom(
  root: string,
  home: string,
  read: readonly { readonly path: string; readonly bytes: Buffer }[],
  files: FileAccess,
): InventoryFiles {
  const places = new Map<string, string>();
  const unitAt = (path: string, bytes: Buffer): Unit => {
    const unit = unitOf(shownPath(path, root), bytes);
    places.set(unit.id, path);
    return unit;
  };
  return {
    units: read.map(({ path, bytes }) => unitAt(realPath(path, files), bytes)),
    home,
    extend(item, from) {
      const found = resolveExtended(item, places.get(from.id) ?? root, root, files, "inventory.yaml");
      if ("message" in found) return found;
      const document = readDocument(found.file, root, files);
      if (typeof document === "string")
        return { message: `leads to a file that cannot be read: ${document}`, hint: found.hint };
      return unitAt(document.file, Buffer.from(document.bytes));
    },
  };
}

/** Paths of a folder's YAML files, in the order of their names; none where there is no such folder. */
function listIfThere(folder: string, files: FileAccess): string[] {
  try {
    const names = files.list(folder).flatMap(({ name, isFolder }) => (isFolder ? [] : [name]));
    return names
      .filter((name) => /\.ya?ml$/i.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    if (isAbsent(error)) return [];
    throw unreadable(folder, codeOf(error), error);
  }
}

function readIfThere(path: string, files: FileAccess): Buffer | undefined {
  try {
    return files.readFile(path);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw unreadable(path, codeOf(error), error);
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? "";

const isAbsent = (error: unknown): boolean => ["ENOENT", "ENOTDIR"].includes(codeOf(error));

function unreadable(path: string, reason: string, cause?: unknown): ScanError {
  const hint = "Name a readable file with `--inventory FILE`, or leave the flag out.";
  return new ScanError(`the inventory ${path} cannot be read: ${reason}`, hint, { cause });
}
