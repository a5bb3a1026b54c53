import { dirname, join, resolve } from "node:path";
import type { FileAccess } from "../file-access.ts";
import { globs } from "../globs.ts";

/** Files beyond these are no rules that somebody wrote. */
const MOST_FILES = 1000;
const MOST_FOLDERS = 10_000;
const LEFT_OUT = new Set([".git", "node_modules"]);
const IS_GLOB = /[*?{[]/;

/** Absolute paths of the files that an item of `ruleFiles` in `from` means, in order; or why they cannot be told, as a clause. */
export function ruleFilesOf(item: string, from: string, files: FileAccess): readonly string[] | string {
  const parts = item.replace(/^(?:\.\/)+/, "").split("/");
  const first = parts.findIndex((part) => IS_GLOB.test(part));
  const folder = dirname(from);
  if (first === -1) {
    const file = resolve(folder, item);
    return files.exists(file) ? [file] : "names a file that is not there";
  }
  const base = join(folder, ...parts.slice(0, first));
  const fits = globs.path(parts.slice(first).join("/"));
  const found: string[] = [];
  let folders = 0;
  const visit = (at: string, below: string): boolean => {
    if (++folders > MOST_FOLDERS) return false;
    for (const { name, isFolder } of files.list(at)) {
      const path = below === "" ? name : `${below}/${name}`;
      if (isFolder && !LEFT_OUT.has(name) && !visit(join(at, name), path)) return false;
      if (!isFolder && fits(path) && found.push(join(at, name)) > MOST_FILES) return false;
    }
    return true;
  };
  try {
    if (!visit(base, "")) return "leads to too many files";
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT" && code !== "ENOTDIR") return `leads to a folder that cannot be read: ${code}`;
  }
  return found.length === 0 ? "names no file that is there" : found.sort();
}
