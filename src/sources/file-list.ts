import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { ScanError } from "../core/errors.ts";
import { systemWords } from "../files/system-errors.ts";
import { STANDARD_INPUT, waitingReader } from "./stdin.ts";

export interface FileListOptions {
  /** Absolute folder that the list's own path starts from. */
  readonly cwd: string;
  /** Descriptor that `-` stands for. */
  readonly stdin?: number;
}

function readToEnd(file: number): Buffer {
  const read = waitingReader(file);
  const chunks: Buffer[] = [];
  for (;;) {
    const chunk = Buffer.allocUnsafe(64 << 10);
    const count = read(chunk, 0);
    if (count === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, count));
  }
}

/**
 * Splits a list of paths: at NULs if it has any, as `git diff -z` and `find -print0` write it, at line breaks otherwise.
 * Empty entries are dropped, and so is a byte order mark.
 */
export function parseFileList(bytes: Uint8Array): string[] {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = new TextDecoder(isUtf16 ? "utf-16le" : "utf-8").decode(bytes);
  const entries = text.includes("\0") ? text.split("\0") : text.split(/\r?\n/);
  return entries.filter((entry) => entry !== "");
}

/** Reads the list of files for `--files-from`, `-` being the standard input; throws a ScanError where it cannot. */
export function readFileList(list: string, { cwd, stdin = STANDARD_INPUT }: FileListOptions): string[] {
  try {
    return parseFileList(list === "-" ? readToEnd(stdin) : readFileSync(resolve(cwd, list)));
  } catch (error) {
    const name = list === "-" ? "the standard input" : `\`${list}\``;
    throw new ScanError(
      `The list of files in ${name} cannot be read: ${systemWords(error)}`,
      "Give --files-from a file with one path a line, or `-` for the standard input.",
      { cause: error },
    );
  }
}
