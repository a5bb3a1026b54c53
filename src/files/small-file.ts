import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { type BytePath, openable } from "./byte-path.ts";
import { systemCode } from "./system-errors.ts";

/** What became of one of git's own files: its bytes, or why there are none. */
export type SmallFile = { readonly bytes: Buffer } | "absent" | "unreadable" | "too-large";

/**
 * Reads one of git's own files whole, of at most `limit` bytes. What is no regular file counts as absent, as it does for
 * git; opening never waits, so a FIFO in its place does no harm.
 */
export function readSmallFile(path: BytePath, limit: number): SmallFile {
  let file: number | undefined;
  try {
    file = openSync(openable(path), constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = fstatSync(file);
    if (!stats.isFile()) return "absent";
    return stats.size > limit ? "too-large" : { bytes: readFileSync(file) };
  } catch (error) {
    const code = systemCode(error);
    return code === "ENOENT" || code === "ENOTDIR" ? "absent" : "unreadable";
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
