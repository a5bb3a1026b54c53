/** A regular expression of another tool, as far as it can be said in ours too. */
export type RegexNode =
  | { readonly kind: "char"; readonly code: number; readonly fold: boolean }
  | { readonly kind: "set"; readonly set: CharSet; readonly fold: boolean }
  /** A dot; `breaks` where it takes line breaks, too. */
  | { readonly kind: "any"; readonly breaks: boolean }
  | { readonly kind: "sequence"; readonly items: readonly RegexNode[] }
  | { readonly kind: "choice"; readonly options: readonly RegexNode[] }
  /** `index` counts capturing groups from 1 and is absent in others. */
  | { readonly kind: "group"; readonly index?: number; readonly name?: string; readonly body: RegexNode }
  /** `max` is absent where there is no end to it. */
  | {
      readonly kind: "repeat";
      readonly body: RegexNode;
      readonly min: number;
      readonly max?: number;
      readonly lazy: boolean;
    }
  | { readonly kind: "assert"; readonly what: Assertion };

export type Assertion =
  | "text-start"
  | "text-end"
  | "text-end-or-break"
  | "line-start"
  | "line-end"
  | "word"
  | "no-word";

/** Characters as ranges of code points, ends included, and Unicode properties as JavaScript writes them. */
export interface CharSet {
  readonly negated: boolean;
  readonly ranges: readonly Range[];
  readonly properties: readonly string[];
}

export type Range = readonly [from: number, to: number];

/** Whose regular expressions they are: those of Go (RE2), or of Python's `re`. */
export type Dialect = "go" | "python";

/** Something that cannot be carried over; the message is a clause that says why, without a full stop. */
export class Untranslatable extends Error {
  override readonly name = "Untranslatable";
}

/** Ranges in order, joined where they touch. */
export function mergeRanges(ranges: readonly Range[]): readonly Range[] {
  const merged: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

const LAST_CODE = 0x10ffff;

/** All that is in none of the ranges. */
export function complementOf(ranges: readonly Range[]): readonly Range[] {
  const rest: Range[] = [];
  let next = 0;
  for (const [from, to] of mergeRanges(ranges)) {
    if (from > next) rest.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= LAST_CODE) rest.push([next, LAST_CODE]);
  return rest;
}

export const holdsCode = (ranges: readonly Range[], code: number): boolean =>
  ranges.some(([from, to]) => from <= code && code <= to);
