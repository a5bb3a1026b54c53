import type { BytePath } from "../../files/byte-path.ts";
import type { TreeReader } from "../../git/diff/tree-diff.ts";
import type { ObjectId } from "../../git/object-id.ts";
import { kindOfMode, parseTree, type TreeEntry } from "../../git/parse/tree.ts";

/** What a tree has at a path; the path is relative to it and names something below it. */
export function entryAt({ objects, hash }: TreeReader, tree: ObjectId, path: BytePath): TreeEntry | undefined {
  let at: ObjectId | undefined = tree;
  let entry: TreeEntry | undefined;
  for (const name of path.split("/")) {
    if (at === undefined) return undefined;
    entry = parseTree(objects.readAs(at, "tree"), at, hash).find((one) => one.name === name);
    at = entry !== undefined && kindOfMode(entry.mode) === "folder" ? entry.id : undefined;
  }
  return entry;
}
