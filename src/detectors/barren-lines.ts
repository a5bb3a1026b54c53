import type { Span } from "../core/span.ts";
import { latin1 } from "../core/text.ts";

/** Lines that are kept; once there are so many, all are forgotten. */
const MOST_LINES = 4096;
/** A longer line is seldom met twice. */
const LONGEST = 240;

/** Lines in which nothing was found. The same ones are met over and over: in versions of a file, and in files made alike. */
export class BarrenLines {
  readonly #lines = new Set<string>();

  /** The line as it is kept; undefined where it is too long for that. */
  textOf(bytes: Uint8Array, { start, end }: Span): string | undefined {
    return end - start > LONGEST ? undefined : latin1(bytes, start, end);
  }

  has(line: string): boolean {
    return this.#lines.has(line);
  }

  add(line: string): void {
    if (this.#lines.size >= MOST_LINES) this.#lines.clear();
    this.#lines.add(line);
  }
}
