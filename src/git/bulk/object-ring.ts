import { tooLarge } from "../objects/loose.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { countOf, idOfNumber, type ObjectSpace, placeOf } from "./object-space.ts";
import type { PackPages } from "./pack-pages.ts";
import { endOf, type PackTable, WHOLE } from "./pack-table.ts";
import type { Unpacker } from "./unpacker.ts";

const DELTA_ROOM = 16 << 20;
/** A change takes so many bytes; they are not asked for here. */
const CHANGES_ROOM = 16;

/** What is kept begins at multiples of so many bytes, of so many numbers of 32 bits. */
const STEP = 16;
const WORDS = STEP / 4;
/** Bytes behind an object that its reading may write over. */
const SPARE = 336;
/** Where counting begins anew, after 63 GB. */
const LAST_STEP = 2 ** 32 - 2 ** 26;

/** Where an object lies in the unpacker's memory, valid until the next one is asked for. */
export interface Placed {
  readonly at: number;
  readonly size: number;
}

/** Which bytes of the unpacker's memory a ring may use, and up to which step it counts before it counts anew. */
interface RingPlace {
  readonly at: number;
  readonly room: number;
  readonly last?: number;
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
  /** The ring's memory by numbers of 32 bits. */
  readonly #words: Uint32Array;
  /**
   * By number: where the object was put, in steps that are counted on, the first being 1; 0 where it never was. Its size stands
   * in the step before it. All but numbers of trees stay as they are made, which takes no memory.
   */
  readonly #puts: Uint32Array;
  readonly #last: number;
  #head = 1;

  /** What it keeps goes to `room` bytes at `at` in the unpacker's memory. */
  constructor(
    space: ObjectSpace,
    store: Pick<ObjectStore, "read">,
    unpacker: Unpacker,
    pages: PackPages,
    { at, room, last = LAST_STEP }: RingPlace,
  ) {
    this.#space = space;
    this.#store = store;
    this.#unpacker = unpacker;
    this.#pages = pages;
    this.#last = last;
    this.#room = room / STEP;
    this.#ring = at;
    this.#delta = unpacker.reserve(DELTA_ROOM);
    this.#changes = unpacker.reserve(CHANGES_ROOM);
    this.#words = new Uint32Array(unpacker.memory.buffer, at, room / 4);
    this.#puts = new Uint32Array(countOf(space));
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
    if (put === 0 || this.#head - put > this.#room / 2) return undefined;
    const step = put % this.#room;
    return { at: this.#ring + step * STEP, size: this.#words[step * WORDS - WORDS] as number };
  }

  /** Makes room for an object; undefined where it would fill too much of the ring. */
  #put(number: number, size: number): number | undefined {
    if (size > this.#most) return undefined;
    const steps = Math.ceil((size + SPARE) / STEP);
    const left = this.#room - (this.#head % this.#room);
    if (steps + 1 > left) this.#head += left;
    if (this.#head > this.#last) this.#countAnew();
    const put = this.#head + 1;
    this.#head = put + steps;
    this.#puts[number] = put;
    const step = put % this.#room;
    this.#words[step * WORDS - WORDS] = size;
    return this.#ring + step * STEP;
  }

  /** Goes on at the same place, so that a base stays whole that is being used, and takes it that nothing is kept. */
  #countAnew(): void {
    this.#puts.fill(0);
    this.#head = this.#room + (this.#head % this.#room);
  }

  get #most(): number {
    return Math.floor((this.#room * STEP) / 8);
  }

  #forget(number: number): undefined {
    this.#puts[number] = 0;
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
    throw tooLarge(idOfNumber(this.#space, one), this.read(one).size, this.#most);
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
    if (at === undefined) throw tooLarge(id, size, this.#most);
    bytes.copy(this.#unpacker.memory, at);
    return { at, size };
  }
}
