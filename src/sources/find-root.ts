import { lstatSync, statSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
const exists = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/** Runs a question about a path that may be unreadable, loop, or lead through a file: then the answer is no. */
function safely(question: (path: string) => boolean, path: string): boolean {
  try {
    return question(path);
  } catch {
    return false;
  }
}

const holds = (folder: string, other: string): boolean =>
  other === folder || other.startsWith(folder.endsWith(sep) ? folder : folder + sep);

/** The nearest folder at or above `folder` that passes; undefined where none does. */
function climb(folder: string, passes: (folder: string) => boolean): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (passes(at)) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** The folder that paths share, absolute: a file counts as its folder, and no path at all as `cwd`. */
export function sharedFolder(paths: readonly string[], cwd: string): string {
  const folders = paths.map((path) => {
    const absolute = resolve(cwd, path);
    return safely(isFolder, absolute) ? absolute : dirname(absolute);
  });
  const [first = resolve(cwd), ...others] = folders;
  // On Windows two paths may share nothing at all, being on two drives; the folder is then the first one's.
  return others.reduce((common, folder) => climb(common, (at) => holds(at, folder)) ?? common, first);
}

/**
 * The root of a scan, absolute: the repository around the folder that the paths share, which is the nearest one at or above
 * it that has a `.git`; without one, that folder itself.
 */
export function findRoot(paths: readonly string[], cwd: string): string {
  const shared = sharedFolder(paths, cwd);
  return climb(shared, (at) => safely(exists, join(at, ".git"))) ?? shared;
}
