import type { Unit } from "../core/source.ts";
import { mergeSpans, type Span } from "../core/span.ts";
import { lineEnd, lineStart, viewText } from "../core/text.ts";

/** Whether what has to stand nearby does, in the lines around a match, the match itself left out. */
export type IsNearby = (unit: Unit, span: Span) => boolean;

export function nearby(withinLines: number, isIn: (text: string) => boolean): IsNearby {
  return (unit, span) => linesAround(unit, span, withinLines).some((side) => isIn(viewText(unit.bytes, side).text));
}

/** What stands in the lines around a span, in front of it and behind it. */
export function linesAround({ bytes }: Pick<Unit, "bytes">, { start, end }: Span, lines: number): readonly Span[] {
  return mergeSpans([
    { start: linesBack(bytes, start, lines), end: start },
    { start: end, end: linesOn(bytes, end, lines) },
  ]);
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
