import type { BytePath } from "../../files/byte-path.ts";
import { corrupt } from "../git-error.ts";
import type { ObjectHash, ObjectId } from "../object-id.ts";

/** What an entry of a tree or index is. */
export type EntryKind = "file" | "executable" | "link" | "submodule" | "folder";

/** One entry of a tree. */
export interface TreeEntry {
  /** As stored: `0o100644`. */
  readonly mode: number;
  /** Bytes, one Latin-1 character each. */
  readonly name: BytePath;
  readonly id: ObjectId;
}

const KIND_BITS = 0o170000;

/** What a mode means; undefined where git knows no such kind. */
export function kindOfMode(mode: number): EntryKind | undefined {
  switch (mode & KIND_BITS) {
    case 0o100000:
      return (mode & 0o100) === 0 ? "file" : "executable";
    case 0o120000:
      return "link";
    case 0o160000:
      return "submodule";
    case 0o040000:
      return "folder";
    default:
      return undefined;
  }
}

const SPACE = 32;
const ZERO = 48;

/** Reads a tree, in its own order. Throws a GitError where it is cut short or an entry has no name. */
export function parseTree(bytes: Buffer, id: ObjectId, hash: ObjectHash): TreeEntry[] {
  const entries: TreeEntry[] = [];
  const broken = (why: string) => corrupt(`tree ${id}`, why, { object: id });
  for (let at = 0; at < bytes.length; ) {
    let mode = 0;
    const modeAt = at;
    for (; bytes[at] !== SPACE; at++) {
      const digit = (bytes[at] ?? 0) - ZERO;
      if (digit < 0 || digit > 7 || at - modeAt > 7) throw broken("a mode is no number");
      mode = mode * 8 + digit;
    }
    const nameAt = at + 1;
    const nameEnd = bytes.indexOf(0, nameAt);
    const next = nameEnd + 1 + hash.bytes;
    if (nameEnd === -1 || next > bytes.length) throw broken("it is cut short");
    if (nameEnd === nameAt || modeAt === nameAt - 1) throw broken("an entry has no name or mode");
    entries.push({
      mode,
      name: bytes.toString("latin1", nameAt, nameEnd),
      id: bytes.toString("hex", nameEnd + 1, next),
    });
    at = next;
  }
  return entries;
}
