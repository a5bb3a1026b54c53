import { type Span, spansOverlap } from "../core/span.ts";
import { latin1 } from "../core/text.ts";
import type { Decoded } from "./decoded.ts";
import { escapesAt } from "./escape-place.ts";
import type { Escapes } from "./escapes.ts";

/** Bytes in front of an escape and from there on that are read as one text; what is behind begins another one. */
const BEFORE = 256;
const BEHIND = 16 << 10;
/** Bytes in front of the quote that a text stands in, where the name is that it is assigned to. */
const NAME = 80;

/** What came of a place: text, and where to look on. */
export interface ReadEscapes {
  readonly decoded: Decoded;
  readonly end: number;
}

/** Reads text in which some characters stand as escapes, around a place where one does; `from` is how far others have been read. */
export function readEscapes(bytes: Uint8Array, at: number, from: number): ReadEscapes | undefined {
  const escapes = escapesAt(bytes, at);
  if (escapes === undefined) return undefined;
  const floor = Math.max(0, at - BEFORE);
  const before = latin1(bytes, floor, at);
  const own = floor + afterLast(before, escapes.ends);
  const text = latin1(bytes, own, Math.min(bytes.length, at + BEHIND));
  const behind = authorityEnd(text);
  if (own + behind > at) return undefined;
  const start = behind > 0 ? own + behind : withName(bytes, own, from);
  const end = at + endOf(text.slice(at - own), escapes);
  // A quote that ends it goes with it, as the one in front does.
  const isQuoted = QUOTES.has(bytes[end] as number);
  return { decoded: unescape(bytes, { start, end: isQuoted ? end + 1 : end }, escapes), end };
}

const QUOTES = new Set([0x22, 0x27, 0x60]);

/**
 * Index behind the user, password and host of an address that stands in a text as it is; 0 where there is none. What is escaped in
 * them is so because it must not end them, and they are read as they stand.
 */
function authorityEnd(text: string): number {
  const [whole] = /^[^?#]{0,200}?:\/\/[^\/?#]*/.exec(text) ?? [];
  return whole?.length ?? 0;
}

/** Index behind the last character that ends a text. */
function afterLast(text: string, ends: RegExp): number {
  for (let index = text.length - 1; index >= 0; index--) if (ends.test(text[index] as string)) return index + 1;
  return 0;
}

/** Index of the first character that ends a text and is not part of an escape. */
function endOf(text: string, { escape, ends }: Escapes): number {
  for (let index = 0; index < text.length; ) {
    escape.lastIndex = index;
    const [whole] = escape.exec(text) ?? [];
    if (whole === undefined && ends.test(text[index] as string)) return index;
    index += whole?.length ?? 1;
  }
  return text.length;
}

/** Takes in what stands in front of a text on its line: no part of a word, and nothing that was read before. */
function withName(bytes: Uint8Array, start: number, from: number): number {
  const floor = Math.max(from, start - NAME, 0);
  if (start <= floor) return start;
  const text = latin1(bytes, floor, start);
  const line = text.slice(text.search(/[^\n]*$/));
  const isCut = line.length === text.length && floor > 0;
  const whole = isCut ? line.replace(/^[\w.\-]+/v, "") : line;
  return start - whole.length;
}

/** Replaces each escape; all else stays as it is. */
function unescape(bytes: Uint8Array, span: Span, { encoding, escape, read }: Escapes): Decoded {
  const text = latin1(bytes, span.start, span.end);
  const out = Buffer.alloc(text.length);
  // Where each byte's character begins and ends in the content.
  const starts = new Uint32Array(text.length + 1);
  const ends = new Uint32Array(text.length + 1);
  const escaped: Span[] = [];
  let size = 0;
  for (let index = 0; index < text.length; ) {
    escape.lastIndex = index;
    const [whole] = text[index] === "%" || text[index] === "\\" || text[index] === "&" ? (escape.exec(text) ?? []) : [];
    const character = whole === undefined ? undefined : read(whole);
    const length = character === undefined ? 1 : (whole as string).length;
    const from = size;
    if (character === undefined) out[size++] = text.charCodeAt(index);
    else {
      for (const byte of character) out[size++] = byte;
      escaped.push({ start: from, end: size });
    }
    starts.fill(span.start + index, from, size);
    ends.fill(span.start + index + length, from, size);
    index += length;
  }
  return {
    encoding,
    bytes: out.subarray(0, size),
    span,
    place: ({ start, end }) => ({
      start: size === 0 ? span.start : (starts[Math.min(start, size - 1)] as number),
      end: size === 0 ? span.end : (ends[Math.min(Math.max(end - 1, start), size - 1)] as number),
    }),
    isEncoded: (part) => escaped.some((one) => spansOverlap(one, part)),
    atEnd: false,
    open: false,
  };
}
