// Whether a value stands behind a name in a way of its own: given back by a function or property, in braces, or before the name.
import { LETTER, LINE_END, NAME, QUOTE, SPACE } from "./layout.ts";
import { byteAt } from "./memory.ts";
import { roleAt } from "./records.ts";

const PARAMETERS_REACH: i32 = 100;
const KIND_REACH: i32 = 80;
const BODY_REACH: i32 = 80;
const TAG_REACH: i32 = 300;
const CALL_REACH: i32 = 60;

/** Whether a body, from behind what opens it on, begins with a value, with `return` or `get`, or with a comment. */
export function opensBody(from: i32, end: i32): bool {
  const limit = end - from > BODY_REACH ? from + BODY_REACH : end;
  let at = from;
  while (at < limit && (roleAt(at) & (SPACE | LINE_END)) != 0) at++;
  if (at + 1 >= limit) return false;
  if ((roleAt(at) & QUOTE) != 0) return true;
  const byte = byteAt(at);
  const next = byteAt(at + 1);
  return (((byte == 114) | (byte == 103)) & (next == 101)) | ((byte == 47) & (next == 47)) | (byte == 35);
}

/** Whether a function whose parameters open at a place gives a value back: `() { return "…"`, `(): string => "…"`, `() = "…"`. */
export function givesBack(opening: i32, end: i32): bool {
  let at = behindParameters(opening, end);
  if (at == 0) return false;
  const limit = end - at > KIND_REACH ? at + KIND_REACH : end;
  for (; at < limit; at++) {
    const byte = byteAt(at);
    if (byte == 123) return opensBody(at + 1, end);
    if (byte == 61) return opensBody(at + 1 < end && byteAt(at + 1) == 62 ? at + 2 : at + 1, end);
    if (byte == 58 && at + 1 < end && (roleAt(at + 1) & LINE_END) != 0) return opensBody(at + 1, end);
    if ((roleAt(at) & (LETTER | SPACE | LINE_END | NAME)) == 0 && !isOfType(byte)) return false;
  }
  return false;
}

/** Whether a byte may be a part of a type, `-> &'static str` with it. */
function isOfType(byte: i32): bool {
  return (
    (byte == 58) |
    (byte == 45) |
    (byte == 62) |
    (byte == 60) |
    (byte == 38) |
    (byte == 39) |
    (byte == 42) |
    (byte == 63) |
    (byte == 91) |
    (byte == 93)
  );
}

/** The place behind the bracket that closes parameters; 0 where it is not near. */
function behindParameters(opening: i32, end: i32): i32 {
  const limit = end - opening > PARAMETERS_REACH ? opening + PARAMETERS_REACH : end;
  for (let at = opening + 1; at < limit; at++) {
    const byte = byteAt(at);
    if (byte == 41) return at + 1;
    if ((roleAt(at) & (QUOTE | LINE_END)) != 0 || byte == 59 || byte == 40) return 0;
  }
  return 0;
}

/**
 * Whether a value follows on the bracket that closes a call or an index with a name in it: `("NAME") { "…" }`, `("NAME").or("…")`,
 * `(name) = "…"`.
 */
export function followsClosed(bracket: i32, end: i32): bool {
  const inQuotes = (roleAt(bracket - 1) & QUOTE) != 0;
  const limit = end - bracket > CALL_REACH ? bracket + CALL_REACH : end;
  let at = bracket;
  while (at < limit && (byteAt(at) == 41 || ((roleAt(at) & SPACE) != 0 && (roleAt(at) & LINE_END) == 0))) at++;
  if (at >= limit) return false;
  const byte = byteAt(at);
  if (byte == 61) return at + 1 < limit && byteAt(at + 1) != 61 && hasQuote(at, limit);
  return inQuotes && (byte == 123 || byte == 46 || byte == 63 || byte == 124 || byte == 111) && hasQuote(at, limit);
}

function hasQuote(from: i32, limit: i32): bool {
  for (let at = from; at < limit; at++) {
    if ((roleAt(at) & QUOTE) != 0) return true;
    if ((roleAt(at) & LINE_END) != 0) return false;
  }
  return false;
}

/** Whether a name, from its closing quote back, is the last attribute of a tag that has its value before: `<x value="…" name="…">`. */
export function isBehindValue(quote: i32, lo: i32, end: i32): bool {
  const behind = quote + 1 < end && byteAt(quote + 1) == 32 ? quote + 2 : quote + 1;
  if (behind >= end || (byteAt(behind) != 62 && byteAt(behind) != 47)) return false;
  const floor = quote - lo > TAG_REACH ? quote - TAG_REACH : lo;
  let at = quote - 1;
  while (at > floor && (roleAt(at) & NAME) != 0) at--;
  if (at - 1 <= floor || (roleAt(at) & QUOTE) == 0 || byteAt(at - 1) != 61) return false;
  for (at -= 2; at > floor + 3; at--) {
    const byte = byteAt(at);
    if (byte == 60 || (roleAt(at) & LINE_END) != 0) return false;
    // The ends of `value=` and `content=`.
    if (
      byte == 61 &&
      ((byteAt(at - 1) == 101 && byteAt(at - 2) == 117) || (byteAt(at - 1) == 116 && byteAt(at - 2) == 110))
    )
      return true;
  }
  return false;
}
