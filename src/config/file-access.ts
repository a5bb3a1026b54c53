import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";

/** How files of a repository are read that settings lie in: those of the disk, or those of a commit. Paths are absolute. */
export interface FileAccess {
  /** The file's bytes. Throws an error with a system's code, such as `ENOENT`, where there are none. */
  readFile(file: string): Buffer;
  exists(file: string): boolean;
  /** The path without links; throws where it leads nowhere. */
  realPath(file: string): string;
  /** What lies in a folder. Throws an error with a system's code where there is no such folder. */
  list(folder: string): readonly ListedFile[];
}

export interface ListedFile {
  readonly name: string;
  /** False for a link, wherever it leads. */
  readonly isFolder: boolean;
}

/** The files of the disk. */
export const ON_DISK: FileAccess = {
  readFile: (file) => readFileSync(file),
  exists: existsSync,
  realPath: (file) => realpathSync(file),
  list: (folder) =>
    readdirSync(folder, { withFileTypes: true }).map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() })),
};

/**
 * Other files in place of those of the disk below a root, an absolute folder: by whatever way a path leads there, links
 * included.
 */
export function belowRoot(root: string, below: FileAccess): FileAccess {
  const within = (file: string): string | undefined => pathBelow(root, file) ?? pathBelow(realOr(root), realOr(file));
  const at = (file: string): readonly [FileAccess, string] => {
    const path = within(file);
    return path === undefined ? [ON_DISK, file] : [below, join(root, path)];
  };
  return {
    readFile(file) {
      const [files, path] = at(file);
      return files.readFile(path);
    },
    exists(file) {
      const [files, path] = at(file);
      return files.exists(path);
    },
    realPath(file) {
      const [files, path] = at(file);
      return files.realPath(path);
    },
    list(folder) {
      const [files, path] = at(folder);
      return files.list(path);
    },
  };
}

/** A path from a folder; undefined where it does not lie below it. */
function pathBelow(folder: string, file: string): string | undefined {
  const path = relative(folder, file);
  return path === ".." || /^\.\.[/\\]/.test(path) || isAbsolute(path) ? undefined : path;
}

function realOr(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
