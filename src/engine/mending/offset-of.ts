import type { Location, Position } from "../../core/finding.ts";
import type { Span } from "../../core/span.ts";
import { lineEnd, viewText } from "../../core/text.ts";
import { remembered } from "../../platforms/flow/remembered.ts";

/** The bytes that a location means in a content that is held whole. */
export function spanOf({ start, end }: Pick<Location, "start" | "end">, bytes: Uint8Array): Span {
  return { start: offsetOf(start, bytes), end: offsetOf(end, bytes) };
}

function offsetOf({ line, column }: Position, bytes: Uint8Array): number {
  const start = startsOf(bytes)[line - 1];
  if (start === undefined) return bytes.length;
  return viewText(bytes, { start, end: Math.max(start, lineEnd(bytes, start)) }).byteAt(column - 1);
}

const LINE_FEED = 0x0a;

/** Where lines start: thousands of findings may lie in one content. */
const startsOf = remembered((bytes: Uint8Array): readonly number[] => {
  const starts = [0];
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) starts.push(at + 1);
  return starts;
});
