import { NAMED_SETS } from "./character-classes.ts";
import { type CharSet, complementOf, holdsCode, mergeRanges, type Range } from "./syntax.ts";

/** A set of characters in JavaScript's syntax for the flag `v`. */
export function printSet({ negated, ranges, properties }: CharSet): string {
  const merged = mergeRanges(ranges);
  const named = NAMED_SETS.find(([, wanted]) => wanted.every(([from, to]) => isWithin(from, to, merged)));
  const rest = named === undefined ? merged : without(merged, named[1]);
  const parts = [...(named === undefined ? [] : [named[0]]), ...rest.map(printRange), ...properties];
  const [only] = parts;
  if (!negated && parts.length === 1 && only !== undefined && /^\\[dwpP]/.test(only)) return only;
  return `[${negated ? "^" : ""}${parts.join("")}]`;
}

const isWithin = (from: number, to: number, ranges: readonly Range[]): boolean =>
  ranges.some(([start, end]) => start <= from && to <= end);

/** The ranges less what is in others. */
function without(ranges: readonly Range[], others: readonly Range[]): readonly Range[] {
  return complementOf([...complementOf(ranges), ...others]);
}

function printRange([from, to]: Range): string {
  const [first, last] = [printInSet(from), printInSet(to)];
  if (from === to) return first;
  return to === from + 1 ? `${first}${last}` : `${first}-${last}`;
}

const CONTROLS: Readonly<Record<number, string>> = { 9: "\\t", 10: "\\n", 11: "\\v", 12: "\\f", 13: "\\r" };

const isPlain = (code: number): boolean =>
  holdsCode(
    [
      [0x20, 0x7e],
      [0xa1, 0xd7ff],
      [0xe000, 0xfdcf],
    ],
    code,
  );

function printInSet(code: number): string {
  if (!isPlain(code)) return printCharacter(code);
  const character = String.fromCodePoint(code);
  // With the flag `v` two of the signs in a row would mean something of their own.
  return SIGNS.includes(character) ? `\\${character}` : character;
}

const SIGNS = "^$\\.*+?()[]{}|/-&!#%,:;<=>@`~";

/** One character outside of a set. */
export function printCharacter(code: number): string {
  const control = CONTROLS[code];
  if (control !== undefined) return control;
  if (!isPlain(code)) return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
  const character = String.fromCodePoint(code);
  return /[\^$\\.*+?\(\)\[\]\{\}\|\/]/v.test(character) ? `\\${character}` : character;
}
