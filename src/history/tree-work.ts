import type { ObjectSpace } from "../git/bulk/object-space.ts";
import type { Bulk } from "../git/bulk/open-bulk.ts";
import { PathTable } from "../git/bulk/path-table.ts";
import { ABSENT, FIRST_MISSING, TreeChanges } from "../git/bulk/tree-changes.ts";
import type { ObjectId } from "../git/object-id.ts";
import { Changes } from "./changes.ts";
import { type Fault, type Faults, faultOf } from "./faults.ts";
import type { Work } from "./share.ts";

/** Commits whose trees are to be compared with those of their first parents; a part is some that follow one another. */
export interface TreeWork extends Work {
  readonly kind: "trees";
  readonly space: ObjectSpace;
  /** Commits in the order in which they are gone through, their trees, and those of their first parents. */
  readonly order: Int32Array;
  readonly trees: Int32Array;
  readonly parentTrees: Int32Array;
}

/** What changed in one part. Numbers of paths are those of the thread that did it. */
export interface TreeResult {
  /** Which thread's numbers they are. */
  readonly thread: string;
  readonly commits: Int32Array;
  readonly paths: Int32Array;
  readonly contents: Int32Array;
  /** Paths that the thread met for the first time: the folder of each, and its name. */
  readonly firstPath: number;
  readonly folders: readonly number[];
  readonly names: readonly string[];
  /** Contents that are missing and that the thread met for the first time. */
  readonly firstMissing: number;
  readonly missing: readonly ObjectId[];
  readonly faults: readonly Fault[];
  /** Trees that could not be read in bulk, and were read one by one. */
  readonly fallbacks: number;
}

/** Commits in a part. */
const PART = 1024;

export const partsOfTrees = ({ order }: Pick<TreeWork, "order">): number => Math.ceil(order.length / PART);

/** Makes what does parts in this thread. */
export function treeWorker(
  { space, order, trees, parentTrees }: TreeWork,
  bulk: Bulk,
  thread: string,
): (part: number) => TreeResult {
  const table = new PathTable();
  const ring = bulk.ringOf(space);
  const compare = new TreeChanges(space, ring, bulk.unpacker, table);
  return (part) => {
    const changes = new Changes();
    const faults: Fault[] = [];
    const before = ring.fallbacks;
    const firstPath = table.count;
    const firstMissing = compare.missing.length;
    for (const commit of order.subarray(part * PART, (part + 1) * PART)) {
      compare.compare(parentTrees[commit] as number, trees[commit] as number, {
        changed: (path, content) => changes.add(commit, path, content),
        lost: (error) => faults.push(faultOf(error)),
      });
    }
    return {
      thread,
      commits: changes.commits.items.slice(),
      paths: changes.paths.items.slice(),
      contents: changes.contents.items.slice(),
      firstPath,
      ...table.from(firstPath),
      firstMissing,
      missing: compare.missing.slice(firstMissing),
      faults,
      fallbacks: ring.fallbacks - before,
    };
  };
}

/** Puts the results of all threads together, as if one had done everything. */
export function joinChanges(results: readonly TreeResult[], paths: PathTable, faults: Faults): Changes {
  const changes = new Changes();
  const names = gatherNames(results);
  const missing = new Map<ObjectId, number>();
  const numbers = new Map<string, Map<number, number>>();
  for (const { thread, commits, paths: ownPaths, contents, faults: own, fallbacks } of results) {
    const known = numbers.get(thread) ?? new Map<number, number>([[0, 0]]);
    numbers.set(thread, known);
    const { folders, names: texts, missing: ids } = names.get(thread) as ThreadNames;
    const numberOf = (path: number): number => {
      const kept = known.get(path);
      if (kept !== undefined) return kept;
      const number = paths.numberOf(numberOf(folders[path] as number), texts[path] as string);
      known.set(path, number);
      return number;
    };
    for (let at = 0; at < commits.length; at++) {
      const content = contents[at] as number;
      changes.add(
        commits[at] as number,
        numberOf(ownPaths[at] as number),
        content < ABSENT ? missingNumber(missing, ids[FIRST_MISSING - content] as ObjectId) : content,
      );
    }
    faults.fallbacks += fallbacks;
    for (const error of own) faults.note(error);
    for (const id of ids) faults.missing(id);
  }
  return changes;
}

function missingNumber(missing: Map<ObjectId, number>, id: ObjectId): number {
  const number = missing.get(id) ?? FIRST_MISSING - missing.size;
  missing.set(id, number);
  return number;
}

interface ThreadNames {
  readonly folders: number[];
  readonly names: string[];
  readonly missing: ObjectId[];
}

/** All names that each thread gave numbers to; what it met first in one part may be in another that comes before. */
function gatherNames(results: readonly TreeResult[]): ReadonlyMap<string, ThreadNames> {
  const gathered = new Map<string, ThreadNames>();
  for (const { thread, firstPath, folders, names, firstMissing, missing } of results) {
    const all = gathered.get(thread) ?? { folders: [0], names: [""], missing: [] };
    gathered.set(thread, all);
    for (const [at, folder] of folders.entries()) all.folders[firstPath + at] = folder;
    for (const [at, name] of names.entries()) all.names[firstPath + at] = name;
    for (const [at, id] of missing.entries()) all.missing[firstMissing + at] = id;
  }
  return gathered;
}
