import type { Base } from "../core/source.ts";
import { ORIGIN_BASE } from "../core/source.ts";
import type { Span } from "../core/span.ts";
import { countLines, lineStart, utf16Length } from "../core/text.ts";

/** Puts the next bytes of a stream into `buffer` from `offset` on and returns how many; 0 at its end. */
export type ByteReader = (buffer: Buffer, offset: number) => number;

/** Sizes in bytes: what a window owns at least, and the context that it sees before and behind that. */
export interface WindowSizes {
  readonly size: number;
  readonly left: number;
  readonly right: number;
}

export const WINDOW_SIZES: WindowSizes = { size: 8 << 20, left: 16 << 10, right: 64 << 10 };

/** One part of a stream; `bytes` is valid until the next one is asked for. */
export interface Window {
  readonly bytes: Buffer;
  readonly base: Base;
  readonly owned: Span;
  readonly whole: boolean;
}

/** Room that a reader always gets, enough for any one character. */
export const LEAST_ROOM = 4;

const roomFor = ({ size, left, right }: WindowSizes): number => left + size + right + 4 * LEAST_ROOM;

/** Bytes of a buffer for windows of the usual sizes. */
export const WINDOW_ROOM = roomFor(WINDOW_SIZES);

/** A buffer for windows of these sizes; cuts move by three bytes at most so that no character is split. */
export function windowBuffer(sizes: WindowSizes): Buffer {
  return Buffer.allocUnsafeSlow(roomFor(sizes));
}

/** The nearest place at or before `at` that does not cut a UTF-8 sequence; `at` itself in what is not UTF-8. */
function boundaryBefore(bytes: Buffer, at: number): number {
  for (let back = 0; back < 4 && at - back >= 0; back++) {
    if (((bytes[at - back] ?? 0) & 0xc0) !== 0x80) return at - back;
  }
  return Math.max(0, at);
}

function advance(base: Base, bytes: Buffer, length: number): Base {
  const lines = countLines(bytes, 0, length);
  const column = lines === 0 ? base.column : 0;
  const from = lines === 0 ? 0 : lineStart(bytes, length);
  return { offset: base.offset + length, line: base.line + lines, column: column + utf16Length(bytes, from, length) };
}

/**
 * Cuts a stream into windows whose owned ranges tile it: each byte is owned once, by a window that also shows `left` bytes
 * before and `right` bytes behind what it owns, as far as there are any. What fits into the buffer comes as one whole.
 */
export function* readWindows(read: ByteReader, buffer: Buffer, sizes: WindowSizes): Generator<Window, void, void> {
  let filled = 0;
  let ownedFrom = 0;
  let base = ORIGIN_BASE;
  for (let first = true; ; first = false) {
    let ended = false;
    while (!ended && buffer.length - filled >= LEAST_ROOM) {
      const count = read(buffer, filled);
      ended = count === 0;
      filled += count;
    }
    if (ended) {
      yield { bytes: buffer.subarray(0, filled), base, owned: { start: ownedFrom, end: filled }, whole: first };
      return;
    }
    // What the next bytes are is not known yet, so the last character is left out: it may be cut.
    const end = boundaryBefore(buffer, filled - 1);
    const ownedTo = boundaryBefore(buffer, end - sizes.right);
    yield { bytes: buffer.subarray(0, end), base, owned: { start: ownedFrom, end: ownedTo }, whole: false };
    const from = boundaryBefore(buffer, ownedTo - sizes.left);
    base = advance(base, buffer, from);
    buffer.copyWithin(0, from, filled);
    filled -= from;
    ownedFrom = ownedTo - from;
  }
}
