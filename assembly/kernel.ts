// The vectors' part of the matcher: classes of 64 bytes at a time as bitmaps. What is made of them is in places.ts, which of the
// places are worth a look in look.ts, and what a look means in runs.ts, names.ts and words.ts.
import { BITMAPS, CHUNK, CLASSES, DIGITS, INPUT, NIBBLES, TEDDY, TRIGGERS, WORDS } from "./layout.ts";
import { lookAtBoundaries, lookAtFarBoundaries, lookAtTriggers, lookAtValues } from "./look.ts";
import { byteAt, forgetHits, hitCount } from "./memory.ts";
import { gather } from "./places.ts";
import { swizzle } from "./relaxed.ts";

const BLOCK: i32 = 64;
/** Bits of the class of a byte that is part of a word. */
const WORD_BITS: i32 = 63;

/** Bytes of each nibble's tables that go together. */
function found(low: v128, high: v128, lowNibbles: v128, highNibbles: v128): v128 {
  return v128.and(swizzle(low, lowNibbles), swizzle(high, highNibbles));
}

/** Writes the bitmaps of `blocks` blocks from `from` on, 16 bits at a time: they are read much later. */
function classify(from: i32, blocks: i32): void {
  const nibble = i8x16.splat(15);
  // What is added to a byte so that its highest bit is set: by any class, or by one of words, whose bits are above the others'.
  const any = i8x16.splat(127);
  const word = i8x16.splat(124);
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
  const last = from + blocks * BLOCK;
  let bitmap = BITMAPS;
  for (let at = from; at < last; at += 16) {
    const bytes = v128.load(<usize>at);
    const low = v128.and(bytes, nibble);
    const high = v128.and(i16x8.shr_u(bytes, 4), nibble);
    const classes = found(classLow, classHigh, low, high);
    store<u16>(<usize>bitmap, <u16>i8x16.bitmask(i8x16.add_sat_u(classes, any)));
    store<u16>(<usize>bitmap, <u16>i8x16.bitmask(i8x16.add_sat_u(classes, word)), WORDS);
    store<u16>(<usize>bitmap, <u16>i8x16.bitmask(classes), DIGITS);
    const place0 = found(low0, high0, low, high);
    const place1 = found(low1, high1, low, high);
    const place2 = found(low2, high2, low, high);
    const two = v128.and(
      v128.shuffle<u8>(first, place0, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29),
      v128.shuffle<u8>(second, place1, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30),
    );
    first = place0;
    second = place1;
    store<u16>(<usize>bitmap, <u16>i8x16.bitmask(i8x16.add_sat_u(v128.and(two, place2), any)), TRIGGERS);
    bitmap += 2;
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
