import { isAbsolute, posix } from "node:path";
import { type BytePath, parentOf, withTrailingSlash } from "../files/byte-path.ts";
import { readSmallFile } from "../files/small-file.ts";

const POINTER_LIMIT = 1 << 16;

/** What a file such as `.git` of a linked work tree points at; undefined where it is no such file. */
function readPointer(path: BytePath, pattern: RegExp): BytePath | undefined {
  const file = readSmallFile(path, POINTER_LIMIT);
  if (typeof file === "string") return undefined;
  const target = pattern.exec(file.bytes.toString("latin1"))?.[1];
  if (target === undefined) return undefined;
  return isAbsolute(target) ? target : posix.join(parentOf(path), target);
}

/** Whether a folder holds git's own data: `HEAD` is what every such folder has. */
export const isGitFolder = (folder: BytePath): boolean => readSmallFile(`${folder}/HEAD`, POINTER_LIMIT) !== "absent";

/** The folder with git's own data for a work tree; undefined where there is none. */
export function findGitFolder(top: BytePath): BytePath | undefined {
  const own = `${withTrailingSlash(top)}.git`;
  const folder = readPointer(own, /^gitdir: (.+?)[\r\n]*$/s) ?? own;
  return isGitFolder(folder) ? folder : undefined;
}

/** The folder that linked work trees share, which is the given one itself where there are none. */
export function commonFolder(folder: BytePath): BytePath {
  return readPointer(`${folder}/commondir`, /^(.+?)[\r\n]*$/s) ?? folder;
}
