import { GitError } from "../git-error.ts";
import type { ObjectType } from "../object-id.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import type { OpenPack, PackPages } from "./pack-pages.ts";
import { endOf, idOf, kindOf, type PackTable, WHOLE } from "./pack-table.ts";
import type { Unpacker } from "./unpacker.ts";

/** An object of a pack, valid until the next one is walked to. */
export interface Walked {
  /** Number of its entry. */
  readonly number: number;
  /** How many bases are on the way to it; its base was met last at the depth before. -1 where no delta will lie on it. */
  readonly depth: number;
  readonly bytes: Buffer;
  /** The entry that it is a delta against; -1 where it is looked at as a whole. */
  readonly base: number;
  /**
   * Where it is not what its base is, three numbers each: from and to which offset, and which offset of the base follows. Nothing
   * where it is looked at as a whole.
   */
  readonly changes: Uint32Array | undefined;
}

/** Whoever walks. */
export interface Visitor {
  visit(object: Walked): void;
  /** Hears of an object that could not be read. */
  lose(number: number, error: GitError): void;
}

const MOST_CHANGES = 4096;
const DELTA_ROOM = 16 << 20;
/** Bytes of the objects on the way from a root to the one that is looked at. */
export const STACK_ROOM = 80 << 20;
const MOST_DEPTH = 5000;

/** Bytes that a walk takes of an unpacker's memory, pages and stack left out. */
export const WALK_ROOM = MOST_CHANGES * 12 + DELTA_ROOM + 4096;

/** Which entries are deltas against which others. */
export interface Forest {
  /** The first delta of each entry, and the next with the same base; -1 where there is none. */
  readonly first: Int32Array;
  readonly next: Int32Array;
  /** Entries of the wanted type that rest on no other of this pack, in the order in which they lie there. */
  readonly roots: Int32Array;
}

/** Puts deltas below their bases, of all objects of one type that are wanted and what these rest on. In shared memory. */
export function forestOf(
  { bases, kinds, count }: PackTable,
  type: ObjectType,
  isWanted: (number: number) => boolean = () => true,
): Forest {
  const kind = kindOf(type);
  const isKept = new Uint8Array(count);
  for (let number = 0; number < count; number++) {
    if (kinds[number] !== kind || !isWanted(number)) continue;
    for (let at = number; at >= 0 && isKept[at] === 0; at = bases[at] as number) isKept[at] = 1;
  }
  const shared = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(length * 4)).fill(-1);
  const [first, next] = [shared(count), shared(count)];
  const roots: number[] = [];
  // From the end, so that deltas of one base come in their own order.
  for (let number = count - 1; number >= 0; number--) {
    if (isKept[number] === 0) continue;
    const base = bases[number] as number;
    if (base < 0) roots.push(number);
    else {
      next[number] = first[base] as number;
      first[base] = number;
    }
  }
  const sorted = shared(roots.length);
  sorted.set(roots.toReversed());
  return { first, next, roots: sorted };
}

/** Walks deltas depth first, so that each is applied once, to a base that is at hand. */
export class DeltaWalk {
  /** Objects so far that had to be read by the store. */
  fallbacks = 0;
  readonly #unpacker: Unpacker;
  readonly #pages: PackPages;
  readonly #store: Pick<ObjectStore, "read">;
  readonly #changes: number;
  readonly #delta: number;
  readonly #stack: number;
  readonly #nodes = new Int32Array(MOST_DEPTH);
  readonly #children = new Int32Array(MOST_DEPTH);
  readonly #places = new Float64Array(MOST_DEPTH);
  readonly #sizes = new Float64Array(MOST_DEPTH);

  /** `stack` are STACK_ROOM bytes of the unpacker's memory, of which nothing is kept from one walk to the next. */
  constructor(unpacker: Unpacker, pages: PackPages, store: Pick<ObjectStore, "read">, stack: number) {
    this.#unpacker = unpacker;
    this.#pages = pages;
    this.#store = store;
    this.#changes = unpacker.reserve(MOST_CHANGES * 12);
    this.#delta = unpacker.reserve(DELTA_ROOM);
    this.#stack = stack;
  }

  /** Walks a root and all that rests on it. */
  walk(table: PackTable, { first, next }: Pick<Forest, "first" | "next">, root: number, visitor: Visitor): void {
    const pack = this.#pages.open(`${table.path}.pack`, table.fileSize);
    const waiting = [root];
    for (let start = waiting.pop(); start !== undefined; start = waiting.pop())
      this.#walkFrom(table, pack, first, next, start, visitor, waiting);
  }

  /** `outside` takes what has to be begun anew, because it could not be put on its base. */
  #walkFrom(
    table: PackTable,
    pack: OpenPack,
    first: Int32Array,
    next: Int32Array,
    root: number,
    visitor: Visitor,
    outside: number[],
  ): void {
    const childrenOutside = (number: number): void => {
      for (let child = first[number] as number; child !== -1; child = next[child] as number) outside.push(child);
    };
    const size = this.#openRoot(table, pack, root);
    if (size === undefined) {
      this.#visitByStore(table, root, visitor);
      childrenOutside(root);
      return;
    }
    this.#visit(root, 0, this.#stack, size, -1, 0, visitor);
    let depth = 0;
    this.#nodes[0] = root;
    this.#children[0] = first[root] as number;
    this.#places[0] = this.#stack;
    this.#sizes[0] = size;
    while (depth >= 0) {
      const child = this.#children[depth] as number;
      if (child === -1) {
        depth--;
        continue;
      }
      this.#children[depth] = next[child] as number;
      const base = this.#places[depth] as number;
      const baseSize = this.#sizes[depth] as number;
      const to = Math.ceil((base + baseSize + 320) / 16) * 16;
      const opened = depth + 1 < MOST_DEPTH ? this.#openDelta(table, pack, child, base, baseSize, to) : undefined;
      if (opened === undefined) {
        this.#visitByStore(table, child, visitor);
        childrenOutside(child);
        continue;
      }
      this.#visit(child, depth + 1, to, opened.size, this.#nodes[depth] as number, opened.changes, visitor);
      if (first[child] === -1) continue;
      depth++;
      this.#nodes[depth] = child;
      this.#children[depth] = first[child] as number;
      this.#places[depth] = to;
      this.#sizes[depth] = opened.size;
    }
  }

  #visit(
    number: number,
    depth: number,
    at: number,
    size: number,
    base: number,
    changes: number,
    visitor: Visitor,
  ): void {
    const { memory } = this.#unpacker;
    const bytes = memory.subarray(at, at + size);
    visitor.visit({
      number,
      depth,
      bytes,
      base,
      changes: base === -1 ? undefined : new Uint32Array(memory.buffer, this.#changes, changes * 3),
    });
  }

  #openRoot(table: PackTable, pack: OpenPack, number: number): number | undefined {
    if (table.bases[number] !== WHOLE) return undefined;
    const size = table.sizes[number] as number;
    if (size > STACK_ROOM) return undefined;
    return this.#inflate(table, pack, number, this.#stack, size) ? size : undefined;
  }

  /** Unpacks an entry to a place; false where it is damaged or too large. */
  #inflate(table: PackTable, pack: OpenPack, number: number, to: number, size: number): boolean {
    const from = (table.offsets[number] as number) + (table.heads[number] as number);
    const length = endOf(table, number) - from;
    const at = this.#pages.at(pack, from, length);
    return at !== undefined && this.#unpacker.inflate(at, length, to, size) !== -1;
  }

  #openDelta(
    table: PackTable,
    pack: OpenPack,
    number: number,
    base: number,
    baseSize: number,
    to: number,
  ): { readonly size: number; readonly changes: number } | undefined {
    const length = table.sizes[number] as number;
    if (length > DELTA_ROOM || !this.#inflate(table, pack, number, this.#delta, length)) return undefined;
    const unpacker = this.#unpacker;
    const end = this.#delta + length;
    const stated = unpacker.readSize(this.#delta, end);
    const middle = unpacker.sizeEnd();
    if (middle === 0 || stated !== baseSize) return undefined;
    const size = unpacker.readSize(middle, end);
    const from = unpacker.sizeEnd();
    if (from === 0 || to + size > this.#stack + STACK_ROOM) return undefined;
    const changes = unpacker.applyDelta(base, baseSize, from, end, to, size, this.#changes, MOST_CHANGES);
    return changes === -1 ? undefined : { size, changes };
  }

  /** What is too large, lies on a base elsewhere or seems damaged is read as any other object is. */
  #visitByStore(table: PackTable, number: number, visitor: Visitor): void {
    try {
      const { bytes } = this.#store.read(idOf(table, number));
      this.fallbacks++;
      visitor.visit({ number, depth: -1, bytes, base: -1, changes: undefined });
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      visitor.lose(number, error);
    }
  }
}
