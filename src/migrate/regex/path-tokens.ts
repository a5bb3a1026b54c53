import { casesOf, isCased } from "./letter-case.ts";
import { complementOf, holdsCode, mergeRanges, type Range, type RegexNode, Untranslatable } from "./syntax.ts";

/** A step of one way through a pattern of paths: text as a glob writes it, `.*`, `[^/]*`, or an end of the path. */
export type PathToken =
  | { readonly kind: "text"; readonly glob: string }
  | { readonly kind: "any" | "some" | "start" | "end" };

const MOST_WAYS = 64;
const MOST_REPEATS = 8;
const MOST_CHARACTERS = 64;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;

/** All ways through a pattern of paths. Throws an Untranslatable where there are too many, or one that no glob can go. */
export function pathTokens(node: RegexNode): readonly (readonly PathToken[])[] {
  const ways = waysThrough(node);
  if (ways.length > MOST_WAYS) throw new Untranslatable("it would take too many patterns");
  return ways;
}

type Ways = readonly (readonly PathToken[])[];

const ONE: PathToken = { kind: "text", glob: "?" };
const text = (glob: string): PathToken => ({ kind: "text", glob });

function waysThrough(node: RegexNode): Ways {
  switch (node.kind) {
    case "char":
    case "set":
      return waysOfCharacters(node);
    case "any":
      return [[ONE]];
    case "sequence":
      return node.items.reduce<Ways>((ways, item) => cross(ways, waysThrough(item)), [[]]);
    case "choice":
      return limited(node.options.flatMap(waysThrough));
    case "group":
      return waysThrough(node.body);
    case "repeat":
      return waysOfRepeat(node);
    case "assert":
      return [[endOf(node.what)]];
  }
}

function endOf(what: (RegexNode & { readonly kind: "assert" })["what"]): PathToken {
  switch (what) {
    case "text-start":
    case "line-start":
      return { kind: "start" };
    case "text-end":
    case "text-end-or-break":
    case "line-end":
      return { kind: "end" };
    default:
      throw new Untranslatable("patterns of paths know no `\\b`");
  }
}

function limited(ways: Ways): Ways {
  if (ways.length > MOST_WAYS) throw new Untranslatable("it would take too many patterns");
  return ways;
}

const cross = (heads: Ways, tails: Ways): Ways =>
  limited(heads.flatMap((head) => tails.map((tail) => [...head, ...tail])));

function waysOfCharacters(node: RegexNode & { readonly kind: "char" | "set" }): Ways {
  const set =
    node.kind === "set" ? node.set : { negated: false, ranges: [[node.code, node.code]] as Range[], properties: [] };
  if (set.properties.length > 0) throw new Untranslatable("patterns of paths know no classes of Unicode");
  const cased = node.fold && isCased(node) ? casesOf(node).ranges : set.ranges;
  const ranges = set.negated ? complementOf(cased) : mergeRanges(cased);
  if (isAllButSlash(ranges)) return [[ONE]];
  const codes = codesOf(ranges);
  const names = codes.filter((code) => code !== SLASH && code !== BACKSLASH);
  // Paths have forward slashes on all machines here, so that no path goes where a backslash is asked for.
  return [...(codes.includes(SLASH) ? [[text("/")]] : []), ...(names.length === 0 ? [] : [[text(globOf(names))]])];
}

/** All characters but the slash, or nearly: no path has line breaks in it. */
function isAllButSlash(ranges: readonly Range[]): boolean {
  if (holdsCode(ranges, SLASH)) return false;
  const missing = complementOf(ranges).flatMap(([from, to]) =>
    to - from > 4 ? [-1] : Array.from({ length: to - from + 1 }, (_, index) => from + index),
  );
  return missing.every((code) => code === SLASH || code === BACKSLASH || code === 10 || code === 13);
}

function codesOf(ranges: readonly Range[]): number[] {
  const size = ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  if (size > MOST_CHARACTERS) throw new Untranslatable("a set of characters in it has no equal in patterns of paths");
  return ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index));
}

/** Characters as a glob writes them; those that mean something to it go into brackets. */
function globOf(codes: readonly number[]): string {
  const characters = codes.map((code) => String.fromCodePoint(code));
  const [only = ""] = characters;
  if (characters.length === 1 && !/[*?\[\]\{\}\(\)!]/v.test(only)) return only;
  if (characters.some((one) => /[\{\}!\^]/v.test(one)))
    throw new Untranslatable("patterns of paths cannot write `{`, `}`, `!` and `^`");
  if (characters.includes("[") || characters.includes("]")) {
    if (characters.length > 1) throw new Untranslatable("patterns of paths cannot write brackets in a set");
    return only === "[" ? "[[]" : "[]]";
  }
  const dash = characters.includes("-") ? "-" : "";
  return `[${compact(codes.filter((code) => code !== 0x2d))}${dash}]`;
}

function compact(codes: readonly number[]): string {
  return mergeRanges(codes.map((code) => [code, code] as const))
    .map(([from, to]) => {
      const [first, last] = [String.fromCodePoint(from), String.fromCodePoint(to)];
      return from === to
        ? first
        : to - from < 3
          ? codes
              .filter((code) => code >= from && code <= to)
              .map((code) => String.fromCodePoint(code))
              .join("")
          : `${first}-${last}`;
    })
    .join("");
}

function waysOfRepeat({ body, min, max }: RegexNode & { readonly kind: "repeat" }): Ways {
  if (max === undefined) return waysWithoutEnd(body, min);
  if (max > MOST_REPEATS) throw new Untranslatable("patterns of paths do not repeat");
  const once = waysThrough(body);
  let ways: Ways = [[]];
  const all: (readonly PathToken[])[] = [];
  for (let count = 0; count <= max; count++) {
    if (count >= min) all.push(...ways);
    if (count < max) ways = cross(ways, once);
  }
  return limited(all);
}

function waysWithoutEnd(body: RegexNode, min: number): Ways {
  const inner = body.kind === "group" ? body.body : body;
  const rest: PathToken | undefined =
    inner.kind === "any" ? { kind: "any" } : isOne(inner) ? { kind: "some" } : undefined;
  if (rest === undefined) throw new Untranslatable("patterns of paths do not repeat anything but `.` and `[^/]`");
  if (min > MOST_REPEATS) throw new Untranslatable("patterns of paths do not repeat");
  const first: Ways = Array.from({ length: min }, () => 0).reduce<Ways>(
    (ways) => cross(ways, inner.kind === "any" ? [[ONE], [text("/")]] : [[ONE]]),
    [[]],
  );
  return cross(first, [[rest]]);
}

function isOne(node: RegexNode): boolean {
  if (node.kind !== "set") return false;
  const [way, ...others] = node.set.properties.length === 0 && node.set.negated ? waysOfCharacters(node) : [];
  return others.length === 0 && way?.[0] === ONE;
}
