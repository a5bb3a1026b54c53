// Tables of prefix codes. An entry has the number of bits of the code in its lowest byte, what it is in the next, and a value in
// the upper half: a literal, the base of a length or distance, or where the table lies that the code goes on in.
import { CODES, COUNTS, SORTED } from "./layout.ts";

/** Kinds of entries; anything less is a number of extra bits. */
export const LITERAL: i32 = 0x80;
export const END: i32 = 0x40;
export const LONGER: i32 = 0x20;

const LONGEST: i32 = 15;

function reversed(code: i32, length: i32): i32 {
  let left = code;
  let result: i32 = 0;
  for (let bit: i32 = 0; bit < length; bit++) {
    result = (result << 1) | (left & 1);
    left >>= 1;
  }
  return result;
}

/**
 * Makes the table of `count` symbols whose code lengths lie at `lengths`. `entries` holds the entries of symbols from `first` on,
 * four bytes each and without lengths; those before are literals. False where the lengths make no code.
 */
export function build(lengths: i32, count: i32, table: i32, bits: i32, entries: i32, first: i32): bool {
  memory.fill(<usize>COUNTS, 0, 64);
  for (let symbol: i32 = 0; symbol < count; symbol++) {
    const at = COUNTS + ((<i32>load<u8>(<usize>(lengths + symbol))) << 2);
    store<i32>(<usize>at, load<i32>(<usize>at) + 1);
  }
  let left: i32 = 1;
  let longest: i32 = 0;
  let start: i32 = 0;
  for (let length: i32 = 1; length <= LONGEST; length++) {
    const codes = load<i32>(<usize>(COUNTS + (length << 2)));
    left = (left << 1) - codes;
    if (left < 0) return false;
    if (codes > 0) longest = length;
    // Until the codes are given out: where the symbols of a length begin in the sorted list.
    store<i32>(<usize>(CODES + (length << 2)), start);
    start += codes;
  }
  // Codes may be left over only where there is no more than one.
  if (left > 0 && longest > 1) return false;
  for (let symbol: i32 = 0; symbol < count; symbol++) {
    const length = <i32>load<u8>(<usize>(lengths + symbol));
    if (length === 0) continue;
    const at = CODES + (length << 2);
    const place = load<i32>(<usize>at);
    store<u16>(<usize>(SORTED + (place << 1)), <u16>symbol);
    store<i32>(<usize>at, place + 1);
  }
  memory.fill(<usize>table, 0, 4 << bits);
  fill(lengths, start, longest, table, bits, entries, first);
  return true;
}

function fill(lengths: i32, symbols: i32, longest: i32, table: i32, bits: i32, entries: i32, first: i32): void {
  const mask = (1 << bits) - 1;
  let code: i32 = 0;
  let length: i32 = 1;
  let end = 1 << bits;
  let prefix: i32 = -1;
  let inner: i32 = 0;
  let innerBits: i32 = 0;
  for (let place: i32 = 0; place < symbols; place++) {
    const symbol = <i32>load<u16>(<usize>(SORTED + (place << 1)));
    const wanted = <i32>load<u8>(<usize>(lengths + symbol));
    code <<= wanted - length;
    length = wanted;
    const counted = COUNTS + (length << 2);
    const entry =
      symbol < first ? (symbol << 16) | (LITERAL << 8) : load<i32>(<usize>(entries + ((symbol - first) << 2)));
    const from = reversed(code, length);
    if (length <= bits) {
      for (let at = from; at <= mask; at += 1 << length) store<i32>(<usize>(table + (at << 2)), entry | length);
    } else {
      if ((from & mask) !== prefix) {
        prefix = from & mask;
        inner = end;
        innerBits = length - bits;
        let room = 1 << innerBits;
        while (innerBits + bits < longest) {
          room -= load<i32>(<usize>(COUNTS + ((innerBits + bits) << 2)));
          if (room <= 0) break;
          innerBits++;
          room <<= 1;
        }
        end += 1 << innerBits;
        memory.fill(<usize>(table + (inner << 2)), 0, 4 << innerBits);
        store<i32>(<usize>(table + (prefix << 2)), (inner << 16) | ((LONGER | innerBits) << 8) | bits);
      }
      for (let at = from >> bits; at < 1 << innerBits; at += 1 << (length - bits))
        store<i32>(<usize>(table + ((inner + at) << 2)), entry | (length - bits));
    }
    store<i32>(<usize>counted, load<i32>(<usize>counted) - 1);
    code++;
  }
}
