import type { Position } from "../core/finding.ts";
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
