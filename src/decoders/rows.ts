import { latin1 } from "../core/text.ts";
import { type Digits, digitsEnd } from "./digits.ts";

/** Shortest row behind which another one may follow: texts are broken at 60, 64, 70, 72 or 76 digits, few at less. */
const LEAST_ROW = 40;
/** Bytes that may stand between two rows: a line break, indents, and the quotes and signs of strings that are put together. */
const BETWEEN = 80;
/** A line break as it is or as an escape, with what may stand around it. */
const BREAK = /^(?:(?:\\r)?\\n|["'`]?[ \t]{0,8}[+\\.\&]?[ \t]{0,8}\r?\n[ \t]{0,40}[+.\&]?[ \t]{0,8}["'`]?)/v;
const BEHIND = /^(?:={0,2}["'`;,\)\]\}<\s\\]|={1,2}|$)/v;

/**
 * Where the next row of digits begins behind one that is `length` long and ends at `end`, if one does: a line that is all digits,
 * and no longer than the first, which is `first` long.
 */
export function nextRow(
  digits: Digits,
  bytes: Uint8Array,
  { end, length, first }: { readonly end: number; readonly length: number; readonly first: number },
): { readonly start: number; readonly end: number } | undefined {
  if (length < LEAST_ROW || length !== first) return undefined;
  const between = latin1(bytes, end, Math.min(bytes.length, end + BETWEEN));
  const [gap] = BREAK.exec(between) ?? [];
  if (gap === undefined) return undefined;
  const start = end + gap.length;
  const to = digitsEnd(digits, bytes, start);
  if (to === start || to - start > first) return undefined;
  return BEHIND.test(latin1(bytes, to, Math.min(bytes.length, to + 4))) ? { start, end: to } : undefined;
}
