import type { PlacedText } from "../../core/pipeline.ts";
import { placeWithin, type Scalar } from "./tree.ts";

/** A part of a scalar's value, from one UTF-16 offset in it to another. */
export interface TextPart {
  readonly scalar: Scalar;
  readonly start: number;
  readonly end: number;
}

/**
 * Text put together from parts of scalars, as a shell gets it: lines of a list, without what escapes something from the platform.
 * A place never goes beyond the scalar that it starts in, because the next one may be written anywhere.
 */
export function textOfParts(parts: readonly (TextPart | "\n")[]): PlacedText {
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
