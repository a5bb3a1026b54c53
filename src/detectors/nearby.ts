import type { Unit } from "../core/source.ts";
import { mergeSpans, type Span } from "../core/span.ts";
import { lineEnd, lineStart, viewText } from "../core/text.ts";

/** Whether what has to stand nearby does, in the lines around a match, the match itself left out. */
export type IsNearby = (unit: Unit, span: Span) => boolean;

export function nearby(withinLines: number, isIn: (text: string) => boolean): IsNearby {
  return (unit, span) => {
    const before = { start: linesBack(unit.bytes, span.start, withinLines), end: span.start };
    const after = { start: span.end, end: linesOn(unit.bytes, span.end, withinLines) };
    return mergeSpans([before, after]).some((side) => isIn(viewText(unit.bytes, side).text));
  };
}

/** Bytes that a companion may lie away at most, so that one endless line stays cheap. */
const COMPANION_REACH = 4096;

function linesBack(bytes: Uint8Array, offset: number, lines: number): number {
  let start = lineStart(bytes, offset);
  for (let line = 0; line < lines && start > 0; line++) start = lineStart(bytes, start - 1);
  return Math.max(start, offset - COMPANION_REACH);
}

function linesOn(bytes: Uint8Array, offset: number, lines: number): number {
  let end = lineEnd(bytes, offset);
  for (let line = 0; line < lines && end < bytes.length; line++) end = lineEnd(bytes, end + 2);
  return Math.min(end, offset + COMPANION_REACH);
}
