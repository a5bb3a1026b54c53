// Whether a name may end in front of a value, as far as the tables tell: asked of millions of places, so that nothing here branches.
import { BETWEEN_NIBBLES, ENDING_BITS, LETTER, QUOTE, SEPARATOR, SPACE, TAIL_BITS, TAIL_BITS_TOO } from "./layout.ts";
import { bitOf, byteAt, hashOf, hashOfFour, otherHashOfFour } from "./memory.ts";
import { beforeType } from "./names.ts";
import { roleAt } from "./records.ts";
import { swizzle } from "./relaxed.ts";

const EQUALS: i32 = 61;
const OPENED: i32 = 40;

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

/** One `_`, `-` or `.` may stand before what ends a name. */
export function beforeMark(last: i32): i32 {
  const byte = byteAt(last);
  return last - (<i32>(byte == 95) | <i32>(byte == 45) | <i32>(byte == 46));
}
