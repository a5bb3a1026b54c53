import type { GlobPart, PathGlobs } from "./glob-part.ts";
import { Untranslatable } from "./syntax.ts";

const MOST_GLOBS = 40;

/** Joins what can be said in one glob, and writes the globs, in order. Throws an Untranslatable where nothing is left. */
export function joinGlobs(parts: readonly GlobPart[]): PathGlobs {
  const joined = joinEnds(joinStarts(unique(parts)));
  const globs = [...new Set(joined.map(globOf))].sort();
  if (globs.length === 0) throw new Untranslatable("no path from the root fits it");
  if (globs.length > MOST_GLOBS) throw new Untranslatable("it would take too many patterns");
  return { globs, takesFolders: joined.some(({ end }) => end === "exact") };
}

const keyOf = ({ start, body, end }: GlobPart): string => JSON.stringify([start, body, end]);

/** Each part once; `/?` at the end of one that goes on is the same as going on below. */
function unique(parts: readonly GlobPart[]): readonly GlobPart[] {
  const plain = parts.map((part) =>
    part.end === "prefix" && part.body.endsWith("/?")
      ? { ...part, body: part.body.slice(0, -2), end: "below" as const }
      : part,
  );
  return [...new Map(plain.map((part) => [keyOf(part), part])).values()];
}

/** At the root and below a folder is at the begin of any name; anywhere in a name is all of it. */
function joinStarts(parts: readonly GlobPart[]): readonly GlobPart[] {
  return [...Map.groupBy(parts, ({ body, end }) => JSON.stringify([body, end])).values()].flatMap((group) => {
    const [first] = group as [GlobPart];
    const starts = new Set(group.map(({ start }) => start));
    if (starts.has("any")) return [{ ...first, start: "any" as const }];
    return starts.size === 2 ? [{ ...first, start: "segment" as const }] : [first];
  });
}

function joinEnds(parts: readonly GlobPart[]): readonly GlobPart[] {
  return [...Map.groupBy(parts, ({ start, body }) => JSON.stringify([start, body])).values()].flatMap((group) => {
    const [first] = group as [GlobPart];
    const ends = new Set(group.map(({ end }) => end));
    if (ends.has("prefix")) return [{ ...first, end: "prefix" as const }];
    return ends.size === 2 ? [{ ...first, end: "whole" as const }] : [first];
  });
}

function globOf({ start, body, end }: GlobPart): string {
  const last = end === "prefix" ? withStar(body) : body;
  const bare = start === "any" && !last.startsWith("*") ? `*${last}` : last;
  const closed = end === "below" ? `${bare}/` : bare;
  if (start === "deep") return `**/*/${closed}`;
  // A pattern without a slash in it is found at any depth.
  if (start !== "root") return bare.includes("/") ? `**/${closed}` : closed;
  if (bare.includes("/")) return closed;
  if (bare.includes(",") && end !== "below")
    throw new Untranslatable("a pattern of paths for the root cannot write `,`");
  return end === "below" ? `${bare}/**` : `{${bare},${bare}/**}`;
}

const withStar = (body: string): string => (body.endsWith("*") ? body : `${body}*`);
