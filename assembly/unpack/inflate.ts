// Inflates zlib streams. What a pack holds is many small streams, for each of which a call of the system's zlib costs several times
// what there is to do.
import { build, END, LITERAL, LONGER } from "./huffman.ts";
import {
  DISTANCE_ENTRIES,
  DISTANCES,
  FIXED_DISTANCES,
  FIXED_LITERALS,
  LENGTH_ENTRIES,
  LENGTHS,
  LITERALS,
} from "./layout.ts";

const LITERAL_BITS: i32 = 9;
const DISTANCE_BITS: i32 = 7;
const FIRST_LENGTH: i32 = 256;

// The stream that is being read: the next byte, the end, and bits that were taken and not used.
let next: i32 = 0;
let last: i32 = 0;
let held: u64 = 0;
let count: i32 = 0;
// The output: where it begins, where it goes on and where it has to end.
let begin: i32 = 0;
let out: i32 = 0;
let stop: i32 = 0;

let isReady: bool = false;

/** Order in which the lengths of the codes for lengths come. */
const ORDER = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);

function makeReady(): void {
  // The end, lengths of 3 to 258, and two codes that mean nothing.
  store<i32>(<usize>LENGTH_ENTRIES, END << 8);
  let base: i32 = 3;
  for (let code: i32 = 1; code < 29; code++) {
    const extra = code < 9 ? 0 : (code - 5) >> 2;
    store<i32>(<usize>(LENGTH_ENTRIES + (code << 2)), (base << 16) | (extra << 8));
    base += 1 << extra;
  }
  store<i32>(<usize>(LENGTH_ENTRIES + (29 << 2)), 258 << 16);
  base = 1;
  for (let code: i32 = 0; code < 30; code++) {
    const extra = code < 4 ? 0 : (code - 2) >> 1;
    store<i32>(<usize>(DISTANCE_ENTRIES + (code << 2)), (base << 16) | (extra << 8));
    base += 1 << extra;
  }
  memory.fill(<usize>LENGTHS, 8, 144);
  memory.fill(<usize>(LENGTHS + 144), 9, 112);
  memory.fill(<usize>(LENGTHS + 256), 7, 24);
  memory.fill(<usize>(LENGTHS + 280), 8, 8);
  build(LENGTHS, 288, FIXED_LITERALS, LITERAL_BITS, LENGTH_ENTRIES, FIRST_LENGTH);
  memory.fill(<usize>LENGTHS, 5, 32);
  build(LENGTHS, 32, FIXED_DISTANCES, DISTANCE_BITS, DISTANCE_ENTRIES, 0);
  isReady = true;
}

function refill(): void {
  held |= load<u64>(<usize>next) << (<u64>count);
  next += (63 - count) >> 3;
  count |= 56;
}

function take(bits: i32): i32 {
  const value = <i32>(held & (((<u64>1) << (<u64>bits)) - 1));
  held >>= <u64>bits;
  count -= bits;
  return value;
}

/** Whether more was taken than there is. */
function isBeyond(): bool {
  return next - (count >> 3) > last;
}

function stored(): bool {
  // Back to the next whole byte.
  const at = next - (count >> 3);
  held = 0;
  count = 0;
  if (at + 4 > last) return false;
  const length = <i32>load<u16>(<usize>at);
  if ((length ^ 0xffff) !== <i32>load<u16>(<usize>at, 2)) return false;
  if (at + 4 + length > last || out + length > stop) return false;
  memory.copy(<usize>out, <usize>(at + 4), length);
  out += length;
  next = at + 4 + length;
  return true;
}

/** Reads the codes that a block states for itself. */
function readTables(): bool {
  refill();
  const literals = take(5) + 257;
  const distances = take(5) + 1;
  const stated = take(4) + 4;
  if (literals > 286 || distances > 30) return false;
  memory.fill(<usize>LENGTHS, 0, 19);
  for (let index: i32 = 0; index < stated; index++) {
    if ((index & 7) === 0) refill();
    store<u8>(<usize>(LENGTHS + <i32>load<u8>(ORDER + index)), <u8>take(3));
  }
  if (!build(LENGTHS, 19, LITERALS, 7, 0, 19)) return false;
  const all = literals + distances;
  for (let index: i32 = 0; index < all; ) {
    refill();
    const entry = load<i32>(<usize>(LITERALS + ((<i32>(held & 127)) << 2)));
    if (entry === 0 || isBeyond()) return false;
    take(entry & 255);
    const symbol = entry >>> 16;
    if (symbol < 16) {
      store<u8>(<usize>(LENGTHS + index++), <u8>symbol);
      continue;
    }
    let length: i32 = 0;
    let repeat: i32 = 0;
    if (symbol === 16) {
      if (index === 0) return false;
      length = <i32>load<u8>(<usize>(LENGTHS + index - 1));
      repeat = 3 + take(2);
    } else {
      repeat = symbol === 17 ? 3 + take(3) : 11 + take(7);
    }
    if (index + repeat > all) return false;
    memory.fill(<usize>(LENGTHS + index), <u8>length, repeat);
    index += repeat;
  }
  if (load<u8>(<usize>(LENGTHS + 256)) === 0) return false;
  // The second table is made first: making the other overwrites nothing of the lengths.
  return (
    build(LENGTHS + literals, distances, DISTANCES, DISTANCE_BITS, DISTANCE_ENTRIES, 0) &&
    build(LENGTHS, literals, LITERALS, LITERAL_BITS, LENGTH_ENTRIES, FIRST_LENGTH)
  );
}

/** The entry that the next bits stand for, which are taken; 0 where they stand for none. */
function entryOf(table: i32, bits: i32): i32 {
  const entry = load<i32>(<usize>(table + ((<i32>(held & ((1 << bits) - 1))) << 2)));
  const kind = (entry >> 8) & 255;
  if ((kind & LONGER) === 0 || (kind & (LITERAL | END)) !== 0) {
    take(entry & 255);
    return entry;
  }
  take(bits);
  const inner = load<i32>(<usize>(table + (((entry >>> 16) + <i32>(held & ((1 << (kind & 15)) - 1))) << 2)));
  take(inner & 255);
  return inner;
}

function copyBack(distance: i32, length: i32): void {
  let from = out - distance;
  const to = out + length;
  if (distance >= 8) {
    while (out < to) {
      store<u64>(<usize>out, load<u64>(<usize>from));
      out += 8;
      from += 8;
    }
  } else if (distance === 1) {
    memory.fill(<usize>out, load<u8>(<usize>from), length);
  } else {
    for (; out < to; out++) store<u8>(<usize>out, load<u8>(<usize>(out - distance)));
  }
  out = to;
}

function compressed(literals: i32, distances: i32): bool {
  while (!isBeyond()) {
    refill();
    let entry = entryOf(literals, LITERAL_BITS);
    // Two literals go without another look at the stream.
    if ((entry & (LITERAL << 8)) !== 0) {
      if (out >= stop) return false;
      store<u8>(<usize>out, <u8>(entry >>> 16));
      out++;
      entry = entryOf(literals, LITERAL_BITS);
      if ((entry & (LITERAL << 8)) !== 0) {
        if (out >= stop) return false;
        store<u8>(<usize>out, <u8>(entry >>> 16));
        out++;
        continue;
      }
      refill();
    }
    if ((entry & (END << 8)) !== 0) return !isBeyond();
    if (entry >>> 16 === 0) return false;
    const length = (entry >>> 16) + take((entry >> 8) & 31);
    const far = entryOf(distances, DISTANCE_BITS);
    if (far >>> 16 === 0) return false;
    const distance = (far >>> 16) + take((far >> 8) & 31);
    if (distance > out - begin || out + length > stop) return false;
    copyBack(distance, length);
  }
  return false;
}

function adler(from: i32, to: i32): i32 {
  let low: i32 = 1;
  let high: i32 = 0;
  let at = from;
  while (at < to) {
    // So many bytes may be summed up before the sums have to be cut.
    const until = to - at > 5552 ? at + 5552 : to;
    for (; at < until; at++) {
      low += <i32>load<u8>(<usize>at);
      high += low;
    }
    low = <i32>(<u32>low % 65521);
    high = <i32>(<u32>high % 65521);
  }
  return (high << 16) | low;
}

/** Inflates the stream of `length` bytes at `from` to exactly `size` bytes at `to`; gives the bytes that it took, or -1. */
export function inflate(from: i32, length: i32, to: i32, size: i32): i32 {
  if (!isReady) makeReady();
  if (length < 6) return -1;
  const head = ((<i32>load<u8>(<usize>from)) << 8) | <i32>load<u8>(<usize>from, 1);
  // Deflate with a window of 32 kB at most, and no dictionary.
  if ((head & 0x0f00) !== 0x0800 || head >>> 12 > 7 || head % 31 !== 0 || (head & 32) !== 0) return -1;
  next = from + 2;
  last = from + length;
  held = 0;
  count = 0;
  begin = to;
  out = to;
  stop = to + size;
  let isLast = false;
  while (!isLast) {
    refill();
    isLast = take(1) !== 0;
    const kind = take(2);
    let isFine = false;
    if (kind === 0) isFine = stored();
    else if (kind === 1) isFine = compressed(FIXED_LITERALS, FIXED_DISTANCES);
    else if (kind === 2) isFine = readTables() && compressed(LITERALS, DISTANCES);
    if (!isFine) return -1;
  }
  const end = next - (count >> 3);
  if (out !== stop || end + 4 > last) return -1;
  return bswap<i32>(load<i32>(<usize>end)) === adler(to, stop) ? end + 4 - from : -1;
}
