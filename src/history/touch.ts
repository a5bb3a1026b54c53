import { LONGEST_LINE, lineBefore, lineBehind } from "./focus.ts";
import type { Reach } from "./looking.ts";

/** Lines that may matter to a name and its value: their own, and three on either side. */
const LINES = 4;
/** Bytes that may matter where lines are very long. */
const IN_LINE = 1400;
const LINE_BREAK = 10;

/** What may have become another thing by some changes, even where it was not changed itself. */
export class Touch {
  readonly #content: Buffer;
  /** From and to which offset each change goes, and another number, in order. */
  readonly #changes: Uint32Array;

  constructor(content: Buffer, changes: Uint32Array) {
    this.#content = content;
    this.#changes = changes;
  }

  /** Whether a change lies so near to an offset that a match there may rest on it; before it no farther than `before`. */
  reaches(offset: number, reach: Reach, before = Number.POSITIVE_INFINITY): boolean {
    const changes = this.#changes;
    if (reach === "all") return changes.length > 0;
    if (reach === "lines") return this.#isInLines(offset);
    const from = offset - Math.min(reach, before);
    for (let at = 0; at < changes.length && (changes[at] as number) <= offset + reach; at += 3)
      if ((changes[at + 1] as number) >= from) return true;
    return false;
  }

  /** Whether an offset lies in a change, or in the lines around it. */
  #isInLines(offset: number): boolean {
    const changes = this.#changes;
    for (let at = 0; at < changes.length; at += 3) {
      const start = changes[at] as number;
      const end = changes[at + 1] as number;
      if (start > offset + LONGEST_LINE) return false;
      if (end < offset - LONGEST_LINE) continue;
      if (start > offset ? this.#isJustBefore(offset, start) : this.#isJustBehind(offset, end)) return true;
    }
    return false;
  }

  #isJustBefore(offset: number, change: number): boolean {
    if (!isFewLines(this.#content, offset, change)) return false;
    return change - offset <= IN_LINE || lineBefore(this.#content, change, LINES) !== -1;
  }

  #isJustBehind(offset: number, change: number): boolean {
    if (!isFewLines(this.#content, change, offset)) return false;
    return offset - change <= IN_LINE || lineBehind(this.#content, change, LINES) !== -1;
  }
}

/** Whether a stretch has no more line breaks than there are between the first and the last of the lines that matter. */
function isFewLines(content: Buffer, from: number, to: number): boolean {
  let left = LINES;
  for (let at = from; at < to; at++) if (content[at] === LINE_BREAK && --left === 0) return false;
  return true;
}
