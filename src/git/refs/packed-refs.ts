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

/** Reads `packed-refs`, by full names; there are none where the file is missing. */
export function readPackedRefs(path: BytePath, hash: ObjectHash): ReadonlyMap<string, PackedRef> {
  const bytes = readOwnFile(path, LIMIT);
  if (bytes === undefined) return new Map();
  const file = textOfPath(path);
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
