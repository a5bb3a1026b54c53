import { corrupt } from "../git-error.ts";
import { isObjectId, type ObjectHash, type ObjectId } from "../object-id.ts";
import type { CommitHead } from "./commit.ts";

const LINE_BREAK = 10;
const TIME = /> ?(-?\d{1,18})(?: [+-]\d+)?\s*$/;

/** Reads of a commit what a walk over history needs, in a fraction of the time that the whole takes. */
export function parseCommitHead(bytes: Buffer, id: ObjectId, hash: ObjectHash): CommitHead {
  const { digits } = hash;
  const idAfter = (word: string, at: number): ObjectId | undefined => {
    const start = at + word.length;
    if (bytes.toString("latin1", at, start) !== word) return undefined;
    const found = bytes.toString("latin1", start, start + digits);
    if (isObjectId(found, hash) && bytes[start + digits] === LINE_BREAK) return found;
    throw corrupt(`commit ${id}`, `its line \`${word.trim()}\` names no object`, { object: id });
  };
  const tree = idAfter("tree ", 0);
  if (tree === undefined) throw corrupt(`commit ${id}`, "it names no tree", { object: id });
  const parents: ObjectId[] = [];
  let at = "tree ".length + digits + 1;
  for (let parent = idAfter("parent ", at); parent !== undefined; parent = idAfter("parent ", at)) {
    parents.push(parent);
    at += "parent ".length + digits + 1;
  }
  return { tree, parents, time: committerTime(bytes, at) };
}

function committerTime(bytes: Buffer, start: number): number {
  for (let at = start; at < bytes.length && bytes[at] !== LINE_BREAK; ) {
    const end = bytes.indexOf(LINE_BREAK, at);
    const line = bytes.toString("latin1", at, end === -1 ? bytes.length : end);
    if (line.startsWith("committer ")) {
      const time = Number(TIME.exec(line)?.[1] ?? 0);
      return Number.isSafeInteger(time) ? time : 0;
    }
    at = end === -1 ? bytes.length : end + 1;
  }
  return 0;
}
