import { lineBefore, lineBehind } from "./focus.ts";
import type { Reach } from "./looking.ts";

/** Lines that may matter to a name and its value: their own, and three on either side. */
const LINES = 4;
/** Bytes that may matter where lines are very long. */
const IN_LINE = 1400;

/** What may have become another thing by some changes, even where it was not changed itself. */
export class Touch {
  /** Pairs of offsets: the changes, and the same with the lines around them. Both are in order. */
  readonly #changes: Int32Array;
  /** Made when it is first asked for. */
  #lines: Int32Array | undefined;
  readonly #content: Buffer;

  /** `changes` has three numbers for each: from and to which offset, and another. */
  constructor(content: Buffer, changes: Uint32Array) {
    const count = changes.length / 3;
    this.#content = content;
    this.#changes = new Int32Array(count * 2);
    for (let change = 0; change < count; change++) {
      this.#changes[change * 2] = changes[change * 3] as number;
      this.#changes[change * 2 + 1] = changes[change * 3 + 1] as number;
    }
  }

  /** Whether a change lies so near to an offset that a match there may rest on it; before it no farther than `before`. */
  reaches(offset: number, reach: Reach, before = Number.POSITIVE_INFINITY): boolean {
    if (reach === "all") return this.#changes.length > 0;
    return reach === "lines"
      ? meets((this.#lines ??= linesAround(this.#content, this.#changes)), offset, offset)
      : meets(this.#changes, offset - Math.min(reach, before), offset + reach);
  }
}

function linesAround(content: Buffer, changes: Int32Array): Int32Array {
  const lines = new Int32Array(changes.length);
  for (let at = 0; at < changes.length; at += 2) {
    const [from, to] = [changes[at] as number, changes[at + 1] as number];
    const [start, end] = [lineBefore(content, from, LINES), lineBehind(content, to, LINES)];
    lines[at] = start === -1 ? from - IN_LINE : start;
    lines[at + 1] = end === -1 ? to + IN_LINE : end;
  }
  return lines;
}

/** Whether one of the ranges has something of another, or touches it. */
function meets(ranges: Int32Array, from: number, to: number): boolean {
  for (let at = 0; at < ranges.length && (ranges[at] as number) <= to; at += 2)
    if ((ranges[at + 1] as number) >= from) return true;
  return false;
}
