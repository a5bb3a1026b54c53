import { type BytePath, textOfPath } from "../../files/byte-path.ts";
import { corrupt } from "../git-error.ts";
import { isObjectId, type ObjectHash, type ObjectId } from "../object-id.ts";
import { readOwnFile } from "../own-file.ts";

/** A ref of `packed-refs`. */
export interface PackedRef {
  readonly id: ObjectId;
  /** What an annotated tag stands for, where the file says so. */
  readonly peeled?: ObjectId;
}

const LIMIT = 1 << 30;
const LINE_BREAK = 10;
const CARET = 0x5e;

/** The refs of a `packed-refs`, of which there may be tens of thousands. */
export interface PackedRefs {
  /** What was read; nothing where the file is missing. */
  readonly bytes: Buffer | undefined;
  /** One ref by its full name; the others are not looked at where that can be helped. */
  find(name: string): PackedRef | undefined;
  /** All of them by full names, in the order in which they stand there. */
  all(): ReadonlyMap<string, PackedRef>;
}

/** Reads `packed-refs`; there are none where the file is missing. */
export function readPackedRefs(path: BytePath, hash: ObjectHash): PackedRefs {
  const bytes = readOwnFile(path, LIMIT);
  let known: ReadonlyMap<string, PackedRef> | undefined;
  const all = (): ReadonlyMap<string, PackedRef> => {
    known ??= bytes === undefined ? new Map() : parse(bytes, textOfPath(path), hash);
    return known;
  };
  return {
    bytes,
    find(name) {
      const found = known === undefined && bytes !== undefined ? seek(bytes, name, hash) : undefined;
      return found ?? all().get(name);
    },
    all,
  };
}

/**
 * Looks for a ref's line, which takes a twentieth of the time that all lines take. Undefined where there is none as git writes
 * it: then `parse` tells whether there is one, and what is wrong.
 */
function seek(bytes: Buffer, name: string, hash: ObjectHash): PackedRef | undefined {
  const { digits } = hash;
  const at = bytes.lastIndexOf(` ${name}\n`, undefined, "latin1");
  const start = at - digits;
  if (start < 0 || (start > 0 && bytes[start - 1] !== LINE_BREAK)) return undefined;
  const next = at + name.length + 2;
  const id = bytes.toString("latin1", start, at);
  if (!isObjectId(id, hash)) return undefined;
  if (bytes[next] !== CARET) return { id };
  const peeled = bytes.toString("latin1", next + 1, next + 1 + digits);
  return isObjectId(peeled, hash) ? { id, peeled } : undefined;
}

function parse(bytes: Buffer, file: string, hash: ObjectHash): ReadonlyMap<string, PackedRef> {
  const refs = new Map<string, PackedRef>();
  const { digits } = hash;
  let last: string | undefined;
  for (const line of bytes.toString("latin1").split("\n")) {
    const text = line.endsWith("\r") ? line.slice(0, -1) : line;
    if (text === "" || text.startsWith("#")) continue;
    const isPeeled = text.startsWith("^");
    const start = isPeeled ? 1 : 0;
    const id = text.slice(start, start + digits);
    if (!isObjectId(id, hash)) throw corrupt("the list of refs", "a line names no object", { file });
    if (isPeeled) {
      const tag = last === undefined ? undefined : refs.get(last);
      if (last !== undefined && tag !== undefined) refs.set(last, { id: tag.id, peeled: id });
      continue;
    }
    if (text[digits] !== " " || text.length < digits + 2)
      throw corrupt("the list of refs", "a line names no ref", { file });
    last = text.slice(digits + 1);
    refs.set(last, { id });
  }
  return refs;
}
