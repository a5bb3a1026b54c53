import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** A copy of a repository, of which nobody minds what becomes of it. */
export interface Copy {
  readonly root: string;
  /** Its workflows, from the root. */
  readonly workflows: readonly string[];
}

/** Paths of all files of a folder from it, git's own left out, in order. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !/^\.git(?:\/|$)/.test(path))
    .sort();
}

/** Copies a repository. */
export function copyOf(folder: string, root: string): Copy {
  mkdirSync(join(root, ".git"), { recursive: true });
  writeFileSync(join(root, ".git", "HEAD"), "ref: refs/heads/main\n");
  for (const path of filesIn(folder)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    cpSync(join(folder, path), join(root, path));
  }
  return { root, workflows: filesIn(root).filter((path) => isWorkflow(path, root)) };
}

/** Wherever it lies: a repository of templates has them in other folders. */
const isWorkflow = (path: string, root: string): boolean =>
  /\.ya?ml$/.test(path) &&
  /^["']?on["']?:[\s\S]*^jobs:|^jobs:[\s\S]*^["']?on["']?:/m.test(readFileSync(join(root, path), "utf8"));
