import type { Position } from "../core/finding.ts";
import { partitionPoint } from "../core/partition-point.ts";
import type { Base } from "../core/source.ts";
import type { Span } from "../core/span.ts";
import { countLines, lineStart, utf16Length } from "../core/text.ts";

/** Turns byte offsets of one unit into lines and UTF-16 columns; asked in rising order, it never counts a byte twice. */
export type Locate = (span: Span) => { readonly start: Position; readonly end: Position };

export function createLocate(bytes: Uint8Array, base: Base): Locate {
  let knownOffset = 0;
  let knownLine = 0;
  const position = (offset: number): Position => {
    if (offset < knownOffset) [knownOffset, knownLine] = [0, 0];
    knownLine += countLines(bytes, knownOffset, offset);
    knownOffset = offset;
    const start = lineStart(bytes, offset);
    // The first line of a window may have begun in an earlier one.
    const before = start === 0 ? base.column : 0;
    return { line: base.line + knownLine + 1, column: before + utf16Length(bytes, start, offset) + 1 };
  };
  return ({ start, end }) => ({ start: position(start), end: position(end) });
}

/** The same for content that is held whole and asked for places in any order: where its lines begin is noted once. */
export function createIndexedLocate(bytes: Uint8Array): Locate {
  let starts: readonly number[] | undefined;
  const position = (offset: number): Position => {
    const known = (starts ??= lineStarts(bytes));
    const line = partitionPoint(known.length, (index) => (known[index] ?? 0) <= offset);
    return { line, column: utf16Length(bytes, known[line - 1] ?? 0, offset) + 1 };
  };
  return ({ start, end }) => ({ start: position(start), end: position(end) });
}

function lineStarts(bytes: Uint8Array): number[] {
  const starts = [0];
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) starts.push(at + 1);
  return starts;
}

const LINE_FEED = 0x0a;
