import type { BytePath } from "../../files/byte-path.ts";
import type { ObjectHash, ObjectId } from "../object-id.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { kindOfMode, parseTree, type TreeEntry } from "../parse/tree.ts";

/** One side of a change: what is at the path. */
export interface Side {
  readonly path: BytePath;
  readonly mode: number;
  readonly id: ObjectId;
}

/** A difference between two trees. `mode` tells a change of mode alone, `type` that, say, a file became a link. */
export type Change =
  | { readonly kind: "added"; readonly new: Side }
  | { readonly kind: "deleted"; readonly old: Side }
  | { readonly kind: "modified" | "mode" | "type"; readonly old: Side; readonly new: Side }
  /** `score` says how much is the same, from 0 to 1. */
  | { readonly kind: "renamed"; readonly old: Side; readonly new: Side; readonly score: number };

export interface TreeReader {
  readonly objects: Pick<ObjectStore, "readAs">;
  readonly hash: ObjectHash;
}

const isFolder = ({ mode }: TreeEntry): boolean => kindOfMode(mode) === "folder";

/** Reads a tree; nothing is in none. */
function readTree({ objects, hash }: TreeReader, id: ObjectId | undefined): TreeEntry[] {
  return id === undefined ? [] : parseTree(objects.readAs(id, "tree"), id, hash);
}

/** How deep folders may lie in one another. */
const DEPTH = 4096;

/**
 * The differences of two trees, folders followed, sorted by path. Folders that are the same are not read, and a missing
 * tree counts as an empty one. Renames are not looked for.
 */
export function diffTrees(old: ObjectId | undefined, now: ObjectId | undefined, reader: TreeReader): Change[] {
  const changes: Change[] = [];
  const waiting = [{ prefix: "", old, now, depth: 0 }];
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    const { prefix, depth } = pair;
    if (depth > DEPTH) throw new RangeError("folders are nested too deep");
    const descend = (name: string, before: TreeEntry | undefined, after: TreeEntry | undefined) =>
      waiting.push({ prefix: `${prefix}${name}/`, old: before?.id, now: after?.id, depth: depth + 1 });
    compareFolders(readTree(reader, pair.old), readTree(reader, pair.now), prefix, changes, descend);
  }
  return changes.sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
}

/** The path that a change is listed under: the new one where there is one. */
export const pathOf = (change: Change): BytePath => (change.kind === "deleted" ? change.old : change.new).path;

function compareFolders(
  before: readonly TreeEntry[],
  after: readonly TreeEntry[],
  prefix: BytePath,
  changes: Change[],
  descend: (name: string, before: TreeEntry | undefined, after: TreeEntry | undefined) => void,
): void {
  const side = ({ name, mode, id }: TreeEntry): Side => ({ path: prefix + name, mode, id });
  const olds = new Map(before.map((entry) => [entry.name, entry]));
  for (const entry of after) {
    const old = olds.get(entry.name);
    olds.delete(entry.name);
    if (old?.id === entry.id && old.mode === entry.mode) continue;
    const wasFolder = old !== undefined && isFolder(old);
    if (isFolder(entry)) {
      descend(entry.name, wasFolder ? old : undefined, entry);
      if (old !== undefined && !wasFolder) changes.push({ kind: "deleted", old: side(old) });
    } else if (old === undefined || wasFolder) {
      changes.push({ kind: "added", new: side(entry) });
      if (wasFolder) descend(entry.name, old, undefined);
    } else {
      changes.push({ kind: kindOfChange(old, entry), old: side(old), new: side(entry) });
    }
  }
  for (const old of olds.values()) {
    if (isFolder(old)) descend(old.name, old, undefined);
    else changes.push({ kind: "deleted", old: side(old) });
  }
}

/** What became of something that is at the same path. */
function kindOfChange(
  old: Pick<TreeEntry, "mode" | "id">,
  now: Pick<TreeEntry, "mode" | "id">,
): "modified" | "mode" | "type" {
  const plain = (mode: number) => kindOfMode(mode)?.replace("executable", "file");
  if (plain(old.mode) !== plain(now.mode)) return "type";
  return old.id === now.id ? "mode" : "modified";
}
