import type { PlacedText } from "../../core/pipeline.ts";
import { placeWithin, type Scalar } from "../document/tree.ts";

/**
 * Joins the lines of a script that one shell runs, so that a variable of one line is known in the next. A place never goes
 * beyond the item that it starts in, because the next one may be written anywhere.
 */
export function joinLines(lines: readonly Scalar[]): PlacedText {
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
