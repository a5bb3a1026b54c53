import { existsSync, readFileSync, realpathSync } from "node:fs";

/** How files of a repository are read that settings lie in: those of the disk, or those of a commit. Paths are absolute. */
export interface FileAccess {
  /** The file's bytes. Throws an error with a system's code, such as `ENOENT`, where there are none. */
  readFile(file: string): Buffer;
  exists(file: string): boolean;
  /** The path without links; throws where it leads nowhere. */
  realPath(file: string): string;
}

/** The files of the disk. */
export const ON_DISK: FileAccess = {
  readFile: (file) => readFileSync(file),
  exists: existsSync,
  realPath: (file) => realpathSync(file),
};
