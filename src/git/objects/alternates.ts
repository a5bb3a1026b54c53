import { statSync } from "node:fs";
import { isAbsolute, posix } from "node:path";
import { type BytePath, openable, realPath } from "../../files/byte-path.ts";
import { readOwnFile } from "../own-file.ts";

const LIMIT = 1 << 20;
const ESCAPE = /\\(?:([0-3][0-7]{2})|(.))/gs;
const LETTERS: Readonly<Record<string, string>> = { a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

/** Takes off the quotes of C that git puts around odd paths. */
export function unquotePath(path: string): BytePath {
  if (!/^".*"$/s.test(path)) return path;
  return path
    .slice(1, -1)
    .replaceAll(ESCAPE, (_, octal: string | undefined, char: string) =>
      octal === undefined ? (LETTERS[char] ?? char) : String.fromCharCode(Number.parseInt(octal, 8)),
    );
}

/** Where an objects folder says that more objects lie, as absolute paths. */
function namedBy(folder: BytePath): BytePath[] {
  const text = readOwnFile(`${folder}/info/alternates`, LIMIT)?.toString("latin1") ?? "";
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map(unquotePath)
    .map((path) => (isAbsolute(path) ? path : posix.join(folder, path)));
}

function isFolder(path: BytePath): boolean {
  try {
    return statSync(openable(path), { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    return false;
  }
}

/** Objects folders with all that they borrow from, each once, in the order in which they are to be asked. */
export function objectFolders(first: readonly BytePath[]): {
  readonly folders: readonly BytePath[];
  /** Folders that are named and not there. */
  readonly absent: readonly BytePath[];
} {
  const folders = new Map<BytePath, BytePath>();
  const absent: BytePath[] = [];
  const waiting = [...first];
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    if (!isFolder(folder)) {
      absent.push(folder);
      continue;
    }
    // Two folders may lend to each other, and one may be named in several ways.
    const real = realPath(folder);
    if (folders.has(real)) continue;
    folders.set(real, folder);
    waiting.push(...namedBy(folder));
  }
  return { folders: [...folders.values()], absent };
}
