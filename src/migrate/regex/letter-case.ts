import { type CharSet, mergeRanges, type Range, type RegexNode } from "./syntax.ts";

type Characters = RegexNode & { readonly kind: "char" | "set" };

const SHIFT = 0x20;
const UPPER: Range = [0x41, 0x5a];
const LOWER: Range = [0x61, 0x7a];

/** A character or set with both cases of each of its ASCII letters. */
export function casesOf(node: Characters): CharSet {
  const set = setOf(node);
  return {
    ...set,
    ranges: mergeRanges([...set.ranges, ...shifted(set.ranges, UPPER, SHIFT), ...shifted(set.ranges, LOWER, -SHIFT)]),
  };
}

/** Whether it makes a difference if case is ignored in it. */
export function isCased(node: Characters): boolean {
  const { ranges } = setOf(node);
  return JSON.stringify(mergeRanges(ranges)) !== JSON.stringify(casesOf(node).ranges);
}

function setOf(node: Characters): CharSet {
  return node.kind === "set" ? node.set : { negated: false, ranges: [[node.code, node.code]], properties: [] };
}

function shifted(ranges: readonly Range[], [first, last]: Range, by: number): Range[] {
  return ranges.flatMap(([from, to]): Range[] => {
    const [start, end] = [Math.max(from, first), Math.min(to, last)];
    return start > end ? [] : [[start + by, end + by]];
  });
}
