import type { Span } from "../core/span.ts";
import { latin1 } from "../core/text.ts";

/** Lines that are kept; once there are so many, all are forgotten. */
const MOST_LINES = 4096;
/** A longer line is seldom met twice. */
const LONGEST = 240;

/** What was found in a line, and whether that rests on nothing else. */
export interface InLine<Found> {
  readonly found: readonly Found[];
  readonly isOfLine: boolean;
}

/** What was found in lines, mostly nothing. The same ones are met over and over: in versions of a file, and in files made alike. */
export class LineMemory<Found> {
  readonly #lines = new Map<string, readonly Found[]>();

  /** What was found in a line before, or else is now: `find` tells it as it would be if the line began at 0. */
  in(bytes: Uint8Array, { start, end }: Span, find: () => InLine<Found>): readonly Found[] {
    if (end - start > LONGEST) return find().found;
    const line = latin1(bytes, start, end);
    const known = this.#lines.get(line);
    if (known !== undefined) return known;
    const { found, isOfLine } = find();
    if (!isOfLine) return found;
    if (this.#lines.size >= MOST_LINES) this.#lines.clear();
    this.#lines.set(line, found);
    return found;
  }
}
