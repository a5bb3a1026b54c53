/** A part of a regular expression, as a tree. */
export type PatternNode =
  /** One character, told by an expression of its own that takes no more. */
  | { readonly kind: "set"; readonly source: string }
  | { readonly kind: "anchor"; readonly source: string }
  | { readonly kind: "sequence"; readonly parts: readonly PatternNode[] }
  | { readonly kind: "choice"; readonly options: readonly PatternNode[] }
  | { readonly kind: "repeat"; readonly part: PatternNode; readonly least: number; readonly most: number }
  | { readonly kind: "ahead"; readonly part: PatternNode; readonly negated: boolean };

/** Brackets within brackets that are read: the reading recurses. */
const MAX_DEPTH = 50;

const CLASS = /\[\^?(?:\\.|[^\]\\])*\]/sy;
const ESCAPE = /\\(?:[dDwWsS]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|0(?!\d)|[^dDwWsSxubBck0-9]|[xu])/sy;
const ANCHOR = /\^|\$|\\[bB]/y;
const OPENING = /\((?:\?(?:(?<ahead>[=!])|:|<(?![=!])[^>]*>))?(?!\?)/y;
const QUANTIFIER = /(?:(?<simple>[*+?])|\{(?<least>\d{1,4})(?<open>,(?<most>\d{1,4})?)?\})\??/y;

interface Reading {
  readonly source: string;
  at: number;
  depth: number;
}

/**
 * Reads an expression that JavaScript takes; undefined where what it asks of a text is more than which characters follow each other
 * (references back, looks behind), or where nobody wrote it by hand.
 */
export function parsePattern(source: string): PatternNode | undefined {
  const reading: Reading = { source, at: 0, depth: 0 };
  const node = readChoice(reading);
  return reading.at === source.length ? node : undefined;
}

/** What a pattern with the flag `y` takes at the place; the place is behind it then. */
function take(reading: Reading, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = reading.at;
  const found = pattern.exec(reading.source);
  if (found === null) return undefined;
  reading.at = pattern.lastIndex;
  return found;
}

function readChoice(reading: Reading): PatternNode | undefined {
  if (++reading.depth > MAX_DEPTH) return undefined;
  const options: PatternNode[] = [];
  do {
    const option = readSequence(reading);
    if (option === undefined) return undefined;
    options.push(option);
  } while (take(reading, /\|/y) !== undefined);
  reading.depth--;
  return { kind: "choice", options };
}

function readSequence(reading: Reading): PatternNode | undefined {
  const parts: PatternNode[] = [];
  while (reading.at < reading.source.length && !/[|)]/.test(reading.source.charAt(reading.at))) {
    const part = readPart(reading);
    if (part === undefined) return undefined;
    parts.push(repeated(reading, part));
  }
  return { kind: "sequence", parts };
}

function repeated(reading: Reading, part: PatternNode): PatternNode {
  const groups = take(reading, QUANTIFIER)?.groups;
  if (groups === undefined) return part;
  const { simple, least = "0", open, most } = groups;
  if (simple !== undefined)
    return { kind: "repeat", part, least: simple === "+" ? 1 : 0, most: simple === "?" ? 1 : Number.POSITIVE_INFINITY };
  const end = open === undefined ? least : most;
  return {
    kind: "repeat",
    part,
    least: Number(least),
    most: end === undefined ? Number.POSITIVE_INFINITY : Number(end),
  };
}

function readPart(reading: Reading): PatternNode | undefined {
  const group = take(reading, OPENING);
  if (group !== undefined) {
    const part = readChoice(reading);
    if (part === undefined || take(reading, /\)/y) === undefined) return undefined;
    const ahead = group.groups?.["ahead"];
    return ahead === undefined ? part : { kind: "ahead", part, negated: ahead === "!" };
  }
  const anchor = take(reading, ANCHOR);
  if (anchor !== undefined) return { kind: "anchor", source: anchor[0] };
  const set = take(reading, CLASS) ?? take(reading, ESCAPE) ?? take(reading, /[^\\()|[]/sy);
  if (set === undefined) return undefined;
  return { kind: "set", source: /^[\]{}*+?/]$/.test(set[0]) ? `\\${set[0]}` : set[0] };
}
