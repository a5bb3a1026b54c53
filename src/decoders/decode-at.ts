import type { Decoded } from "./decoded.ts";
import { escapesAt } from "./escape-place.ts";
import { readDigits } from "./read-digits.ts";
import { readEscapes } from "./read-escapes.ts";

/** Bytes that an escape begins with, or ends with in front of another one. */
const isEscaping = (byte: number | undefined): boolean => byte === 0x25 || byte === 0x5c || byte === 0x3b;

/**
 * All encoded texts in some content, in the order of `places`, which are in order: where they may begin, or anywhere. None is read
 * twice. `isOpen` says that the content is a part of more and begins in the middle.
 */
export function* decodedIn(
  bytes: Uint8Array,
  places: Iterable<number> | undefined,
  isOpen: boolean,
): Generator<Decoded, void, void> {
  let digitsTo = 0;
  let escapesTo = 0;
  for (const at of withFirst(places ?? anywhere(bytes), isOpen)) {
    if (isEscaping(bytes[at])) {
      if (at < escapesTo) continue;
      const read = readEscapes(bytes, at, escapesTo);
      if (read === undefined) continue;
      escapesTo = read.end;
      yield read.decoded;
      continue;
    }
    if (at < digitsTo) continue;
    const read = readDigits(bytes, at, isOpen);
    if (read === undefined) continue;
    digitsTo = read.end;
    if (read.decoded !== undefined) yield read.decoded;
  }
}

/** Places with the very first one, which no matcher tells of where a value goes on. */
function* withFirst(places: Iterable<number>, isOpen: boolean): Iterable<number> {
  if (isOpen) yield 0;
  for (const at of places) if (at > 0 || !isOpen) yield at;
}

/** Every place at which something encoded can begin. */
function* anywhere(bytes: Uint8Array): Iterable<number> {
  for (let at = 0; at < bytes.length; at++) {
    if (isEscaping(bytes[at])) {
      if (escapesAt(bytes, at) !== undefined) yield at;
    } else if (mayBegin(bytes, at)) yield at;
  }
}

const isWordByte = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a));

/** Digits begin where a value does. */
const mayBegin = (bytes: Uint8Array, at: number): boolean => isWordByte(bytes[at]) && !isWordByte(bytes[at - 1]);
