import type { Span } from "../core/span.ts";
import { latin1 } from "../core/text.ts";

/** Lines that are kept; once there are so many, all are forgotten. */
const MOST_LINES = 4096;
/** A longer line is seldom met twice. */
const LONGEST = 240;

/** Something that was found in a line, with its places in bytes. */
interface Placed {
  readonly span: Span;
  readonly secret: Span;
}

/** What was found in a line, and whether that rests on nothing else. */
export interface InLine<Found> {
  readonly found: readonly Found[];
  readonly isOfLine: boolean;
}

/** What was found in lines, mostly nothing. The same ones are met over and over: in versions of a file, and in files made alike. */
export class LineMemory<Found extends Placed> {
  /** By their text, with places as if each line began at 0. */
  readonly #lines = new Map<string, readonly Found[]>();

  /** What was found in a line before, or else is now, by `find`. */
  in(bytes: Uint8Array, { start, end }: Span, find: () => InLine<Found>): readonly Found[] {
    if (end - start > LONGEST) return find().found;
    const line = latin1(bytes, start, end);
    const known = this.#lines.get(line);
    if (known !== undefined) return known.map((one) => moved(one, start));
    const { found, isOfLine } = find();
    if (!isOfLine) return found;
    if (this.#lines.size >= MOST_LINES) this.#lines.clear();
    this.#lines.set(
      line,
      found.map((one) => moved(one, -start)),
    );
    return found;
  }
}

const movedSpan = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });

const moved = <Found extends Placed>(one: Found, by: number): Found => ({
  ...one,
  span: movedSpan(one.span, by),
  secret: movedSpan(one.secret, by),
});
