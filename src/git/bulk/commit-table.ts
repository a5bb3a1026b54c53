import { corrupt, GitError } from "../git-error.ts";
import type { ObjectId } from "../object-id.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { type DeltaWalk, forestOf } from "./delta-walk.ts";
import { Growing } from "./growing.ts";
import { findNumber, idOfNumber, looseNumbersOf, type ObjectSpace } from "./object-space.ts";

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

/** Whoever hears of the commits as they are read. */
export interface CommitListener {
  /** `bytes` is the whole commit, valid during the call. */
  met(object: number, bytes: Buffer): void;
  lose(object: number, error: GitError): void;
}

/** Reads all commits. At those in `shallow` history is taken to begin. */
export function readCommits(
  space: ObjectSpace,
  walk: DeltaWalk,
  store: Pick<ObjectStore, "read">,
  shallow: ReadonlySet<ObjectId>,
  listener: CommitListener,
): CommitTable {
  const objects = new Growing();
  const trees = new Growing();
  const times: number[] = [];
  const firstParents = new Growing();
  const parentObjects = new Growing();
  const id = Buffer.alloc(space.hash.bytes);
  const missing = new Set<ObjectId>();
  const idAt = (bytes: Buffer, at: number): number => {
    hexTo(id, bytes, at);
    const number = findNumber(space, id, 0);
    if (number === -1) missing.add(id.toString("hex"));
    return number;
  };
  const { digits } = space.hash;
  const met = (object: number, bytes: Buffer): void => {
    if (!isCommit(bytes, digits)) {
      const name = idOfNumber(space, object);
      listener.lose(object, corrupt(`commit ${name}`, "it names no tree", { object: name }));
      return;
    }
    objects.push(object);
    trees.push(idAt(bytes, TREE));
    firstParents.push(parentObjects.length);
    const isCut = shallow.size > 0 && shallow.has(idOfNumber(space, object));
    let at = TREE + digits + 1;
    for (; startsWith(bytes, at, PARENT); at += PARENT.length + digits + 1)
      if (!isCut) parentObjects.push(idAt(bytes, at + PARENT.length));
    times.push(timeIn(bytes, at));
    listener.met(object, bytes);
  };
  for (const [pack, table] of space.packs.entries()) {
    const start = space.starts[pack] as number;
    const forest = forestOf(table, "commit");
    const visitor = {
      visit: ({ number, bytes }: { number: number; bytes: Buffer }) => met(start + number, bytes),
      lose: (number: number, error: GitError) => listener.lose(start + number, error),
    };
    for (const root of forest.roots) walk.walk(table, forest, root, visitor);
  }
  for (const object of looseNumbersOf(space, "commit")) {
    try {
      met(object, store.read(idOfNumber(space, object)).bytes);
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      listener.lose(object, error);
    }
  }
  firstParents.push(parentObjects.length);
  const commitOf = new Map<number, number>();
  for (let commit = 0; commit < objects.length; commit++) commitOf.set(objects.at(commit), commit);
  return {
    count: objects.length,
    objects: objects.items,
    trees: trees.items,
    times: Float64Array.from(times),
    firstParents: firstParents.items,
    parents: parentObjects.items.map((object) => commitOf.get(object) ?? -1),
    missing: [...missing],
    commitOf,
  };
}

const TREE = "tree ".length;
const PARENT = Buffer.from("parent ");
const COMMITTER = Buffer.from("committer ");
const LINE_BREAK = 10;

const isCommit = (bytes: Buffer, digits: number): boolean =>
  bytes.length > TREE + digits && bytes[0] === 0x74 && bytes[TREE + digits] === LINE_BREAK;

function startsWith(bytes: Buffer, at: number, word: Buffer): boolean {
  for (let index = 0; index < word.length; index++) if (bytes[at + index] !== word[index]) return false;
  return true;
}

function hexTo(id: Buffer, bytes: Buffer, at: number): void {
  for (let index = 0; index < id.length; index++)
    id[index] = (digitOf(bytes[at + 2 * index]) << 4) | digitOf(bytes[at + 2 * index + 1]);
}

/** Value of a hexadecimal digit in small letters; of anything else something. */
function digitOf(byte = 0): number {
  return byte >= 0x61 ? byte - 0x57 : byte - 0x30;
}

/** The committer's time; headers begin at `start`. */
function timeIn(bytes: Buffer, start: number): number {
  for (let at = start; at < bytes.length && bytes[at] !== LINE_BREAK; ) {
    const end = bytes.indexOf(LINE_BREAK, at);
    const to = end === -1 ? bytes.length : end;
    if (startsWith(bytes, at, COMMITTER)) return timeAtEnd(bytes, to);
    at = to + 1;
  }
  return 0;
}

/** `… 1700000000 +0100`. */
function timeAtEnd(bytes: Buffer, end: number): number {
  const space = bytes.lastIndexOf(0x20, end - 1);
  let time = 0;
  let factor = 1;
  for (let at = space - 1; at >= 0; at--, factor *= 10) {
    const digit = (bytes[at] as number) - 0x30;
    if (digit < 0 || digit > 9) return bytes[at] === 0x2d ? -time : time;
    time += digit * factor;
  }
  return 0;
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
