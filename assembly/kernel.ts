// The vectors' part of the matcher: classes of 64 bytes at a time as bitmaps, and from them, with shifts, the places that are worth
// a look. What a look means is in verify.ts.
import { INPUT, NIBBLES, TEDDY } from "./layout.ts";
import { forgetHits, hitCount } from "./memory.ts";
import { RELAXED } from "./relaxed.ts";
import {
  isBetween,
  isNear,
  mayEndLead,
  mayStartRun,
  onEscape,
  onLead,
  onTrigger,
  onValue,
  tryBehind,
  tryRunAt,
} from "./verify.ts";

function swizzle(table: v128, index: v128): v128 {
  return RELAXED ? i8x16.relaxed_swizzle(table, index) : i8x16.swizzle(table, index);
}

// Bitmaps of the block before the one that was read last; a block is looked at once the next one is known.
let run: u64 = 0;
let word: u64 = 0;
let digit: u64 = 0;
/** Highest bits of the block before that. */
let runCarry: u64 = 0;
let wordCarry: u64 = 0;

/** Looks at a block of which the next one's bitmaps are `nextRun` and `nextDigit`. */
function look(block: i32, nextRun: u64, nextDigit: u64, lo: i32, end: i32): void {
  // Places from which on 13 value bytes follow: 2, 4, 8, then 8 and 5 more.
  const two = run & ((run >> 1) | (nextRun << 63));
  const nextTwo = nextRun & (nextRun >> 1);
  const four = two & ((two >> 2) | (nextTwo << 62));
  const nextFour = nextTwo & (nextTwo >> 2);
  const eight = four & ((four >> 4) | (nextFour << 60));
  const nextEight = nextFour & (nextFour >> 4);
  const long = eight & ((eight >> 5) | (nextEight << 59));
  if (long != 0) {
    // And 32: there literals far behind a boundary are worth a look.
    const sixteen = eight & ((eight >> 8) | (nextEight << 56));
    const nextSixteen = nextEight & (nextEight >> 8);
    const far = sixteen & ((sixteen >> 16) | (nextSixteen << 48));
    let boundaries = long & ~((word << 1) | wordCarry);
    while (boundaries != 0) {
      const bit = ctz(boundaries);
      const at = block + <i32>bit;
      boundaries &= boundaries - 1;
      if (mayStartRun(at)) tryRunAt(at, 0, lo, end);
      if (((far >> bit) & 1) != 0 || isNear(at)) tryBehind(at, lo, end);
    }
    let starts = long & ~((run << 1) | runCarry);
    while (starts != 0) {
      const bit = ctz(starts);
      starts &= starts - 1;
      const at = block + <i32>bit;
      onEscape(at, lo, end);
      if (mayEndLead(at)) onLead(at, lo, end);
      if (hasDigit(bit, nextRun, nextDigit) && isBetween(at - 1)) onValue(at, lo, end);
    }
  }
  runCarry = run >> 63;
  wordCarry = word >> 63;
}

/** Whether the run that starts at a bit holds a digit; one that goes on beyond the next block may. */
function hasDigit(bit: u64, nextRun: u64, nextDigit: u64): bool {
  const gaps = ~run >> bit;
  if (gaps != 0) return ((digit >> bit) & (((<u64>1) << ctz(gaps)) - 1)) != 0;
  if (digit >> bit != 0) return true;
  const nextGaps = ~nextRun;
  return nextGaps == 0 || (nextDigit & (((<u64>1) << ctz(nextGaps)) - 1)) != 0;
}

/** Searches `length` bytes from `INPUT` on; gives the number of hits, which may be more than were noted. */
export function scan(length: i32): i32 {
  forgetHits();
  const lo = INPUT;
  const end = lo + length;
  memory.fill(<usize>end, 0, 256);
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
  let first = zero;
  let second = zero;
  run = 0;
  word = 0;
  digit = 0;
  runCarry = 0;
  wordCarry = 0;
  let block = lo;
  for (; block < end; block += 64) {
    let runs: u64 = 0;
    let wordBits: u64 = 0;
    let digits: u64 = 0;
    let triggers: u64 = 0;
    for (let part: i32 = 0; part < 64; part += 16) {
      const bytes = v128.load(<usize>(block + part));
      const low = v128.and(bytes, nibble);
      const high = v128.and(i16x8.shr_u(bytes, 4), nibble);
      const classes = v128.and(swizzle(classLow, low), swizzle(classHigh, high));
      runs |= (<u64>(0xffff ^ i8x16.bitmask(i8x16.eq(classes, zero)))) << part;
      wordBits |= (<u64>(0xffff ^ i8x16.bitmask(i8x16.eq(v128.and(classes, words), zero)))) << part;
      digits |= (<u64>i8x16.bitmask(classes)) << part;
      const place0 = v128.and(swizzle(low0, low), swizzle(high0, high));
      const place1 = v128.and(swizzle(low1, low), swizzle(high1, high));
      const place2 = v128.and(swizzle(low2, low), swizzle(high2, high));
      const two = v128.and(
        v128.shuffle<u8>(first, place0, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29),
        v128.shuffle<u8>(second, place1, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30),
      );
      const three = v128.and(two, place2);
      first = place0;
      second = place1;
      triggers |= (<u64>(0xffff ^ i8x16.bitmask(i8x16.eq(three, zero)))) << part;
    }
    while (triggers != 0) {
      onTrigger(block + <i32>ctz(triggers), lo, end);
      triggers &= triggers - 1;
    }
    if (block > lo) look(block - 64, runs, digits, lo, end);
    run = runs;
    word = wordBits;
    digit = digits;
  }
  if (block > lo) look(block - 64, 0, 0, lo, end);
  return hitCount();
}
