import type { PlacedText } from "../../core/pipeline.ts";
import { placeWithin, type Scalar } from "./tree.ts";

/** A part of a scalar's value, from one UTF-16 offset in it to another. */
interface TextPart {
  readonly scalar: Scalar;
  readonly start: number;
  readonly end: number;
}

/**
 * Text put together from parts of scalars, as a shell gets it: lines of a list, without what escapes something from the platform.
 * A place never goes beyond the scalar that it starts in, because the next one may be written anywhere.
 */
function textOfParts(parts: readonly (TextPart | "\n")[]): PlacedText {
  const placed: { readonly part: TextPart; readonly at: number }[] = [];
  let value = "";
  for (const part of parts) {
    if (part === "\n") {
      value += part;
      continue;
    }
    placed.push({ part, at: value.length });
    value += part.scalar.value.slice(part.start, part.end);
  }
  const indexAt = (offset: number): number => {
    let low = 0;
    let high = placed.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((placed[middle]?.at ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    value,
    placeOf(start, end) {
      const from = placed[indexAt(start)];
      if (from === undefined) throw new RangeError("a text without parts has no places");
      const { scalar } = from.part;
      let last = indexAt(Math.max(start, end - 1));
      while (placed[last]?.part.scalar !== scalar) last--;
      const to = placed[last] ?? from;
      const offset = ({ part, at }: typeof from, where: number): number =>
        Math.min(part.start + Math.max(0, where - at), part.end);
      return placeWithin(scalar, offset(from, start), Math.max(offset(from, start), offset(to, end)));
    },
  };
}

/** A range of a scalar's value with what it is, and how many characters at its start are left out of the text. */
export interface MarkedRange<Mark> {
  readonly start: number;
  readonly end: number;
  readonly drop?: number;
  readonly mark?: Mark;
}

/** Joins scalars as the lines of one script, without what is to be left out, and tells where the marked ranges are in it. */
export function joinScript<Mark extends object>(
  scalars: readonly Scalar[],
  rangesIn: (scalar: Scalar) => readonly MarkedRange<Mark>[],
): { readonly text: PlacedText; readonly marks: readonly (Mark & { readonly start: number; readonly end: number })[] } {
  const parts: (TextPart | "\n")[] = [];
  const marks: (Mark & { readonly start: number; readonly end: number })[] = [];
  let length = 0;
  const add = (scalar: Scalar, start: number, end: number): void => {
    if (end <= start) return;
    parts.push({ scalar, start, end });
    length += end - start;
  };
  for (const [index, scalar] of scalars.entries()) {
    if (index > 0) {
      parts.push("\n");
      length++;
    }
    let from = 0;
    for (const { start, end, drop = 0, mark } of rangesIn(scalar)) {
      add(scalar, from, start);
      const at = length;
      add(scalar, start + drop, end);
      if (mark !== undefined) marks.push({ ...mark, start: at, end: length });
      from = end;
    }
    add(scalar, from, scalar.value.length);
  }
  return { text: textOfParts(parts), marks };
}
