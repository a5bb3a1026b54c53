// Words that hold a trigger, and addresses.
import { isAssigned } from "./assigned.ts";
import { onEscapes } from "./encoded.ts";
import {
  ASSIGNED,
  ESCAPING,
  FLAGS,
  GRAM,
  LENGTH,
  LINE_END,
  MODE,
  NAME,
  NEXT,
  RECORD,
  RECORDS,
  SEEKS,
  SOUGHT,
  SPACE,
  STRUCTURED,
  URL_END,
  URL_HEADS,
  URL_REACH,
  WORD_BITS,
  WORD_HEADS,
} from "./layout.ts";
import { bitOf, byteAt, emit, hashOf, mix, shortAt } from "./memory.ts";
import { tryNamesAt } from "./names.ts";
import { roleAt, standsAt } from "./records.ts";
import { BACKSLASH } from "./runs.ts";

/** Factors of the hashes of a trigger alone, with one byte before it, and with two. */
const ONE: i32 = 0x9e3779b1;
const TWO: i32 = 0x85ebca6b;
const THREE: i32 = 0xc2b2ae35;
const COLON: i32 = 58;
/** Bytes of a name up to its last word at most. */
const MOST_NAME: i32 = 240;

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
    if ((flags & ASSIGNED) != 0 && byteAt(MODE) != STRUCTURED && !isAssigned(behind, lo, end)) continue;
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
