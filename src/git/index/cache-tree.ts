import type { ObjectId } from "../object-id.ts";

/** What the index remembers of a folder: the tree that its entries make, where none of them changed since. */
export interface CacheTree {
  /** Entries below the folder, and their tree; absent where something below has changed. */
  readonly known: { readonly count: number; readonly id: ObjectId } | undefined;
  /** By name. */
  readonly folders: ReadonlyMap<string, CacheTree>;
}

const DEPTH = 2048;

/** Reads the extension `TREE`; undefined where it is not well formed, since it only ever saves work. */
export function readCacheTree(bytes: Buffer, hashLength: number): CacheTree | undefined {
  let at = 0;
  const readNode = (depth: number): { readonly name: string; readonly tree: CacheTree } | undefined => {
    const nameEnd = bytes.indexOf(0, at);
    const lineEnd = bytes.indexOf(10, nameEnd + 1);
    if (nameEnd === -1 || lineEnd === -1 || depth > DEPTH) return undefined;
    const name = bytes.toString("latin1", at, nameEnd);
    const counts = /^(-?\d{1,10}) (\d{1,10})$/.exec(bytes.toString("latin1", nameEnd + 1, lineEnd));
    if (counts === null) return undefined;
    const count = Number(counts[1]);
    at = lineEnd + 1;
    let known: CacheTree["known"];
    if (count >= 0) {
      if (at + hashLength > bytes.length) return undefined;
      known = { count, id: bytes.toString("hex", at, at + hashLength) };
      at += hashLength;
    }
    const folders = new Map<string, CacheTree>();
    for (let left = Number(counts[2]); left > 0; left--) {
      const folder = readNode(depth + 1);
      if (folder === undefined) return undefined;
      folders.set(folder.name, folder.tree);
    }
    return { name, tree: { known, folders } };
  };
  return readNode(0)?.tree;
}
