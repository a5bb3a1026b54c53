import { isAscii, isUtf8 } from "node:buffer";
import { partitionPoint } from "./partition-point.ts";
import type { Span } from "./span.ts";

/**
 * Text decoded from a range of bytes, with the way back: string offsets to byte offsets. ASCII maps one to one; UTF-8 is
 * counted; each byte that is not part of a UTF-8 sequence is read as Latin-1, so that no byte is ever lost or moved, and the
 * same bytes read the same whatever stands around them.
 */
export interface TextView {
  readonly text: string;
  /** Whether it is known to be all ASCII. */
  readonly isAscii: boolean;
  /** Byte offset of a string offset, in the coordinates of the bytes that were decoded. */
  byteAt(index: number): number;
  /** String offset of a byte offset; where that lies in a character, the offset behind it. */
  indexAt(byte: number): number;
}

function bufferOf(bytes: Uint8Array): Buffer {
  return bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
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
  if (isAscii(buffer)) {
    return {
      text: buffer.toString("latin1"),
      isAscii: true,
      byteAt: (index) => start + index,
      indexAt: (byte) => Math.max(0, Math.min(byte, end) - start),
    };
  }
  return isUtf8(buffer) ? viewUtf8(buffer, start) : viewMixed(buffer, start);
}

function viewUtf8(buffer: Buffer, start: number): TextView {
  const text = buffer.toString("utf8");
  let knownIndex = 0;
  let knownByte = start;
  return {
    text,
    isAscii: false,
    byteAt(index) {
      // Callers ask in rising order; starting again costs little where they do not.
      if (index < knownIndex) [knownIndex, knownByte] = [0, start];
      knownByte += Buffer.byteLength(text.slice(knownIndex, index));
      knownIndex = index;
      return knownByte;
    },
    indexAt(byte) {
      const to = start + snap(buffer, { start: 0, end: Math.max(0, byte - start) }).end;
      if (to < knownByte) [knownIndex, knownByte] = [0, start];
      knownIndex += buffer.toString("utf8", knownByte - start, to - start).length;
      knownByte = to;
      return knownIndex;
    },
  };
}

/** Bytes of the UTF-8 sequence that begins with a byte; 1 where none does. */
function sequenceLength(byte: number): number {
  if (byte < 0xc2 || byte > 0xf4) return 1;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : 4;
}

function viewMixed(buffer: Buffer, start: number): TextView {
  const offsets: number[] = [];
  let text = "";
  for (let at = 0; at < buffer.length; ) {
    const whole = buffer.subarray(at, at + sequenceLength(buffer[at] as number));
    const length = isUtf8(whole) ? whole.length : 1;
    const character = length > 1 ? whole.toString("utf8") : whole.toString("latin1", 0, 1);
    for (let unit = 0; unit < character.length; unit++) offsets.push(start + at);
    text += character;
    at += length;
  }
  offsets.push(start + buffer.length);
  return {
    text,
    isAscii: false,
    byteAt: (index) => offsets[index] as number,
    indexAt: (byte) => partitionPoint(text.length, (index) => (offsets[index] as number) < byte),
  };
}

/** Text of a range of bytes that are known to be ASCII. */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  return bufferOf(bytes).toString("latin1", start, end);
}

/** Text of a range of bytes, for people and parsers; bytes that are not UTF-8 come out as Latin-1. */
export function decode(bytes: Uint8Array, span?: Span): string {
  return viewText(bytes, span).text;
}

/** UTF-16 code units that a range of UTF-8 bytes decodes to; a byte that is not UTF-8 counts as one. */
export function utf16Length(bytes: Uint8Array, start: number, end: number): number {
  const buffer = bufferOf(bytes).subarray(start, end);
  if (isAscii(buffer)) return buffer.length;
  if (!isUtf8(buffer)) return viewMixed(buffer, 0).text.length;
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
