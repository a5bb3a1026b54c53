import { type BytePath, textOfPath } from "../files/byte-path.ts";
import { readSmallFile } from "../files/small-file.ts";
import { GitError, READABLE_HINT } from "./git-error.ts";

/**
 * The bytes of one of git's own files of at most `limit` bytes; undefined where it is not there. Throws a GitError where it
 * cannot be read or is larger.
 */
export function readOwnFile(path: BytePath, limit: number): Buffer | undefined {
  const read = readSmallFile(path, limit);
  if (read === "absent") return undefined;
  if (typeof read !== "string") return read.bytes;
  const file = textOfPath(path);
  if (read === "unreadable") throw new GitError("unreadable", `${file} cannot be read`, READABLE_HINT, { file });
  const hint = "git writes none of that size, so see what it holds, or clone the repository anew.";
  throw new GitError("too-large", `${file} is larger than ${limit / 2 ** 20} MiB`, hint, { file });
}
