// From bitmaps to lists of places. Lists are gone through on their own (look.ts), so that what is asked of each place takes no
// branch: there are millions of them, and a branch that the processor cannot foresee costs more than all the rest of a place.
import {
  BITMAP,
  BITMAPS,
  BOUNDARIES,
  DIGITS,
  FAR_BOUNDARIES,
  TRIGGER_ENDS,
  TRIGGERS,
  VALUES,
  WORDS,
} from "./layout.ts";

/** Where each list ends, as an address. */
export let boundariesEnd: i32 = 0;
export let farBoundariesEnd: i32 = 0;
export let valuesEnd: i32 = 0;
export let triggersEnd: i32 = 0;

/**
 * Appends the places of all bits to a list that ends at `list`; gives its new end. Most blocks have few bits: as many are written
 * in any case, since how many there are the processor cannot foresee.
 */
function append(list: i32, block: i32, bits: u64): i32 {
  const next = list + ((<i32>popcnt(bits)) << 2);
  store<u32>(<usize>list, block + <i32>ctz(bits));
  let rest = bits & (bits - 1);
  store<u32>(<usize>list, block + <i32>ctz(rest), 4);
  rest &= rest - 1;
  for (let at = list + 8; rest != 0; rest &= rest - 1) {
    store<u32>(<usize>at, block + <i32>ctz(rest));
    at += 4;
  }
  return next;
}

/** As `append`, of the places where the runs begin that the bits lie in. */
function appendRunStarts(list: i32, block: i32, bits: u64, run: u64): i32 {
  let at = list;
  store<u32>(<usize>at, block + startOf(bits, run));
  at += (<i32>(bits != 0)) << 2;
  for (let rest = bits & (bits - 1); rest != 0; rest &= rest - 1) {
    store<u32>(<usize>at, block + startOf(rest, run));
    at += 4;
  }
  return at;
}

/** First bit of the stretch of `run` that holds the lowest of `bits`. */
function startOf(bits: u64, run: u64): i32 {
  return 64 - <i32>clz(~run & (bits ^ (bits - 1)));
}

/**
 * Lists the places of `blocks` blocks from `from` on, in order: boundaries in a run with 13 bytes of it behind them; those with
 * 36; starts of runs of 13 and more that hold a digit; and last bytes of triggers. `runBefore` and `wordBefore` tell of the
 * byte in front.
 */
export function gather(from: i32, blocks: i32, runBefore: bool, wordBefore: bool): void {
  let boundaryList = BOUNDARIES;
  let farList = FAR_BOUNDARIES;
  let valueList = VALUES;
  let triggerList = TRIGGER_ENDS;
  let runCarry: u64 = runBefore ? 1 : 0;
  let wordCarry: u64 = wordBefore ? 1 : 0;
  const last = BITMAPS + blocks * BITMAP;
  let block = from;
  for (let bitmap = BITMAPS; bitmap < last; bitmap += BITMAP) {
    const run = load<u64>(<usize>bitmap);
    const word = load<u64>(<usize>bitmap, WORDS);
    const nextRun = load<u64>(<usize>bitmap, BITMAP);
    triggerList = append(triggerList, block, load<u64>(<usize>bitmap, TRIGGERS));
    // Places from which on 2, 4, 8, 13 and more value bytes follow.
    const two = run & ((run >> 1) | (nextRun << 63));
    const nextTwo = nextRun & (nextRun >> 1);
    const four = two & ((two >> 2) | (nextTwo << 62));
    const nextFour = nextTwo & (nextTwo >> 2);
    const eight = four & ((four >> 4) | (nextFour << 60));
    const nextEight = nextFour & (nextFour >> 4);
    const long = eight & ((eight >> 5) | (nextEight << 59));
    const sixteen = eight & ((eight >> 8) | (nextEight << 56));
    const nextSixteen = nextEight & (nextEight >> 8);
    const far = sixteen & ((sixteen >> 16) | (nextSixteen << 48)) & ((four >> 32) | (nextFour << 32));
    // Starts are boundaries, too.
    const boundaries = long & ~((word << 1) | wordCarry);
    boundaryList = append(boundaryList, block, boundaries);
    for (let rest = boundaries & far; rest != 0; rest &= rest - 1) {
      store<u32>(<usize>farList, block + <i32>ctz(rest));
      farList += 4;
    }
    const starts = long & ~((run << 1) | runCarry);
    // A start is carried up through its run to the first digit; where none is in this block, perhaps beyond it.
    const digit = load<u64>(<usize>bitmap, DIGITS);
    const other = run & ~digit;
    const carried = other + (starts & other);
    valueList = appendRunStarts(valueList, block, ((carried & ~other) | starts) & digit, run);
    const nextDigit = load<u64>(<usize>bitmap, DIGITS + BITMAP);
    const head = nextRun & ~(nextRun + 1);
    store<u32>(<usize>valueList, block + 64 - <i32>clz(~run));
    valueList += (<i32>(carried < other) & (<i32>((nextDigit & head) != 0) | <i32>(head == u64.MAX_VALUE))) << 2;
    runCarry = run >> 63;
    wordCarry = word >> 63;
    block += 64;
  }
  boundariesEnd = boundaryList;
  farBoundariesEnd = farList;
  valuesEnd = valueList;
  triggersEnd = triggerList;
}
