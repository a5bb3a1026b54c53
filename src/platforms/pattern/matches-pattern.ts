import { type PatternNode, parsePattern } from "./parse-pattern.ts";

/** Longer expressions are taken for unknown: nobody writes one by hand. */
const MAX_PATTERN = 10_000;

/** Steps that one question may take. */
const MAX_STEPS = 20_000;

class TooMuch extends Error {}

/** Where each part of an expression may end in a text, by where it begins; each is worked out once. */
interface Matching {
  readonly text: string;
  readonly flags: string;
  readonly known: Map<PatternNode, Map<number, readonly number[]>>;
  readonly sets: Map<string, RegExp>;
  steps: number;
}

/**
 * Whether a regular expression of a file that is being searched matches in a text; undefined where that cannot be told. JavaScript's own
 * engine tries one way after the other, and whoever wrote the file could have it try for years: here time is bounded.
 */
export function matchesPattern(source: string, text: string, { ignoreCase = false } = {}): boolean | undefined {
  const flags = ignoreCase ? "i" : "";
  const node = source.length > MAX_PATTERN || !isWellFormed(source) ? undefined : parsePattern(source);
  if (node === undefined) return undefined;
  const matching: Matching = { text, flags, known: new Map(), sets: new Map(), steps: 0 };
  try {
    for (let start = 0; start <= text.length; start++) if (endsOf(matching, node, start).length > 0) return true;
    return false;
  } catch (error) {
    if (error instanceof TooMuch) return undefined;
    throw error;
  }
}

/** What other engines know and this one does not is no expression to it. */
function isWellFormed(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}

function endsOf(matching: Matching, node: PatternNode, start: number): readonly number[] {
  let known = matching.known.get(node);
  if (known === undefined) matching.known.set(node, (known = new Map<number, readonly number[]>()));
  const before = known.get(start);
  if (before !== undefined) return before;
  spend(matching, 1);
  const ends = workOut(matching, node, start);
  known.set(start, ends);
  return ends;
}

function workOut(matching: Matching, node: PatternNode, start: number): readonly number[] {
  switch (node.kind) {
    case "set":
      return holds(matching, node.source, start) ? [start + 1] : [];
    case "anchor":
      return isAnchored(matching.text, node.source, start) ? [start] : [];
    case "ahead":
      return endsOf(matching, node.part, start).length > 0 === node.negated ? [] : [start];
    case "choice":
      return distinct(
        matching,
        node.options.flatMap((option) => endsOf(matching, option, start)),
      );
    case "sequence":
      return node.parts.reduce((starts: readonly number[], part) => behind(matching, part, starts), [start]);
    case "repeat":
      return repeats(matching, node, start);
  }
}

/** Ends of a part behind any of several starts. */
const behind = (matching: Matching, part: PatternNode, starts: readonly number[]): readonly number[] =>
  distinct(
    matching,
    starts.flatMap((start) => endsOf(matching, part, start)),
  );

/** Every list is one of distinct places, so none is longer than the text. */
function distinct(matching: Matching, places: readonly number[]): readonly number[] {
  spend(matching, places.length);
  return [...new Set(places)];
}

function spend(matching: Matching, steps: number): void {
  matching.steps += steps;
  if (matching.steps > MAX_STEPS) throw new TooMuch();
}

function repeats(
  matching: Matching,
  { part, least, most }: Extract<PatternNode, { kind: "repeat" }>,
  start: number,
): readonly number[] {
  let ends: readonly number[] = [start];
  for (let count = 0; count < least && ends.length > 0; count++) ends = behind(matching, part, ends);
  const all = new Set(ends);
  for (let count = least; count < most && ends.length > 0; count++) {
    // What was reached by fewer repeats leads nowhere new.
    ends = behind(matching, part, ends).filter((end) => !all.has(end));
    for (const end of ends) all.add(end);
  }
  return [...all];
}

function holds({ text, flags, sets }: Matching, source: string, at: number): boolean {
  if (at >= text.length) return false;
  let set = sets.get(source);
  if (set === undefined) sets.set(source, (set = new RegExp(`^${source}$`, flags)));
  return set.test(text.charAt(at));
}

function isAnchored(text: string, source: string, at: number): boolean {
  if (source === "^") return at === 0;
  if (source === "$") return at === text.length;
  const isBound = /\w/.test(text.charAt(at - 1)) !== /\w/.test(text.charAt(at));
  return isBound === (source === "\\b");
}
