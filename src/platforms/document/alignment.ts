import type { ScalarStyle } from "./tree.ts";

/** Pairs of an offset in a scalar's value and the offset in the source text that it comes from. */
export type Alignment = readonly (readonly [at: number, source: number])[];

/**
 * Aligns a scalar's value with the source text of its content (without quotes or block header), which starts at `start`.
 * Exact for plain and quoted scalars and literal blocks; in folded lines every word is exact, spaces stand at a line's end.
 */
export function align(value: string, source: string, start: number, style: ScalarStyle): Alignment {
  if (value === source) return [[0, start]];
  return style === "literal" ? alignLines(value, source, start) : alignWords(value, source, start, style);
}

/** Line for line: a literal block only loses its indentation and, at the end, empty lines. */
function alignLines(value: string, source: string, start: number): Alignment {
  const pairs: [number, number][] = [];
  let at = 0;
  let from = 0;
  while (at < value.length && from <= source.length) {
    const valueEnd = endOfLine(value, at);
    const sourceEnd = endOfLine(source, from);
    const content = source[sourceEnd - 1] === "\r" && sourceEnd > from ? sourceEnd - 1 : sourceEnd;
    pairs.push([at, start + Math.max(from, content - (valueEnd - at))]);
    if (valueEnd < value.length && content < sourceEnd) pairs.push([valueEnd, start + sourceEnd]);
    at = valueEnd + 1;
    from = sourceEnd + 1;
  }
  return pairs.length === 0 ? [[0, start]] : pairs;
}

function endOfLine(text: string, from: number): number {
  const found = text.indexOf("\n", from);
  return found === -1 ? text.length : found;
}

const isSpace = (character: string | undefined): boolean =>
  character === " " || character === "\n" || character === "\t" || character === "\r";

/** Character by character: whitespace that folding took away, doubled quotes and escapes are stepped over. */
function alignWords(value: string, source: string, start: number, style: ScalarStyle): Alignment {
  const pairs: [number, number][] = [];
  let from = 0;
  for (let at = 0; at < value.length; at++) {
    const character = value[at];
    from = skipUnkept(source, from, isSpace(character), style);
    const last = pairs.at(-1);
    if (last === undefined || from + start - last[1] !== at - last[0]) pairs.push([at, start + from]);
    if (style === "double" && source[from] === "\\") {
      const width = escapeWidth(source, from);
      if (width > 6 && (value.codePointAt(at) ?? 0) > 0xffff) at++;
      from += width;
    } else {
      from += style === "single" && source.startsWith("''", from) ? 2 : 1;
    }
  }
  return pairs.length === 0 ? [[0, start]] : pairs;
}

/** Steps over whitespace that the value does not have here, and over escaped line breaks. */
function skipUnkept(source: string, from: number, spaceIsKept: boolean, style: ScalarStyle): number {
  let at = from;
  for (;;) {
    if (style === "double" && source[at] === "\\" && (source[at + 1] === "\n" || source[at + 1] === "\r")) {
      at += 2;
      while (isSpace(source[at])) at++;
    } else if (!spaceIsKept && isSpace(source[at])) at++;
    else return at;
  }
}

function escapeWidth(source: string, at: number): number {
  const hexDigits = { x: 2, u: 4, U: 8 }[source[at + 1] ?? ""] ?? 0;
  return 2 + hexDigits;
}
