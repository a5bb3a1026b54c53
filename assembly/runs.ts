// Literals in runs of value bytes: at a boundary, some bytes behind one, behind an escape, and in front of a run.
import {
  BEHIND_BITS,
  CLASSES,
  FEW_BITS,
  FEW_HEADS,
  FOUR_BITS,
  FOUR_HEADS,
  LEAD_BITS,
  LEAD_HEADS,
  LEAST,
  LENGTH,
  NEXT,
  OFFSET,
  OFFSETS,
  RECORD,
  RECORDS,
  SIX_BITS,
  SIX_HEADS,
  START_BITS,
  THREE_BITS,
  THREE_HEADS,
} from "./layout.ts";
import { bitOf, byteAt, emit, exactHashOf, exactHashOfFour, hashOf, hashOfFour, hashOfSix, shortAt } from "./memory.ts";
import { followsAt, runEnd, standsAt } from "./records.ts";

export const BACKSLASH: i32 = 92;
const PERCENT: i32 = 37;

/** Whether a literal of a run may begin at a place, as far as its first bytes tell: 1 or 0. */
export function mayStartRun(at: i32): i32 {
  return bitOf(START_BITS, hashOfFour(at)) | bitOf(THREE_BITS, exactHashOf(at));
}

/** Literals of runs at a place. */
export function tryRunAt(at: i32, offset: i32, lo: i32, end: i32): void {
  if (at + 3 > end) return;
  const four = exactHashOfFour(at);
  if (bitOf(FOUR_BITS, four) != 0) tryRuns(FOUR_HEADS + ((four >> 3) << 1), at, offset, lo, end);
  const six = hashOfSix(at);
  if (bitOf(SIX_BITS, six) != 0) tryRuns(SIX_HEADS + ((six >> 3) << 1), at, offset, lo, end);
  const three = exactHashOf(at);
  if (bitOf(THREE_BITS, three) != 0) tryRuns(THREE_HEADS + ((three >> 3) << 1), at, offset, lo, end);
  const few = hashOfFour(at);
  if (bitOf(FEW_BITS, few) != 0) tryRuns(FEW_HEADS + ((few >> 3) << 1), at, offset, lo, end);
}

function tryRuns(head: i32, at: i32, offset: i32, lo: i32, end: i32): void {
  for (let index = shortAt(head); index != 0; ) {
    const record = RECORDS + index * RECORD;
    index = shortAt(record + NEXT);
    if (byteAt(record + OFFSET) != offset || !standsAt(record, at, lo, end)) continue;
    const behind = at + byteAt(record + LENGTH);
    if (!followsAt(record, behind, end)) continue;
    if (runEnd(at, end) - at >= byteAt(record + LEAST)) emit(record, at);
  }
}

/** Literals that stand some bytes behind a boundary. */
export function tryBehind(at: i32, lo: i32, end: i32): void {
  const last = OFFSETS + 1 + byteAt(OFFSETS);
  for (let entry: i32 = OFFSETS + 1; entry < last; entry++) {
    const offset = byteAt(entry);
    const from = at + offset;
    // The bytes up to the literal are part of the run, or neither this nor a later one is in it.
    if (from + 3 > end || byteAt(CLASSES + byteAt(from - 1)) == 0) return;
    if (bitOf(BEHIND_BITS, hashOf(from)) != 0) tryRunAt(from, offset, lo, end);
  }
}

/** A boundary in a run with the least length behind it. */
function onBoundary(at: i32, lo: i32, end: i32): void {
  tryRunAt(at, 0, lo, end);
  tryBehind(at, lo, end);
}

/** Whether a place may be the end of an escape. */
export function afterEscape(at: i32): bool {
  const before = byteAt(at - 1);
  return (before == BACKSLASH) | (before == PERCENT);
}

/** Where a run begins behind an escape, what follows the escape stands at a boundary, too. */
export function onEscape(at: i32, lo: i32, end: i32): void {
  if (at <= lo) return;
  const before = byteAt(at - 1);
  if (before == PERCENT) onBoundary(at + 2, lo, end);
  if (before != BACKSLASH) return;
  onBoundary(at + 1, lo, end);
  if (byteAt(at) == 117) onBoundary(at + 5, lo, end);
}

/** The start of a run: literals that end there. */
export function onLead(at: i32, lo: i32, end: i32): void {
  if (at - lo < 3) return;
  const hash = hashOf(at - 3);
  if (bitOf(LEAD_BITS, hash) == 0) return;
  for (let index = shortAt(LEAD_HEADS + (hash << 1)); index != 0; ) {
    const record = RECORDS + index * RECORD;
    index = shortAt(record + NEXT);
    const from = at - byteAt(record + LENGTH);
    if (!standsAt(record, from, lo, end) || !followsAt(record, at, end)) continue;
    if (runEnd(at, end) - at >= byteAt(record + LEAST)) emit(record, from);
  }
}
