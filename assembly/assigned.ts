// Whether something that can be a secret is assigned to a name.
import { followsClosed, givesBack, isBehindValue, opensBody } from "./given-back.ts";
import { CODE, LETTER, LINE_END, MODE, NAME, QUOTE, SEPARATOR, SPACE, WRAPPER } from "./layout.ts";
import { byteAt } from "./memory.ts";
import { roleAt } from "./records.ts";
import { BACKSLASH } from "./runs.ts";

const NAME_REACH: i32 = 80;
const SEPARATOR_REACH: i32 = 240;
const LINE_REACH: i32 = 512;

/** Whether something that can be a secret is assigned to the name that goes on at a place; too often rather than too seldom. */
export function isAssigned(from: i32, lo: i32, end: i32): bool {
  let at = from;
  while (at < end && at - from < NAME_REACH && (roleAt(at) & NAME) != 0) {
    // Other scripts have separators of their own: `password：…`.
    if (byteAt(at) >= 128) return true;
    at++;
  }
  const limit = end - at > SEPARATOR_REACH ? at + SEPARATOR_REACH : end;
  while (at < limit) {
    const role = roleAt(at);
    const byte = byteAt(at);
    if (byte == 40) return hasValue(at, end) || givesBack(at, end);
    if (byte == 41) return followsClosed(at, end);
    if (byte == 123) return opensBody(at + 1, end);
    if ((role & QUOTE) != 0 && isBehindValue(at, lo, end)) return true;
    if ((role & (SEPARATOR | LINE_END)) != 0) return hasValue(at, end);
    if ((role & SPACE) != 0 && at + 1 < end && (roleAt(at + 1) & (SPACE | SEPARATOR)) == 0) return hasValue(at, end);
    if ((role & (SPACE | QUOTE)) == 0 && byte != BACKSLASH && byte != 93 && !isLength(at, end)) return false;
    at++;
  }
  return false;
}

/** Whether the brackets of an array open at a place, or the digits of its length stand there: `char key[16] = "…"`. */
function isLength(at: i32, end: i32): bool {
  const byte = byteAt(at);
  if (at + 1 >= end) return false;
  const next = byteAt(at + 1);
  if (byte == 91) return (next == 93) | ((next >= 48) & (next <= 57));
  return (byte >= 48) & (byte <= 57) & (((next >= 48) & (next <= 57)) | (next == 93));
}

/** Whether a byte is one that no text has, and that values are nevertheless made of in what is none. */
function isControl(byte: i32, role: i32): bool {
  return ((byte < 32) | (byte == 127)) & ((role & SPACE) == 0);
}

/** Whether a value may stand on the line below where this is the last of one. */
function opensLine(byte: i32): bool {
  return (byte == 61) | (byte == 58) | (byte == 62) | (byte == 40);
}

/**
 * The first place behind blanks and separators, the marks of bold text and of an arrow (`<-`, `->`) with them, and behind line ends where
 * nothing or the end of an assignment stands in front of them.
 */
function behindSeparator(from: i32, limit: i32): i32 {
  let at = from;
  let isOpen = true;
  while (at < limit) {
    const role = roleAt(at);
    const byte = byteAt(at);
    if ((role & LINE_END) != 0) {
      if (!isOpen) break;
    } else if ((role & SPACE) == 0) {
      const isArrow =
        (byte == 45 && at > from && byteAt(at - 1) == 60) || (byte == 45 && at + 1 < limit && byteAt(at + 1) == 62);
      if ((role & SEPARATOR) == 0 && byte != 42 && !isArrow) break;
      isOpen = opensLine(byte) | isArrow;
    }
    at++;
  }
  return at;
}

/** The most letters of a word that may stand between a separator and a value: a type, or a scheme. */
const MOST_WORD: i32 = 20;

/**
 * The place behind a type (`: string = …`, `: string <- …`) or a scheme (`: Bearer …`) that stands in front of a value, or the same place where none
 * does.
 */
function behindWord(from: i32, limit: i32): i32 {
  let at = from;
  while (at < limit && at - from <= MOST_WORD && (roleAt(at) & LETTER) != 0) at++;
  const length = at - from;
  if (length == 0 || at >= limit) return from;
  let behind = at;
  while (behind < limit && (roleAt(behind) & (SPACE | LINE_END)) == SPACE) behind++;
  if (behind < limit && (byteAt(behind) == 61 || byteAt(behind) == 60)) return behindSeparator(behind, limit);
  // OAuth, Bearer, Token.
  const first = byteAt(from) | 32;
  const isScheme = (length == 5 || length == 6) && (first == 98 || first == 111 || first == 116);
  return isScheme && (roleAt(at) & SPACE) != 0 ? behindSeparator(at, limit) : from;
}

/** Whether a value stands behind a separator: one in quotes, perhaps handed through a call, or one that can be bare. */
function hasValue(separator: i32, end: i32): bool {
  let at = separator;
  const limit = end - at > SEPARATOR_REACH ? at + SEPARATOR_REACH : end;
  at = behindSeparator(at, limit);
  // `The key is value`, `the password was value`.
  const verb = at + 3 < limit && byteAt(at) == 119 && byteAt(at + 1) == 97 ? at + 1 : at;
  if (
    verb + 2 < limit &&
    (byteAt(verb) == 105 || verb > at) &&
    byteAt(verb + 1) == 115 &&
    (roleAt(verb + 2) & SPACE) != 0
  ) {
    at = behindSeparator(verb + 2, limit);
  }
  // `: string = Bearer …` has both.
  at = behindWord(behindWord(at, limit), limit);
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
    // What a property of C# does stands before its value: `string Key { get; set; } = "…"`.
    if (byteAt(at) == 123)
      return (at + 2 < end && (byteAt(at + 1) == 103 || byteAt(at + 2) == 103)) || opensBody(at + 1, end);
    // A function without parameters: `key = () => "…"`, `key: String get() = "…"`.
    if (byteAt(at) == 41 && byteAt(at - 1) == 40) continue;
    if ((role & WRAPPER) == 0 || (role & LINE_END) != 0) return false;
  }
  return at < end;
}
