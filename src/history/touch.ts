import { partitionPoint } from "../core/partition-point.ts";
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
    const at = this.#firstTo(offset - Math.min(reach, before));
    return at < changes.length && (changes[at] as number) <= offset + reach;
  }

  /** Whether an offset lies in a change, or in the lines around it: that nearest to it on either side tells. */
  #isInLines(offset: number): boolean {
    const changes = this.#changes;
    const at = this.#firstTo(offset);
    if (at < changes.length) {
      const start = changes[at] as number;
      if (start <= offset || this.#isJustBefore(offset, start)) return true;
    }
    return at > 0 && this.#isJustBehind(offset, changes[at - 2] as number);
  }

  /** Where the first change stands that ends at an offset or behind it. */
  #firstTo(offset: number): number {
    const changes = this.#changes;
    return partitionPoint(changes.length / 3, (index) => (changes[index * 3 + 1] as number) < offset) * 3;
  }

  #isJustBefore(offset: number, change: number): boolean {
    if (change - offset > LONGEST_LINE || !isFewLines(this.#content, offset, change)) return false;
    return change - offset <= IN_LINE || lineBefore(this.#content, change, LINES) !== -1;
  }

  #isJustBehind(offset: number, change: number): boolean {
    if (offset - change > LONGEST_LINE || !isFewLines(this.#content, change, offset)) return false;
    return offset - change <= IN_LINE || lineBehind(this.#content, change, LINES) !== -1;
  }
}

/** Whether a stretch has no more line breaks than there are between the first and the last of the lines that matter. */
function isFewLines(content: Buffer, from: number, to: number): boolean {
  let left = LINES;
  for (let at = from; at < to; at++) if (content[at] === LINE_BREAK && --left === 0) return false;
  return true;
}
