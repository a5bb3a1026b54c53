import type { ObjectId } from "../object-id.ts";
import type { CommitRows } from "./commit-rows.ts";
import { idOfNumber, type ObjectSpace } from "./object-space.ts";

/** All commits of a repository. Numbers of commits are places in this table. */
export interface CommitTable {
  readonly count: number;
  /** Number of each commit's object, and of its tree; -1 where the tree is missing. */
  readonly objects: Int32Array;
  readonly trees: Int32Array;
  /** Committers' times, in seconds since 1970. */
  readonly times: Float64Array;
  /** Parents of each commit: those from its first up to the next one's, as commits; -1 where one is missing. */
  readonly firstParents: Int32Array;
  readonly parents: Int32Array;
  /** Trees and parents that are named and not there. */
  readonly missing: readonly ObjectId[];
  /** By number of an object: its commit, where it is one. */
  readonly commitOf: ReadonlyMap<number, number>;
}

/** Puts all commits into one table, in the order of the rows. */
export function commitTable(rows: readonly CommitRows[]): CommitTable {
  const count = rows.reduce((sum, { objects }) => sum + objects.length, 0);
  const objects = joined(rows.map((some) => some.objects));
  const commitOf = new Map<number, number>();
  for (let commit = 0; commit < count; commit++) commitOf.set(objects[commit] as number, commit);
  const firstParents = new Int32Array(count + 1);
  for (const [commit, parents] of joined(rows.map(({ parentCounts }) => parentCounts)).entries())
    firstParents[commit + 1] = (firstParents[commit] as number) + parents;
  const times = new Float64Array(count);
  let filled = 0;
  for (const some of rows) {
    times.set(some.times, filled);
    filled += some.times.length;
  }
  return {
    count,
    objects,
    trees: joined(rows.map(({ trees }) => trees)),
    times,
    firstParents,
    parents: joined(rows.map(({ parents }) => parents)).map((object) => commitOf.get(object) ?? -1),
    missing: [...new Set(rows.flatMap(({ missing }) => missing))],
    commitOf,
  };
}

function joined(lists: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let filled = 0;
  for (const list of lists) {
    all.set(list, filled);
    filled += list.length;
  }
  return all;
}

/** The pack's own number of a commit's object, for messages. */
export const commitId = (space: ObjectSpace, { objects }: CommitTable, commit: number): string =>
  idOfNumber(space, objects[commit] as number);

/** Commits in an order in which each comes before its parents, the latest first as far as that allows. */
export function childrenFirst({ count, times, firstParents, parents }: CommitTable): Int32Array {
  const children = new Int32Array(count);
  for (const parent of parents) if (parent >= 0) children[parent] = (children[parent] as number) + 1;
  const heap = new TimeHeap(times);
  for (let commit = 0; commit < count; commit++) if (children[commit] === 0) heap.push(commit);
  const order = new Int32Array(count);
  let filled = 0;
  for (let commit = heap.pop(); commit !== -1; commit = heap.pop()) {
    order[filled++] = commit;
    for (let at = firstParents[commit] as number; at < (firstParents[commit + 1] as number); at++) {
      const parent = parents[at] as number;
      if (parent < 0) continue;
      children[parent] = (children[parent] as number) - 1;
      if (children[parent] === 0) heap.push(parent);
    }
  }
  return order.subarray(0, filled);
}

/** Commits, the latest on top; of one time the one that comes first in the table. */
class TimeHeap {
  readonly #times: Float64Array;
  readonly #heap: number[] = [];

  constructor(times: Float64Array) {
    this.#times = times;
  }

  push(commit: number): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(commit);
    while (at > 0 && this.#isBefore(commit, heap[(at - 1) >> 1] as number)) {
      heap[at] = heap[(at - 1) >> 1] as number;
      at = (at - 1) >> 1;
    }
    heap[at] = commit;
  }

  pop(): number {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined) return -1;
    if (heap.length === 0) return top;
    let at = 0;
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && this.#isBefore(heap[child + 1] as number, heap[child] as number)) child++;
      if (!this.#isBefore(heap[child] as number, last)) break;
      heap[at] = heap[child] as number;
      at = child;
    }
    heap[at] = last;
    return top;
  }

  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#times[a] as number, this.#times[b] as number];
    return one > other || (one === other && a < b);
  }
}
