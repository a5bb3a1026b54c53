// Names in front of a value, and the literals of providers in them.
import {
  BETWEEN,
  CALLED,
  ENDING,
  ENDING_BITS,
  ENDING_HEADS,
  FARTHEST,
  FLAGS,
  LENGTH,
  LETTER,
  NAMED,
  NEXT,
  QUOTE,
  RECORD,
  RECORDS,
  SEPARATOR,
  SHORT_BITS,
  SOUGHT,
  SPACE,
  TAIL_BITS,
  TAIL_BITS_TOO,
  TAIL_HEADS,
  TRAILING,
  VALUE_BITS,
  VALUE_HEADS,
  WITHIN,
} from "./layout.ts";
import { bitOf, byteAt, emit, hashOf, hashOfFour, otherHashOfFour, shortAt } from "./memory.ts";
import { beforeMark } from "./name-ends.ts";
import { followsAt, roleAt, standsAt } from "./records.ts";

/** Bytes between a name and its value at most. */
const MOST_BETWEEN: i32 = 48;
const MOST_TYPE: i32 = 20;
/** Bytes from a provider's name to the value in a call of its client. */
const MOST_CALL: i32 = 96;

/** The start of a run that holds a digit: a value under some provider's name. */
export function onValue(at: i32, lo: i32, end: i32): void {
  let last = at - 1;
  let call = false;
  while (last >= lo && at - last <= MOST_BETWEEN && (roleAt(last) & BETWEEN) != 0) {
    if (byteAt(last) == 40) call = true;
    last--;
  }
  if (last == at - 1 || last < lo) return;
  if (call && (roleAt(at - 1) & QUOTE) != 0) findName(last, at, MOST_CALL, CALLED, lo, end);
  if (endName(last, at, lo, end)) return;
  const typed = beforeType(last, lo);
  if (typed >= 0) endName(typed, at, lo, end);
}

/** Steps back over a type between name and value: `name: String = `, `name string = `. */
export function beforeType(last: i32, lo: i32): i32 {
  let at = last;
  while (at > lo && last - at < MOST_TYPE && (roleAt(at) & LETTER) != 0) at--;
  if (at == last || (roleAt(at) & (SPACE | SEPARATOR)) == 0) return -1;
  for (let count: i32 = 0; count < 8 && at > lo && (roleAt(at) & BETWEEN) != 0; count++) at--;
  return at;
}

/** Looks for names that end at a place, words such as `_PROD` and digits behind them left out; tells whether that is settled. */
function endName(last: i32, at: i32, lo: i32, end: i32): bool {
  if (endNameAt(last, at, true, lo, end)) return true;
  let from = last;
  for (let digits: i32 = 0; digits < 3 && from > lo; digits++) {
    const byte = byteAt(from);
    if (byte < 48 || byte > 57) break;
    from--;
    if (endNameAt(from, at, false, lo, end)) return true;
    const mark = beforeMark(from);
    if (mark != from && endNameAt(mark, at, false, lo, end)) return true;
  }
  return false;
}

/**
 * A name that ends right there: in a word for a secret, then it is looked for as far as names go, or as a provider's alone; or,
 * where one may follow, in a trailing word, then before that.
 */
function endNameAt(last: i32, at: i32, trailing: bool, lo: i32, end: i32): bool {
  if (last - 3 < lo) return false;
  const three = hashOf(last - 2);
  if (bitOf(ENDING_BITS, three) != 0 && tryEnds(ENDING_HEADS + (three << 1), last, at, trailing, lo, end)) return true;
  const four = hashOfFour(last - 3);
  if (bitOf(TAIL_BITS, four) == 0 || bitOf(TAIL_BITS_TOO, otherHashOfFour(last - 3)) == 0) return false;
  return tryEnds(TAIL_HEADS + ((four >> 3) << 1), last, at, trailing, lo, end);
}

/** Words that names end in, and whole names of providers; tells whether the name's end is settled. */
function tryEnds(head: i32, last: i32, at: i32, trailing: bool, lo: i32, end: i32): bool {
  for (let index = shortAt(head); index != 0; ) {
    const record = RECORDS + index * RECORD;
    index = shortAt(record + NEXT);
    const from = last + 1 - byteAt(record + LENGTH);
    if (!standsAt(record, from, lo, end)) continue;
    const flags = byteAt(record + FLAGS);
    if ((flags & TRAILING) != 0) {
      if (trailing && endNameAt(beforeMark(from - 1), at, false, lo, end)) return true;
    } else if ((flags & ENDING) != 0) {
      findName(last, at, shortAt(FARTHEST), 0, lo, end);
      return true;
    } else if (followsAt(record, at, end)) emit(record, from);
  }
  return false;
}

/**
 * Looks for literals of names from a place back, no farther than `reach` from the value at `at`, nor beyond what is in no name. A
 * word such as `Bearer` may stand between name and value, and what parts the two then stands before that.
 */
function findName(last: i32, at: i32, reach: i32, flags: i32, lo: i32, end: i32): void {
  const floor = at - lo > reach ? at - reach : lo;
  for (let from = last; from >= floor && (roleAt(from) & (NAMED | BETWEEN)) != 0; from--) {
    if (from <= last - 2) tryNamesAt(from, at, flags, lo, end);
  }
}

export function tryNamesAt(from: i32, at: i32, flags: i32, lo: i32, end: i32): void {
  const four = hashOfFour(from);
  const three = hashOf(from);
  if (bitOf(VALUE_BITS, four) != 0) tryNames((four >> 3) << 1, from, at, flags, lo, end);
  if (bitOf(SHORT_BITS, three) != 0) tryNames(three << 1, from, at, flags, lo, end);
}

function tryNames(slot: i32, from: i32, at: i32, flags: i32, lo: i32, end: i32): void {
  for (let index = shortAt(VALUE_HEADS + slot); index != 0; ) {
    const record = RECORDS + index * RECORD;
    index = shortAt(record + NEXT);
    if (at - from > shortAt(record + WITHIN) || (byteAt(record + FLAGS) & (flags | SOUGHT)) != flags) continue;
    if (standsAt(record, from, lo, end) && followsAt(record, at, end)) emit(record, from);
  }
}
