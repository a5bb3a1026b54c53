const LAST = 0x10ffff;
/** Halves of pairs, which are no characters. */
const FIRST_HALF = 0xd800;
const LAST_HALF = 0xdfff;

/** Beyond ASCII: spaces, ends of lines, and what is a letter of ASCII where case is ignored (`ſ` and the sign for kelvin). */
const SPECIAL = [0xa0, 0x17f, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x212a, 0x3000, 0xfeff];
const [FIRST_BLANK, LAST_BLANK] = [0x2000, 0x200a];

/** Where a set can begin or end that names no characters beyond ASCII. */
const FEW_BOUNDS: readonly number[] = [
  ...Array.from({ length: 0x81 }, (_, index) => index),
  ...[...SPECIAL.flatMap((point) => [point, point + 1]), FIRST_BLANK, LAST_BLANK + 1].sort((a, b) => a - b),
];

const OF_FEW = /\\u\{[0-7]?[\da-f]\}|\\u202[89]/g;
const NAMES_OTHERS = /\\[pPuxq]|[^\x20-\x7e]/;

/** Sets that were printed before: the same ones stand in many patterns. */
const printed = new Map<string, { readonly text: string | undefined }>();
const MOST_PRINTED = 1000;

/**
 * The characters of a set as RE2 writes them, `[a-z\x{e9}]`; undefined where there are none. The set is told as a class of a
 * JavaScript pattern with the flag `v`, and V8 says what is in it: so case, `\s` and sets within sets mean the same.
 */
export function printedSet(source: string, ignoreCase: boolean): string | undefined {
  const key = `${ignoreCase} ${source}`;
  const known = printed.get(key);
  if (known !== undefined) return known.text;
  const bounds = NAMES_OTHERS.test(source.replaceAll(OF_FEW, "")) ? everyPoint() : FEW_BOUNDS;
  const ranges = rangesOf(new RegExp(`^${source}$`, ignoreCase ? "iv" : "v"), bounds);
  const text = ranges.length === 0 ? undefined : `[${ranges.map(printedRange).join("")}]`;
  if (printed.size === MOST_PRINTED) printed.clear();
  printed.set(key, { text });
  return text;
}

type Range = readonly [from: number, to: number];

function everyPoint(): Iterable<number> {
  return (function* () {
    for (let point = 0; point <= LAST; point++) if (point < FIRST_HALF || point > LAST_HALF) yield point;
  })();
}

/** Ranges of what fits; from one bound to the next all do, or none. */
function rangesOf(set: RegExp, bounds: Iterable<number>): Range[] {
  const ranges: Range[] = [];
  let start: number | undefined;
  for (const point of bounds) {
    const fits = set.test(String.fromCodePoint(point));
    if (fits) start ??= point;
    else if (start !== undefined) {
      ranges.push([start, point - 1]);
      start = undefined;
    }
  }
  if (start !== undefined) ranges.push([start, LAST]);
  return ranges;
}

const printedRange = ([from, to]: Range): string =>
  from === to ? printedCharacter(from) : `${printedCharacter(from)}-${printedCharacter(to)}`;

/** A character as itself or by its number, the same within a set and outside of it. */
function printedCharacter(point: number): string {
  const text = String.fromCodePoint(point);
  return /^\w$/.test(text) ? text : `\\x{${point.toString(16)}}`;
}
