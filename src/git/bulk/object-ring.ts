import { tooLarge } from "../objects/loose.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { countOf, idOfNumber, type ObjectSpace, placeOf } from "./object-space.ts";
import type { PackPages } from "./pack-pages.ts";
import { endOf, type PackTable, WHOLE } from "./pack-table.ts";
import type { Unpacker } from "./unpacker.ts";

const DELTA_ROOM = 16 << 20;
/** A change takes so many bytes; they are not asked for here. */
const CHANGES_ROOM = 16;

/** Where an object lies in the unpacker's memory, valid until the next one is asked for. */
export interface Placed {
  readonly at: number;
  readonly size: number;
}

const NOTHING: Placed = { at: 0, size: 0 };

/** Bytes that a ring takes of an unpacker's memory, what it keeps left out. */
export const RING_ROOM = DELTA_ROOM + 4096;

/** Reads objects in any order and keeps those that were read of late, as bases for others; the oldest go first. */
export class ObjectRing {
  /** Packed objects so far that had to be read by the store. */
  fallbacks = 0;
  readonly #space: ObjectSpace;
  readonly #store: Pick<ObjectStore, "read">;
  readonly #unpacker: Unpacker;
  readonly #pages: PackPages;
  readonly #ring: number;
  readonly #room: number;
  readonly #delta: number;
  readonly #changes: number;
  /** By number: where the object was put, counted on without an end; -1 where it never was. */
  readonly #puts: Float64Array;
  readonly #sizes: Uint32Array;
  #head = 0;

  /** What it keeps goes to `room` bytes at `at` in the unpacker's memory. */
  constructor(
    space: ObjectSpace,
    store: Pick<ObjectStore, "read">,
    unpacker: Unpacker,
    pages: PackPages,
    { at, room }: { readonly at: number; readonly room: number },
  ) {
    this.#space = space;
    this.#store = store;
    this.#unpacker = unpacker;
    this.#pages = pages;
    this.#room = room;
    this.#ring = at;
    this.#delta = unpacker.reserve(DELTA_ROOM);
    this.#changes = unpacker.reserve(CHANGES_ROOM);
    this.#puts = new Float64Array(countOf(space)).fill(-1);
    this.#sizes = new Uint32Array(countOf(space));
  }

  /** Reads an object. Throws a GitError where it cannot be read, or is too large for the ring. */
  read(number: number): Placed {
    const kept = this.#kept(number);
    if (kept !== undefined) return kept;
    return this.#unpack(number) ?? this.#readByStore(number);
  }

  #kept(number: number): Placed | undefined {
    const put = this.#puts[number] as number;
    // What is older than half a turn is not handed out, so that a base is never overwritten by what rests on it.
    if (put === -1 || this.#head - put > this.#room / 2) return undefined;
    return { at: this.#ring + (put % this.#room), size: this.#sizes[number] as number };
  }

  /** Makes room for an object; undefined where it would fill too much of the ring. */
  #put(number: number, size: number): number | undefined {
    if (size > this.#room / 8) return undefined;
    const slack = size + 336;
    const left = this.#room - (this.#head % this.#room);
    if (slack > left) this.#head += left;
    const put = this.#head;
    this.#head += Math.ceil(slack / 16) * 16;
    this.#puts[number] = put;
    this.#sizes[number] = size;
    return this.#ring + (put % this.#room);
  }

  #forget(number: number): undefined {
    this.#puts[number] = -1;
    return undefined;
  }

  /** Reads two objects that are there at the same time; nothing is none. */
  readBoth(one: number, other: number): readonly [Placed, Placed] {
    if (one === -1 || other === -1)
      return [one === -1 ? NOTHING : this.read(one), other === -1 ? NOTHING : this.read(other)];
    for (let round = 0; round < 8; round++) {
      const first = this.read(one);
      const second = this.read(other);
      // What the second took to read may have pushed the first out.
      if (this.#kept(one)?.at === first.at) return [first, second];
    }
    throw tooLarge(idOfNumber(this.#space, one), this.#sizes[one] as number, Math.floor(this.#room / 8));
  }

  /** Unpacks an object and what it rests on; undefined where that has to be left to the store. */
  #unpack(number: number): Placed | undefined {
    const { pack: packNumber, entry: wanted } = placeOf(this.#space, number);
    const table = this.#space.packs[packNumber];
    if (table === undefined) return undefined;
    const start = this.#space.starts[packNumber] as number;
    const deltas: number[] = [];
    let entry = wanted;
    let base: Placed | undefined;
    while (base === undefined) {
      base = this.#kept(start + entry);
      if (base !== undefined) break;
      const next = table.bases[entry] as number;
      if (next === WHOLE) {
        base = this.#inflateWhole(table, start, entry);
        if (base === undefined) return undefined;
      } else {
        if (next < 0 || deltas.length > 10_000) return undefined;
        deltas.push(entry);
        entry = next;
      }
    }
    for (let delta = deltas.pop(); delta !== undefined; delta = deltas.pop()) {
      base = this.#apply(table, start, delta, base);
      if (base === undefined) return undefined;
    }
    return base;
  }

  #inflate(table: PackTable, entry: number, to: number): boolean {
    const pack = this.#pages.open(`${table.path}.pack`, table.fileSize);
    const from = (table.offsets[entry] as number) + (table.heads[entry] as number);
    const length = endOf(table, entry) - from;
    const at = this.#pages.at(pack, from, length);
    return at !== undefined && this.#unpacker.inflate(at, length, to, table.sizes[entry] as number) !== -1;
  }

  #inflateWhole(table: PackTable, start: number, entry: number): Placed | undefined {
    const size = table.sizes[entry] as number;
    const at = this.#put(start + entry, size);
    if (at === undefined) return undefined;
    return this.#inflate(table, entry, at) ? { at, size } : this.#forget(start + entry);
  }

  #apply(table: PackTable, start: number, entry: number, base: Placed): Placed | undefined {
    const length = table.sizes[entry] as number;
    if (length > DELTA_ROOM || !this.#inflate(table, entry, this.#delta)) return undefined;
    const unpacker = this.#unpacker;
    const end = this.#delta + length;
    const stated = unpacker.readSize(this.#delta, end);
    const middle = unpacker.sizeEnd();
    if (middle === 0 || stated !== base.size) return undefined;
    const size = unpacker.readSize(middle, end);
    const from = unpacker.sizeEnd();
    const at = from === 0 ? undefined : this.#put(start + entry, size);
    if (at === undefined) return undefined;
    const done = unpacker.applyDelta(base.at, base.size, from, end, at, size, this.#changes, 1);
    return done === -1 ? this.#forget(start + entry) : { at, size };
  }

  #readByStore(number: number): Placed {
    const id = idOfNumber(this.#space, number);
    const { bytes } = this.#store.read(id);
    if (number < (this.#space.starts.at(-1) as number)) this.fallbacks++;
    const size = bytes.length;
    const at = this.#put(number, size);
    if (at === undefined) throw tooLarge(id, size, Math.floor(this.#room / 8));
    bytes.copy(this.#unpacker.memory, at);
    return { at, size };
  }
}
