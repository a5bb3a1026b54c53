// What is looked at once the vectors have found a place. All positions are absolute; `lo` and `end` are the borders of the content.

import { onEscapes } from "./encoded.ts";
import {
  ANY_CASE,
  ASSIGNED,
  BEHIND_BITS,
  BETWEEN,
  BETWEEN_NIBBLES,
  CALLED,
  CHECKED,
  CLASSES,
  CODE,
  ENDING,
  ENDING_BITS,
  ENDING_HEADS,
  ESCAPING,
  FARTHEST,
  FEW_BITS,
  FEW_HEADS,
  FLAGS,
  FOUR_BITS,
  FOUR_HEADS,
  GRAM,
  LEAD_BITS,
  LEAD_HEADS,
  LEAST,
  LENGTH,
  LETTER,
  LINE_END,
  MASK,
  MODE,
  NAME,
  NAMED,
  NEXT,
  OFFSET,
  OFFSETS,
  QUOTE,
  RECORD,
  RECORDS,
  ROLES,
  SEEKS,
  SEPARATOR,
  SHORT_BITS,
  SIX_BITS,
  SIX_HEADS,
  SOUGHT,
  SPACE,
  START_BITS,
  STRUCTURED,
  TAIL_BITS,
  TAIL_BITS_TOO,
  TAIL_HEADS,
  TEXT,
  THREE_BITS,
  THREE_HEADS,
  TRAILING,
  URL_END,
  URL_HEADS,
  URL_REACH,
  VALUE_BITS,
  VALUE_HEADS,
  WITHIN,
  WORD_BITS,
  WORD_HEADS,
  WRAPPER,
} from "./layout.ts";
import {
  bitOf,
  byteAt,
  emit,
  exactHashOf,
  exactHashOfFour,
  hashOf,
  hashOfFour,
  hashOfSix,
  mix,
  otherHashOfFour,
  shortAt,
} from "./memory.ts";
import { swizzle } from "./relaxed.ts";

/** Factors of the hashes of a trigger alone, with one byte before it, and with two. */
const ONE: i32 = 0x9e3779b1;
const TWO: i32 = 0x85ebca6b;
const THREE: i32 = 0xc2b2ae35;
const COLON: i32 = 58;
const EQUALS: i32 = 61;
const OPENED: i32 = 40;
const BACKSLASH: i32 = 92;
const PERCENT: i32 = 37;
/** Bytes between a name and its value at most. */
const MOST_BETWEEN: i32 = 48;
const MOST_TYPE: i32 = 20;
/** Bytes from a provider's name to the value in a call of its client. */
const MOST_CALL: i32 = 96;
/** Bytes of a name up to its last word at most. */
const MOST_NAME: i32 = 240;
const NAME_REACH: i32 = 80;
const SEPARATOR_REACH: i32 = 240;
const LINE_REACH: i32 = 512;

function roleAt(at: i32): i32 {
  return shortAt(ROLES + (byteAt(at) << 1));
}

/** Whether a record's literal stands at a place. */
function standsAt(record: i32, at: i32, lo: i32, end: i32): bool {
  const length = byteAt(record + LENGTH);
  if (at < lo || at + length > end) return false;
  const anyCase = byteAt(record + ANY_CASE) != 0;
  // Eight bytes at once tell most that differ; letters in either case alike, and a few marks with them.
  const heard = length >= 8 ? u64.MAX_VALUE : ((<u64>1) << (length << 3)) - 1;
  const fold: u64 = anyCase ? 0x2020202020202020 : 0;
  if (((load<u64>(<usize>at) ^ load<u64>(<usize>(record + TEXT))) & heard & ~fold) != 0) return false;
  for (let index: i32 = 0; index < length; index++) {
    const wanted = byteAt(record + TEXT + index);
    const found = byteAt(at + index);
    if (found == wanted) continue;
    if (!anyCase || found < 65 || found > 90 || (found | 32) != wanted) return false;
  }
  return true;
}

/** Whether the bytes from a place on are of the classes that a record asks for. */
function followsAt(record: i32, at: i32, end: i32): bool {
  const mask = byteAt(record + MASK);
  const to = at + byteAt(record + CHECKED);
  if (to > end) return false;
  for (let next = at; next < to; next++) {
    if ((byteAt(CLASSES + byteAt(next)) & mask) == 0) return false;
  }
  return true;
}

function runEnd(from: i32, end: i32): i32 {
  let at = from;
  while (at < end && byteAt(CLASSES + byteAt(at)) != 0) at++;
  return at;
}

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

/** One `_`, `-` or `.` may stand before what ends a name. */
function beforeMark(last: i32): i32 {
  const byte = byteAt(last);
  return last - (<i32>(byte == 95) | <i32>(byte == 45) | <i32>(byte == 46));
}

/** Steps back over a type between name and value: `name: String = `, `name string = `. */
function beforeType(last: i32, lo: i32): i32 {
  let at = last;
  while (at > lo && last - at < MOST_TYPE && (roleAt(at) & LETTER) != 0) at--;
  if (at == last || (roleAt(at) & (SPACE | SEPARATOR)) == 0) return -1;
  for (let count: i32 = 0; count < 8 && at > lo && (roleAt(at) & BETWEEN) != 0; count++) at--;
  return at;
}

/** Number of bytes up to a place that may stand between a name and its value, 16 at most. */
function betweenBefore(at: i32): i32 {
  const bytes = v128.load(<usize>(at - 16));
  const nibble = i8x16.splat(15);
  const low = swizzle(v128.load(BETWEEN_NIBBLES), v128.and(bytes, nibble));
  const high = swizzle(v128.load(BETWEEN_NIBBLES, 16), v128.and(i16x8.shr_u(bytes, 4), nibble));
  const others = i8x16.bitmask(i8x16.eq(v128.and(low, high), i8x16.splat(0))) << 16;
  return <i32>clz(others | 0x8000);
}

/** Whether a byte is among the `count` ones before a place: 1 or 0. */
function isBefore(at: i32, count: i32, byte: i32): i32 {
  const same = i8x16.bitmask(i8x16.eq(v128.load(<usize>(at - 16)), i8x16.splat(<i8>byte))) << 16;
  return <i32>(<i32>clz(same) < count);
}

/**
 * Whether a name may end before the value at a place, as far as bytes near to it tell: 1 or 0. Without a branch, and too often
 * rather than too seldom.
 */
export function mayHaveName(at: i32): i32 {
  const count = betweenBefore(at);
  const last = at - 1 - count;
  return <i32>(count != 0) & (mayEndName(last) | isDigit(last) | mayHaveMore(at, count));
}

/** A type, which stands before an equals sign only, a call of a provider's client, or more bytes between the two than were looked at. */
function mayHaveMore(at: i32, count: i32): i32 {
  const typed = isBefore(at, count, EQUALS) & <i32>((roleAt(at - 1 - count) & LETTER) != 0);
  const called = isBefore(at, count, OPENED) & <i32>((roleAt(at - 1) & QUOTE) != 0);
  return typed | called | (count >> 4);
}

/** As `mayHaveName`, with all that may stand behind a name. */
export function hasNameEnd(at: i32): i32 {
  const count = betweenBefore(at);
  const last = at - 1 - count;
  const letters = lettersBefore(last);
  const typed = last - letters;
  const beforeType = typed - betweenBefore(typed + 1);
  const isParted = <i32>((roleAt(typed) & (SPACE | SEPARATOR)) != 0);
  const byType =
    isBefore(at, count, EQUALS) &
    <i32>(letters != 0) &
    ((isParted & (endsName(beforeType) | isDigit(beforeType))) | (letters >> 3));
  const called = isBefore(at, count, OPENED) & <i32>((roleAt(at - 1) & QUOTE) != 0);
  return endsName(last) | mayEndInDigits(last) | byType | called | (count >> 4);
}

/** Whether a word that names end in, or a provider's whole name, may end at a place. */
function mayEndName(last: i32): i32 {
  return bitOf(ENDING_BITS, hashOf(last - 2)) | bitOf(TAIL_BITS, hashOfFour(last - 3));
}

/** As `endName` goes back over digits. */
function mayEndInDigits(last: i32): i32 {
  const one = isDigit(last);
  const two = one & isDigit(last - 1);
  const three = two & isDigit(last - 2);
  return (one & mayEndBefore(last - 1)) | (two & mayEndBefore(last - 2)) | (three & mayEndBefore(last - 3));
}

function mayEndBefore(last: i32): i32 {
  return endsName(last) | endsName(beforeMark(last));
}

/** As `mayEndName`, as far as all tables tell. */
function endsName(last: i32): i32 {
  return (
    bitOf(ENDING_BITS, hashOf(last - 2)) |
    (bitOf(TAIL_BITS, hashOfFour(last - 3)) & bitOf(TAIL_BITS_TOO, otherHashOfFour(last - 3)))
  );
}

function isDigit(at: i32): i32 {
  return <i32>(<u32>(byteAt(at) - 48) < 10);
}

/** Number of letters up to a place; eight where there are eight or more. */
function lettersBefore(last: i32): i32 {
  const bytes = load<u64>(<usize>(last - 7)) | 0x2020202020202020;
  // Sums of seven bits that reach the eighth tell what is at least `a`, and what is beyond `z`.
  const low = bytes & 0x7f7f7f7f7f7f7f7f;
  const letters = (low + 0x1f1f1f1f1f1f1f1f) & ~(low + 0x0505050505050505) & ~bytes;
  return <i32>(clz(~letters & 0x8080808080808080) >> 3);
}

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

function tryNamesAt(from: i32, at: i32, flags: i32, lo: i32, end: i32): void {
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

/** Three bytes from a place on, letters in either case alike. */
function gramAt(at: i32): i32 {
  return <i32>((load<u32>(<usize>at) | 0x20202020) & 0xffffff);
}

/** Hash of a trigger alone, of it with the byte before it, and with two. */
function hashOfOne(at: i32): i32 {
  return mix(gramAt(at), ONE);
}

function hashOfTwo(at: i32): i32 {
  return mix(gramAt(at) ^ ((byteAt(at - 1) | 32) << 24), TWO);
}

function hashOfThree(at: i32): i32 {
  return mix((gramAt(at) ^ ((byteAt(at - 1) | 32) << 24)) + ((byteAt(at - 2) | 32) << 5), THREE);
}

/** Whether a trigger that ends at a place may be in a word, or an address may begin there: 1 or 0. */
export function mayBeInWord(last: i32): i32 {
  const at = last - 2;
  return (
    bitOf(WORD_BITS, hashOfOne(at)) |
    bitOf(WORD_BITS, hashOfTwo(at)) |
    bitOf(WORD_BITS, hashOfThree(at)) |
    <i32>((roleAt(at) & ESCAPING) != 0) |
    <i32>(byteAt(at) == COLON)
  );
}

/** Three bytes of a trigger, the last of them at `last`. */
export function onTrigger(last: i32, lo: i32, end: i32): void {
  const at = last - 2;
  if (at < lo) return;
  tryWords(hashOfOne(at), at, lo, end);
  if (at > lo) tryWords(hashOfTwo(at), at, lo, end);
  if (at - 1 > lo) tryWords(hashOfThree(at), at, lo, end);
  if (byteAt(at) == COLON) onAddress(at, lo, end);
  if ((roleAt(at) & ESCAPING) != 0) onEscapes(at);
}

function tryWords(hash: i32, at: i32, lo: i32, end: i32): void {
  if (bitOf(WORD_BITS, hash) == 0) return;
  for (let index = shortAt(WORD_HEADS + ((hash >> 3) << 1)); index != 0; ) {
    const record = RECORDS + index * RECORD;
    index = shortAt(record + NEXT);
    const from = at - byteAt(record + GRAM);
    if (!standsAt(record, from, lo, end)) continue;
    const behind = from + byteAt(record + LENGTH);
    const flags = byteAt(record + FLAGS);
    if ((flags & ASSIGNED) != 0 && byteAt(MODE) != STRUCTURED && !isAssigned(behind, end)) continue;
    if ((flags & SEEKS) != 0) findBefore(behind, lo, end);
    else emit(record, from);
  }
}

/** Looks for literals of names before the word that ends in front of a place, as far back as names go. */
function findBefore(behind: i32, lo: i32, end: i32): void {
  const floor = behind - lo > MOST_NAME ? behind - MOST_NAME : lo;
  for (let from = behind - 1; from >= floor; from--) {
    const role = roleAt(from);
    if ((role & (NAME | SPACE)) == 0 || (role & LINE_END) != 0) return;
    tryNamesAt(from, behind, SOUGHT, lo, end);
  }
}

/** Literals in an address whose colon is at a place. */
function onAddress(colon: i32, lo: i32, end: i32): void {
  const slashes = byteAt(colon + 1) == 47 && byteAt(colon + 2) == 47;
  const escaped = byteAt(colon + 1) == BACKSLASH && byteAt(colon + 2) == 47;
  if (!slashes && !escaped) return;
  const limit = end - colon > URL_REACH ? colon + URL_REACH : end;
  for (let at = colon + 3; at < limit; at++) {
    if ((roleAt(at) & URL_END) != 0) return;
    // What begins with an `@` may be that alone, and has the chain of its own.
    const hash = byteAt(at) == 64 ? 0 : hashOf(at);
    for (let index = shortAt(URL_HEADS + ((hash >> 3) << 1)); index != 0; ) {
      const record = RECORDS + index * RECORD;
      index = shortAt(record + NEXT);
      if (standsAt(record, at, lo, end)) emit(record, at);
    }
  }
}

/** Whether something that can be a secret is assigned to the name that goes on at a place; too often rather than too seldom. */
function isAssigned(from: i32, end: i32): bool {
  let at = from;
  while (at < end && at - from < NAME_REACH && (roleAt(at) & NAME) != 0) {
    // Other scripts have separators of their own: `password：…`.
    if (byteAt(at) >= 128) return true;
    at++;
  }
  const limit = end - at > SEPARATOR_REACH ? at + SEPARATOR_REACH : end;
  while (at < limit) {
    const role = roleAt(at);
    if ((role & LINE_END) != 0) return false;
    if ((role & SEPARATOR) != 0) return hasValue(at, end);
    if ((role & SPACE) != 0 && at + 1 < end && (roleAt(at + 1) & (SPACE | SEPARATOR)) == 0) return hasValue(at, end);
    if ((role & (SPACE | QUOTE)) == 0 && byteAt(at) != BACKSLASH && byteAt(at) != 93) return false;
    at++;
  }
  return false;
}

/** Whether a byte is one that no text has, and that values are nevertheless made of in what is none. */
function isControl(byte: i32, role: i32): bool {
  return ((byte < 32) | (byte == 127)) & ((role & SPACE) == 0);
}

/** Whether a value stands behind a separator: one in quotes, perhaps handed through a call, or one that can be bare. */
function hasValue(separator: i32, end: i32): bool {
  let at = separator;
  const limit = end - at > SEPARATOR_REACH ? at + SEPARATOR_REACH : end;
  while (at < limit && (roleAt(at) & (SPACE | SEPARATOR)) != 0 && (roleAt(at) & LINE_END) == 0) at++;
  const inCode = byteAt(MODE) == CODE;
  // A value of less than three bytes is none, whatever it is.
  let digit = !inCode;
  for (let bare = at; bare < end && bare - at < LINE_REACH; bare++) {
    const byte = byteAt(bare);
    if ((roleAt(bare) & (SPACE | QUOTE)) != 0 || byte == 44 || byte == 59) break;
    if (byte >= 48 && byte <= 57) digit = true;
    if (digit && bare - at >= 2) return true;
  }
  for (; at < limit; at++) {
    const role = roleAt(at);
    if ((role & QUOTE) != 0 || isControl(byteAt(at), role)) return true;
    if ((role & WRAPPER) == 0 || (role & LINE_END) != 0) return false;
  }
  return at < end;
}
