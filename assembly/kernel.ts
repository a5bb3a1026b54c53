// The vectors' part of the matcher: classes of 64 bytes at a time as bitmaps. What is made of them is in places.ts, which of the
// places are worth a look in look.ts, and what a look means in verify.ts.
import { BITMAP, BITMAPS, CHUNK, CLASSES, INPUT, NIBBLES, TEDDY } from "./layout.ts";
import { lookAtBoundaries, lookAtFarBoundaries, lookAtTriggers, lookAtValues } from "./look.ts";
import { byteAt, forgetHits, hitCount } from "./memory.ts";
import { gather } from "./places.ts";
import { RELAXED } from "./relaxed.ts";

const BLOCK: i32 = 64;
/** Bits of the class of a byte that is part of a word. */
const WORD_BITS: i32 = 63;

function swizzle(table: v128, index: v128): v128 {
  return RELAXED ? i8x16.relaxed_swizzle(table, index) : i8x16.swizzle(table, index);
}

/** Bytes of each nibble's tables that go together. */
function found(low: v128, high: v128, lowNibbles: v128, highNibbles: v128): v128 {
  return v128.and(swizzle(low, lowNibbles), swizzle(high, highNibbles));
}

/** Writes the bitmaps of `blocks` blocks from `from` on. */
function classify(from: i32, blocks: i32): void {
  const nibble = i8x16.splat(15);
  const zero = i8x16.splat(0);
  const words = i8x16.splat(-121); // 0x87: digits, letters and `_`
  const classLow = v128.load(NIBBLES);
  const classHigh = v128.load(NIBBLES, 16);
  const low0 = v128.load(TEDDY);
  const high0 = v128.load(TEDDY, 16);
  const low1 = v128.load(TEDDY, 32);
  const high1 = v128.load(TEDDY, 48);
  const low2 = v128.load(TEDDY, 64);
  const high2 = v128.load(TEDDY, 80);
  const before = v128.load(<usize>(from - 16));
  const lowBefore = v128.and(before, nibble);
  const highBefore = v128.and(i16x8.shr_u(before, 4), nibble);
  let first = found(low0, high0, lowBefore, highBefore);
  let second = found(low1, high1, lowBefore, highBefore);
  const last = BITMAPS + blocks * BITMAP;
  let at = from;
  for (let bitmap = BITMAPS; bitmap < last; bitmap += BITMAP) {
    let runs: u64 = 0;
    let wordBits: u64 = 0;
    let digits: u64 = 0;
    let triggers: u64 = 0;
    for (let part: i32 = 0; part < BLOCK; part += 16) {
      const bytes = v128.load(<usize>(at + part));
      const low = v128.and(bytes, nibble);
      const high = v128.and(i16x8.shr_u(bytes, 4), nibble);
      const classes = found(classLow, classHigh, low, high);
      runs |= (<u64>(0xffff ^ i8x16.bitmask(i8x16.eq(classes, zero)))) << part;
      wordBits |= (<u64>(0xffff ^ i8x16.bitmask(i8x16.eq(v128.and(classes, words), zero)))) << part;
      digits |= (<u64>i8x16.bitmask(classes)) << part;
      const place0 = found(low0, high0, low, high);
      const place1 = found(low1, high1, low, high);
      const place2 = found(low2, high2, low, high);
      const two = v128.and(
        v128.shuffle<u8>(first, place0, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29),
        v128.shuffle<u8>(second, place1, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30),
      );
      const three = v128.and(two, place2);
      first = place0;
      second = place1;
      triggers |= (<u64>(0xffff ^ i8x16.bitmask(i8x16.eq(three, zero)))) << part;
    }
    store<u64>(<usize>bitmap, runs);
    store<u64>(<usize>bitmap, wordBits, 8);
    store<u64>(<usize>bitmap, digits, 16);
    store<u64>(<usize>bitmap, triggers, 24);
    at += BLOCK;
  }
}

/** Searches `length` bytes from `INPUT` on; gives the number of hits, which may be more than were noted. */
export function scan(length: i32): i32 {
  forgetHits();
  const lo = INPUT;
  const end = lo + length;
  memory.fill(<usize>end, 0, 256);
  for (let chunk = lo; chunk < end; chunk += CHUNK) {
    const rest = end - chunk;
    const blocks = rest < CHUNK ? (rest + BLOCK - 1) / BLOCK : CHUNK / BLOCK;
    // What a block's runs go on with is in the next one.
    classify(chunk, blocks + 1);
    const before = byteAt(CLASSES + byteAt(chunk - 1));
    gather(chunk, blocks, before != 0, (before & WORD_BITS) != 0);
    lookAtTriggers(lo, end);
    lookAtBoundaries(lo, end);
    lookAtFarBoundaries(lo, end);
    lookAtValues(lo, end);
  }
  return hitCount();
}
