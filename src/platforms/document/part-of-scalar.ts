import { byteOffsetAt, placeWithin, type Scalar } from "./tree.ts";

/** A stretch of a scalar's value as a scalar of its own, from UTF-16 offsets: the value in `NAME=value`. */
export function partOfScalar(scalar: Scalar, start: number, end: number): Scalar {
  const { value, style, runs } = scalar;
  const part = [0, byteOffsetAt(scalar, start)];
  for (let index = 0; index < runs.length; index += 2) {
    const [at = 0, offset = 0] = [runs[index], runs[index + 1]];
    if (at > start && at < end) part.push(at - start, offset);
  }
  return { kind: "scalar", value: value.slice(start, end), style, place: placeWithin(scalar, start, end), runs: part };
}
