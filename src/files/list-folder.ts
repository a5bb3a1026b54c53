import { lstatSync, readdirSync } from "node:fs";
import { type BytePath, openable, withTrailingSlash } from "./byte-path.ts";
import { systemCode } from "./system-errors.ts";

/** One name in a folder, as bytes, and what kind of thing it names. */
export interface FolderEntry {
  readonly name: BytePath;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

const byName = (a: FolderEntry, b: FolderEntry): number => (a.name < b.name ? -1 : 1);

/** Everything in a folder, hidden names included, sorted by the bytes of the names; throws what the system says. */
export function listFolder(folder: BytePath): FolderEntry[] {
  try {
    return readdirSync(openable(folder), { encoding: "latin1", withFileTypes: true }).sort(byName);
  } catch {
    // Where a file system does not tell kinds, Node asks by name, and fails on a name that has just gone or is not ASCII.
    return listByLookingAtEach(folder);
  }
}

/** The same list, made by asking for each name's kind on its own; a name that has gone meanwhile is left out. */
export function listByLookingAtEach(folder: BytePath): FolderEntry[] {
  const entries: FolderEntry[] = [];
  for (const name of readdirSync(openable(folder), { encoding: "latin1" })) {
    try {
      entries.push(Object.assign(lstatSync(openable(withTrailingSlash(folder) + name)), { name }));
    } catch (error) {
      if (systemCode(error) !== "ENOENT") throw error;
    }
  }
  return entries.sort(byName);
}
