import type { PlacedText } from "../../core/pipeline.ts";
import { placeWithin, type Scalar } from "./tree.ts";

/**
 * Lines that one shell runs, as one text. A place never goes beyond the scalar that it starts in, because the next one may be written
 * anywhere.
 */
export function joinScalars(lines: readonly Scalar[]): PlacedText {
  const starts: number[] = [];
  let length = 0;
  for (const { value } of lines) {
    starts.push(length);
    length += value.length + 1;
  }
  return {
    value: lines.map(({ value }) => value).join("\n"),
    placeOf: (start, end) => {
      const index = Math.max(
        0,
        starts.findLastIndex((from) => from <= start),
      );
      const line = lines[index] as Scalar;
      const from = starts[index] ?? 0;
      return placeWithin(line, start - from, Math.min(end - from, line.value.length));
    },
  };
}
