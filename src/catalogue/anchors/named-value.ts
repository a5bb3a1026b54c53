import { BYTE_CLASS, LEAST_RUN } from "../../core/byte-class.ts";
import { pathsOf } from "./paths.ts";
import { following } from "./run-anchors.ts";

/** What the values of a pattern have in common at their front: value bytes at least, and the classes of the first of them. */
export interface ValueFront {
  readonly least: number;
  readonly mask: number;
  readonly length: number;
}

export function frontOf(value: string): ValueFront {
  const fronts = pathsOf(value, false).map(({ steps }) => following(steps, 0));
  return {
    least: Math.min(...fronts.map(({ least }) => least)),
    length: Math.min(...fronts.map(({ length }) => length)),
    mask: fronts.reduce((all, { mask }) => all | mask, 0),
  };
}

/** Whether a value that only its name gives away is told from words by a digit: a long one that can have any. */
export function needsDigit(value: string): boolean {
  const { least, mask } = frontOf(value);
  return least >= LEAST_RUN && (mask & BYTE_CLASS.digit) !== 0;
}
