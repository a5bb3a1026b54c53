/** Bytes around a change in which what an anchor is made of may lie, where that is not on one line. */
const AROUND = 512;
/** A longer line is not followed to its ends. */
export const LONGEST_LINE = 4096;
const LINE_BREAK = 10;
/** Bytes of such a line that may matter. */
const AROUND_IN_LINE = 1400;

/** The changed stretches of a blob with what stands around them, as pairs of offsets, joined where they touch. */
export function focusOf(bytes: Buffer, changes: Uint32Array): number[] {
  const focus: number[] = [];
  for (let at = 0; at < changes.length; at += 3) {
    const from = startAround(bytes, changes[at] as number);
    const to = endAround(bytes, changes[at + 1] as number);
    const last = focus.length - 1;
    if (last > 0 && from <= (focus[last] as number)) focus[last] = Math.max(to, focus[last] as number);
    else focus.push(from, to);
  }
  return focus;
}

/** The beginning of what may matter to a change at an offset. */
function startAround(bytes: Buffer, offset: number): number {
  const start = lineBefore(bytes, offset, 1);
  return Math.max(0, Math.min(offset - AROUND, start === -1 ? offset - AROUND_IN_LINE : start));
}

/** The end of it. */
function endAround(bytes: Buffer, offset: number): number {
  const end = lineBehind(bytes, offset, 1);
  return Math.min(bytes.length, Math.max(offset + AROUND, end === -1 ? offset + AROUND_IN_LINE : end));
}

/** Where the line at an offset begins, or one of those before it; -1 where that is too far away. */
export function lineBefore(bytes: Buffer, offset: number, lines: number): number {
  const floor = Math.max(0, offset - LONGEST_LINE);
  let left = lines;
  for (let at = offset - 1; at >= floor; at--) if (bytes[at] === LINE_BREAK && --left === 0) return at + 1;
  return floor === 0 ? 0 : -1;
}

/** Where the line at an offset ends, or one of those behind it; -1 where that is too far away. */
export function lineBehind(bytes: Buffer, offset: number, lines: number): number {
  const ceiling = Math.min(bytes.length, offset + LONGEST_LINE);
  let left = lines;
  for (let at = offset; at < ceiling; at++) if (bytes[at] === LINE_BREAK && --left === 0) return at;
  return ceiling === bytes.length ? bytes.length : -1;
}
