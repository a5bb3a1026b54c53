import type { Position } from "../core/finding.ts";
import { countLines, lineStart, utf16Length } from "../core/text.ts";

/** Line and column of a byte offset in a document. */
export function positionOf(bytes: Uint8Array, offset: number): Position {
  const start = lineStart(bytes, offset);
  return { line: countLines(bytes, 0, offset) + 1, column: utf16Length(bytes, start, offset) + 1 };
}
