import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { type BytePath, openable } from "../../files/byte-path.ts";
import { systemWords } from "../../files/system-errors.ts";
import { GitError } from "../git-error.ts";
import { OBJECT_TYPES, type ObjectHash, type ObjectId, type ObjectType } from "../object-id.ts";
import type { Pack } from "../objects/pack.ts";

/** What is known of an entry's base, where that is no entry of the same pack. */
export const WHOLE = -1;
/** The base is named and lies elsewhere. */
const ELSEWHERE = -2;
/** The entry is damaged. */
const BROKEN = -3;

/** All entries of a pack in the order in which they lie there. Held in shared memory, so that threads can have it at once. */
export interface PackTable {
  /** Path without an ending. */
  readonly path: BytePath;
  /** Bytes of the pack's file. */
  readonly fileSize: number;
  readonly count: number;
  readonly idBytes: number;
  /** Where each entry begins. */
  readonly offsets: Uint32Array | Float64Array;
  /** Bytes from there to what is deflated. */
  readonly heads: Uint8Array;
  /** Size of what is deflated; at most 2^32 - 1, which stands for more, too. */
  readonly sizes: Uint32Array;
  /** The base's number; or WHOLE, ELSEWHERE or BROKEN. */
  readonly bases: Int32Array;
  /** Number of the type in OBJECT_TYPES, deltas included; UNKNOWN until settled where only the base elsewhere tells. */
  readonly kinds: Uint8Array;
  /** All ids in order, one behind the other, and how many of them begin with less than each two bytes. */
  readonly ids: Uint8Array;
  readonly fan: Int32Array;
  /** The number of the entry of each id. */
  readonly numbers: Int32Array;
  /** Place of each entry's id among the ids. */
  readonly ranks: Int32Array;
}

/** A table that is being filled. */
interface Draft extends PackTable {
  /** Where to look for an offset, by its share of the file: the first entry of each of `count` equal parts, and an end. */
  readonly starts: Int32Array;
}

export const UNKNOWN = 255;
/** Numbers of the types in a pack's own bytes: 1 to 4. */
export const kindOf = (type: ObjectType): number => OBJECT_TYPES.indexOf(type);

const OFFSET_DELTA = 6;
const ID_DELTA = 7;
const WINDOW = 4 << 20;
const MOST_HEAD = 64;
const MOST_SIZE = 2 ** 32 - 1;
/** Bytes that an entry has at least. */
const LEAST_ENTRY = 2;

/** Reads where all entries of a pack lie and what they rest on. Throws a GitError where the pack or its index is no such thing. */
export function readPackTable(pack: Pack, hash: ObjectHash): PackTable {
  // Asking for the name holds the pack against its index.
  const { index, name } = pack;
  const { count } = index;
  const file = openSync(openable(`${pack.path}.pack`), constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const fileSize = fstatSync(file).size;
    const draft = emptyTable(pack.path, fileSize, count, hash.bytes);
    const byRank = new Float64Array(count);
    index.copyTo(draft.ids, byRank);
    countHeads(draft);
    sortByOffset(draft, byRank);
    readHeads(draft, file);
    settleKinds(draft);
    const { starts: _, ...table } = draft;
    return table;
  } catch (error) {
    if (error instanceof GitError) throw error;
    const hint = "Make the repository readable for the account that scans.";
    throw new GitError("unreadable", `${name} cannot be read: ${systemWords(error)}`, hint, {
      file: name,
      cause: error,
    });
  } finally {
    closeSync(file);
  }
}

function emptyTable(path: BytePath, fileSize: number, count: number, idBytes: number): Draft {
  const shared = (bytes: number): SharedArrayBuffer => new SharedArrayBuffer(bytes);
  return {
    path,
    fileSize,
    count,
    idBytes,
    offsets: fileSize <= MOST_SIZE ? new Uint32Array(shared(count * 4)) : new Float64Array(shared(count * 8)),
    starts: new Int32Array(count + 1),
    heads: new Uint8Array(shared(count)),
    sizes: new Uint32Array(shared(count * 4)),
    bases: new Int32Array(shared(count * 4)),
    kinds: new Uint8Array(shared(count)),
    ids: new Uint8Array(shared(count * idBytes)),
    fan: new Int32Array(shared(0x10001 * 4)),
    numbers: new Int32Array(shared(count * 4)),
    ranks: new Int32Array(shared(count * 4)),
  };
}

function sortByOffset(table: Draft, byRank: Float64Array): void {
  const { offsets, starts, numbers, ranks, count, fileSize } = table;
  // What lies behind the file's end is no entry, whatever its offset.
  for (let rank = 0; rank < count; rank++) offsets[rank] = Math.min(byRank[rank] as number, fileSize);
  offsets.sort();
  let bucket = 0;
  for (let number = 0; number < count; number++)
    while (bucket <= bucketOf(offsets[number] as number, count, fileSize)) starts[bucket++] = number;
  while (bucket <= count) starts[bucket++] = count;
  for (let rank = 0; rank < count; rank++) {
    const number = numberAt(table, byRank[rank] as number);
    numbers[rank] = number;
    ranks[number] = rank;
  }
}

const bucketOf = (offset: number, count: number, fileSize: number): number =>
  Math.min(count - 1, Math.floor((offset / fileSize) * count));

/** The number of the entry that begins at an offset; -1 where none does. */
function numberAt({ offsets, starts, count, fileSize }: Draft, offset: number): number {
  if (!(offset >= 0 && offset < fileSize)) return -1;
  for (let number = starts[bucketOf(offset, count, fileSize)] as number; number < count; number++) {
    const found = offsets[number] as number;
    if (found >= offset) return found === offset ? number : -1;
  }
  return -1;
}

/** Where an entry ends in its pack. */
export function endOf({ offsets, count, fileSize, idBytes }: PackTable, number: number): number {
  return number + 1 < count ? (offsets[number + 1] as number) : fileSize - idBytes;
}

function readHeads(table: Draft, file: number): void {
  const { offsets, count, bases, kinds } = table;
  const window = Buffer.allocUnsafeSlow(WINDOW);
  let start = 0;
  let end = 0;
  for (let number = 0; number < count; number++) {
    const offset = offsets[number] as number;
    const next = endOf(table, number);
    const wanted = Math.min(offset + MOST_HEAD, next);
    if (wanted > end || offset < start) {
      start = offset;
      end = offset + readSync(file, window, 0, WINDOW, offset);
    }
    if (wanted <= end && readHead(table, number, window, offset - start, wanted - start)) continue;
    bases[number] = BROKEN;
    kinds[number] = UNKNOWN;
  }
}

/** Reads one entry's head, which lies in a window and ends before `end`; false where it is damaged. */
function readHead(table: Draft, number: number, window: Buffer, start: number, end: number): boolean {
  if (end - start < LEAST_ENTRY) return false;
  let at = start;
  let byte = window[at++] as number;
  const kind = (byte >> 4) & 7;
  let size = byte & 15;
  for (let factor = 16; (byte & 0x80) !== 0; factor *= 128) {
    if (at >= end) return false;
    byte = window[at++] as number;
    size += (byte & 0x7f) * factor;
  }
  let base = WHOLE;
  if (kind === OFFSET_DELTA) {
    byte = window[at++] as number;
    let back = byte & 0x7f;
    while ((byte & 0x80) !== 0 && at < end) {
      byte = window[at++] as number;
      back = (back + 1) * 128 + (byte & 0x7f);
    }
    base = back === 0 ? -1 : numberAt(table, (table.offsets[number] as number) - back);
    if (base === -1) return false;
  } else if (kind === ID_DELTA) {
    const rank = at + table.idBytes > end ? -1 : rankOf(table, window, at);
    base = rank === -1 ? ELSEWHERE : (table.numbers[rank] as number);
    at += table.idBytes;
  } else if (kind < 1 || kind > 4) return false;
  table.sizes[number] = Math.min(size, MOST_SIZE);
  table.bases[number] = base;
  table.kinds[number] = base === WHOLE ? kind - 1 : UNKNOWN;
  table.heads[number] = at - start;
  return at < end;
}

/** Types of deltas are those of their bases, which stand before them as a rule. */
function settleKinds({ bases, kinds, count }: PackTable): void {
  const chain: number[] = [];
  for (let number = 0; number < count; number++) {
    let at = number;
    chain.length = 0;
    // More steps than entries lead in a circle, which no type comes out of.
    while ((bases[at] as number) >= 0 && kinds[at] === UNKNOWN && chain.length <= count) {
      chain.push(at);
      at = bases[at] as number;
    }
    const kind = kinds[at] as number;
    if (chain.length > count) for (const one of chain) bases[one] = BROKEN;
    else for (const one of chain) kinds[one] = kind;
  }
}

/** Counts how many ids begin with less than each two bytes. */
function countHeads({ ids, idBytes, fan, count }: PackTable): void {
  let head = 0;
  for (let rank = 0; rank < count; rank++) {
    const found = ((ids[rank * idBytes] as number) << 8) | (ids[rank * idBytes + 1] as number);
    while (head <= found) fan[head++] = rank;
  }
  while (head <= 0x10000) fan[head++] = count;
}

/** The place among a table's ids of the id that stands in some bytes; -1 where it is not there. */
export function rankOf({ ids, idBytes, fan }: PackTable, bytes: Uint8Array, at: number): number {
  const head = ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
  let low = fan[head] as number;
  let high = (fan[head + 1] as number) - 1;
  // Ids are spread evenly, so that the third byte tells about where one stands.
  let middle = low + (((high - low) * (bytes[at + 2] as number)) >> 8);
  for (; low <= high; middle = (low + high) >>> 1) {
    const from = middle * idBytes;
    let index = 2;
    while (index < idBytes && ids[from + index] === bytes[at + index]) index++;
    if (index === idBytes) return middle;
    if ((ids[from + index] as number) < (bytes[at + index] as number)) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The id of an entry. */
export function idOf({ ids, idBytes, ranks }: PackTable, number: number): ObjectId {
  const at = (ranks[number] as number) * idBytes;
  return Buffer.from(ids.buffer, ids.byteOffset + at, idBytes).toString("hex");
}
