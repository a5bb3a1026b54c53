import type { GlobPart, PathGlobs } from "./glob-part.ts";
import { joinGlobs } from "./join-globs.ts";
import { type PathToken, pathTokens } from "./path-tokens.ts";
import type { RegexNode } from "./syntax.ts";
import { Untranslatable } from "./syntax.ts";

/**
 * Turns a pattern that is looked for anywhere in a path into globs that fit the same paths, where a path goes from the root
 * and has forward slashes. Throws an Untranslatable where no globs do.
 */
export function toGlobs(root: RegexNode): PathGlobs {
  return joinGlobs(pathTokens(root).flatMap(partsOf));
}

type Kind = PathToken["kind"];

const isEmptyable = ({ kind }: PathToken): boolean =>
  kind === "any" || kind === "some" || kind === "start" || kind === "end";

/** The parts that one way through a pattern comes to; none where no path can go it. */
function partsOf(tokens: readonly PathToken[]): readonly GlobPart[] {
  const trimmed = trim(tokens);
  if (trimmed === undefined) return [];
  const { middle, isAtStart, isAtEnd } = trimmed;
  if (middle.length === 0) {
    if (isAtStart && isAtEnd) return [];
    throw new Untranslatable("it fits every path");
  }
  const isSlash = (token: PathToken | undefined): boolean => token?.kind === "text" && token.glob === "/";
  const [slashFirst, slashLast] = [isSlash(middle[0]), isSlash(middle.at(-1))];
  if ((slashFirst && isAtStart) || (slashLast && isAtEnd)) return [];
  const inner = middle.slice(slashFirst ? 1 : 0, slashLast ? -1 : undefined);
  if (inner.length === 0) throw new Untranslatable("it fits every path with a folder in it");
  const start = isAtStart ? "root" : slashFirst ? "deep" : "any";
  const end = isAtEnd ? "exact" : slashLast ? "below" : "prefix";
  return bodiesOf(inner)
    .filter((body) => body.split("/").every((segment) => segment !== "" && segment !== "." && segment !== ".."))
    .map((body) => ({ start, body, end }));
}

/** A way without what holds it at the ends of the path; undefined where such a thing stands in its middle. */
function trim(tokens: readonly PathToken[]) {
  const firstText = tokens.findIndex((token) => !isEmptyable(token));
  const lastText = tokens.findLastIndex((token) => !isEmptyable(token));
  const has = (kind: Kind, some: readonly PathToken[]): boolean => some.some((token) => token.kind === kind);
  const [front, back] = firstText === -1 ? [tokens, tokens] : [tokens.slice(0, firstText), tokens.slice(lastText + 1)];
  let middle = firstText === -1 ? [] : tokens.slice(firstText, lastText + 1);
  if (has("start", middle) || has("end", middle) || (firstText !== -1 && (has("end", front) || has("start", back))))
    return undefined;
  const isAtStart = has("start", front) && !has("any", front);
  const isAtEnd = has("end", back) && !has("any", back);
  // `*` counts only where the path is held there; elsewhere anything may stand.
  if (isAtStart && has("some", front)) middle = [SOME, ...middle];
  if (isAtEnd && has("some", back)) middle = [...middle, SOME];
  // `./` in front of a path from the root says nothing.
  const text = middle.slice(0, 2).map((token) => (token.kind === "text" ? token.glob : "?"));
  if (isAtStart && text.join("") === "./") middle = middle.slice(2);
  return { middle, isAtStart, isAtEnd };
}

const SOME: PathToken = { kind: "some" };

/** Globs of a middle: `.*` either stays in a name, or leads through folders. */
function bodiesOf(tokens: readonly PathToken[]): readonly string[] {
  let bodies: readonly string[] = [""];
  const steps = collapsed(tokens);
  for (const [index, token] of steps.entries()) {
    const next = steps[index + 1];
    const beforeSlash = next?.kind === "text" && next.glob === "/";
    bodies = bodies.flatMap((body) => waysOf(token, body.endsWith("/"), beforeSlash).map((way) => body + way));
  }
  return bodies;
}

/** Of `.*` and `[^/]*` in a row one is enough. */
function collapsed(tokens: readonly PathToken[]): readonly PathToken[] {
  const steps: PathToken[] = [];
  for (const token of tokens) {
    const last = steps.at(-1);
    const isStar = token.kind === "any" || token.kind === "some";
    if (!isStar || (last?.kind !== "any" && last?.kind !== "some")) steps.push(token);
    else if (token.kind === "any") steps[steps.length - 1] = token;
  }
  return steps;
}

function waysOf(token: PathToken, afterSlash: boolean, beforeSlash: boolean): readonly string[] {
  if (token.kind === "text") return [token.glob];
  if (token.kind !== "any") return ["*"];
  if (afterSlash) return ["**/*"];
  return beforeSlash ? ["*/**"] : ["*", "*/**/*"];
}
