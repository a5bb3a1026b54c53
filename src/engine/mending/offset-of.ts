import type { Location, Position } from "../../core/finding.ts";
import type { Span } from "../../core/span.ts";
import { lineEnd, viewText } from "../../core/text.ts";

/** The bytes that a location means in a content that is held whole. */
export function spanOf({ start, end }: Pick<Location, "start" | "end">, bytes: Uint8Array): Span {
  return { start: offsetOf(start, bytes), end: offsetOf(end, bytes) };
}

function offsetOf({ line, column }: Position, bytes: Uint8Array): number {
  let start = 0;
  for (let at = 1; at < line; at++) {
    const found = bytes.indexOf(LINE_FEED, start);
    if (found === -1) return bytes.length;
    start = found + 1;
  }
  return viewText(bytes, { start, end: Math.max(start, lineEnd(bytes, start)) }).byteAt(column - 1);
}

const LINE_FEED = 0x0a;
