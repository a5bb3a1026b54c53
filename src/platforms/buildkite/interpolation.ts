import type { PlacedText } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { placeWithin, type Scalar } from "../document/tree.ts";
import { joinScript, type MarkedRange } from "../document/written-text.ts";
import type { TextRange } from "../script/script.ts";

/** A variable that is filled in while a pipeline is uploaded: `$NAME` or `${NAME…}`. */
export interface Filled extends TextRange {
  readonly name: string;
  readonly place: Place;
  /** The text that stands in for it where it is missing: `${NAME:-text}`. */
  readonly fallback?: { readonly value: string; readonly place: Place };
}

/** `$$` and `\$` stand for a dollar sign that the shell gets to see. */
const PATTERN = /\$\$|\\\$|\$\{(?<braced>[A-Za-z_]\w*)(?<rest>[^{}]*)\}|\$(?<plain>[A-Za-z_]\w*)/g;

/** The variables of a text that are filled in at the upload. */
export function filledIn(scalar: Scalar): Filled[] {
  return Array.from(scalar.value.matchAll(PATTERN)).flatMap((match) => {
    const name = match.groups?.["braced"] ?? match.groups?.["plain"];
    if (name === undefined) return [];
    const start = match.index;
    const end = start + match[0].length;
    return [{ name, start, end, place: placeWithin(scalar, start, end), ...fallbackOf(scalar, match) }];
  });
}

function fallbackOf(scalar: Scalar, { index, 0: written, groups }: RegExpMatchArray): Pick<Filled, "fallback"> {
  const [operator = "", value = ""] = /^:?-(.+)$/s.exec(groups?.["rest"] ?? "")?.map((part) => part.trim()) ?? [];
  if (operator === "" || value === "" || value.includes("$")) return {};
  const from = (index ?? 0) + written.indexOf(value, 2 + (groups?.["braced"] ?? "").length);
  return { fallback: { value, place: placeWithin(scalar, from, from + value.length) } };
}

/** The variables that the shell or a plugin fills in later: what was escaped at the upload. */
export function escapedIn(scalar: Scalar): Filled[] {
  return Array.from(
    scalar.value.matchAll(/(?:\$|\\)\$(?:\{(?<braced>[A-Za-z_]\w*)[^{}]*\}|(?<plain>[A-Za-z_]\w*))/g),
  ).map(({ index, 0: written, groups }) => {
    const [start, end] = [index + 1, index + written.length];
    const name = groups?.["braced"] ?? groups?.["plain"] ?? "";
    return { name, start, end, place: placeWithin(scalar, start, end) };
  });
}

/** A step's script as its shell gets it, and what was filled in before. */
export interface UploadedScript {
  readonly text: PlacedText;
  readonly filled: readonly Filled[];
}

/**
 * Joins the commands of a step, without what escapes dollar signs from the upload. What the script or the step itself defines
 * is meant for the shell, although the upload would fill it in: it is no hole.
 */
export function uploadedScript(commands: readonly Scalar[], isOfShell: (name: string) => boolean): UploadedScript {
  const locals = localsOf(commands);
  const { text, marks } = joinScript(commands, (scalar) =>
    Array.from(scalar.value.matchAll(PATTERN)).flatMap((match): MarkedRange<Omit<Filled, "start" | "end">>[] => {
      const name = match.groups?.["braced"] ?? match.groups?.["plain"];
      const { index: start } = match;
      const end = start + match[0].length;
      // Of what stands for a dollar sign the second character is one.
      if (name === undefined) return [{ start, end: start + 1, drop: 1 }];
      if (locals.has(name) || isOfShell(name)) return [];
      return [{ start, end, mark: { name, place: placeWithin(scalar, start, end), ...fallbackOf(scalar, match) } }];
    }),
  );
  return { text, filled: marks };
}

/** `NAME=…`, a loop's variable, and what is read into one. */
const LOCAL =
  /(?:^|[\s;&|(])(?:(?<assigned>[A-Za-z_]\w*)\+?=|for[ \t]+(?<loop>\w+)[ \t]+in\b|read[ \t]+(?:-\w+[ \t]+)*(?<read>\w+))/g;

function localsOf(commands: readonly Scalar[]): ReadonlySet<string> {
  const names = commands.flatMap(({ value }) =>
    Array.from(
      value.matchAll(LOCAL),
      ({ groups }) => groups?.["assigned"] ?? groups?.["loop"] ?? groups?.["read"] ?? "",
    ),
  );
  return new Set(names);
}
