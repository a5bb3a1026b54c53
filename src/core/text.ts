import { isAscii, isUtf8 } from "node:buffer";
import type { Span } from "./span.ts";

/**
 * Text decoded from a range of bytes, with the way back: string offsets to byte offsets. ASCII maps one to one; UTF-8 is
 * counted; bytes that are not UTF-8 are read as Latin-1, one character a byte, so that no byte is ever lost or moved.
 */
export interface TextView {
  readonly text: string;
  /** Byte offset of a string offset, in the coordinates of the bytes that were decoded. */
  byteAt(index: number): number;
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

/** Moves the ends of a span outwards until they do not cut a UTF-8 sequence (three bytes at most). */
function snap(bytes: Uint8Array, { start, end }: Span): Span {
  let from = Math.max(0, start);
  for (let step = 0; step < 3 && from > 0 && isContinuation(bytes[from]); step++) from--;
  let to = Math.min(bytes.length, end);
  for (let step = 0; step < 3 && to < bytes.length && isContinuation(bytes[to]); step++) to++;
  return { start: from, end: to };
}

/** Decodes a range of bytes late, in the cheapest way that keeps offsets exact. */
export function viewText(bytes: Uint8Array, span: Span = { start: 0, end: bytes.length }): TextView {
  const { start, end } = snap(bytes, span);
  const buffer = bufferOf(bytes).subarray(start, end);
  if (isAscii(buffer) || !isUtf8(buffer)) {
    return { text: buffer.toString("latin1"), byteAt: (index) => start + index };
  }
  const text = buffer.toString("utf8");
  let knownIndex = 0;
  let knownByte = start;
  return {
    text,
    byteAt(index) {
      // Callers ask in rising order; starting again costs little where they do not.
      if (index < knownIndex) [knownIndex, knownByte] = [0, start];
      knownByte += Buffer.byteLength(text.slice(knownIndex, index));
      knownIndex = index;
      return knownByte;
    },
  };
}

/** Text of a range of bytes, for people and parsers; bytes that are not UTF-8 come out as Latin-1. */
export function decode(bytes: Uint8Array, span?: Span): string {
  return viewText(bytes, span).text;
}

/** UTF-16 code units that a range of UTF-8 bytes decodes to; a byte that is not UTF-8 counts as one. */
export function utf16Length(bytes: Uint8Array, start: number, end: number): number {
  const buffer = bufferOf(bytes).subarray(start, end);
  if (isAscii(buffer) || !isUtf8(buffer)) return buffer.length;
  let units = 0;
  // By index: an iterator is eight times slower, and lines of many megabytes are counted here.
  for (let at = 0; at < buffer.length; at++) {
    const byte = buffer[at] ?? 0;
    if (!isContinuation(byte)) units += byte >= 0xf0 ? 2 : 1;
  }
  return units;
}

/** Byte offset of the start of the line that holds `offset`. */
export function lineStart(bytes: Uint8Array, offset: number): number {
  return offset <= 0 ? 0 : bufferOf(bytes).lastIndexOf(0x0a, offset - 1) + 1;
}

/** Byte offset of the end of the line that holds `offset`, its line break left out. */
export function lineEnd(bytes: Uint8Array, offset: number): number {
  const found = bufferOf(bytes).indexOf(0x0a, offset);
  const end = found === -1 ? bytes.length : found;
  return end > offset && bytes[end - 1] === 0x0d ? end - 1 : end;
}

/** Number of line feeds in a range of bytes. */
export function countLines(bytes: Uint8Array, start: number, end: number): number {
  const buffer = bufferOf(bytes);
  let lines = 0;
  for (let at = buffer.indexOf(0x0a, start); at !== -1 && at < end; at = buffer.indexOf(0x0a, at + 1)) lines++;
  return lines;
}
