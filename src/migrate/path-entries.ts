import type { Part, PathEntry } from "./imported.ts";
import type { PathGlobs } from "./regex/glob-part.ts";
import { parseRegex } from "./regex/parse.ts";
import { type Dialect, Untranslatable } from "./regex/syntax.ts";
import { toGlobs } from "./regex/to-globs.ts";

/** Globs for a pattern of paths, or the reason why there are none. */
export function globsFor(pattern: string, dialect: Dialect): PathGlobs | string {
  try {
    return toGlobs(parseRegex(pattern, dialect).root);
  } catch (error) {
    if (error instanceof Untranslatable) return error.message;
    throw error;
  }
}

/** A pattern of paths as entries of the configuration, with the part that tells of it. */
export function pathEntries(
  pattern: string,
  {
    at,
    dialect,
    reason,
    becomes,
  }: { readonly at: string; readonly dialect: Dialect; readonly reason: string; readonly becomes: string },
): { readonly entries: readonly PathEntry[]; readonly part: Part } {
  const found = globsFor(pattern, dialect);
  const shown = `${at} \`${pattern}\``;
  if (typeof found === "string") {
    const todo = `Write \`${becomes}\` for it yourself, if paths like these are in the repository.`;
    return { entries: [], part: { fate: "left", at: shown, note: found, todo } };
  }
  const entries = found.globs.map((path) => ({ path, reason, from: at }));
  return { entries, part: { fate: "carried", at: shown, note: globsNote(found, becomes) } };
}

/** Tells what a pattern of paths became. */
export function globsNote({ globs, takesFolders }: PathGlobs, becomes: string): string {
  const list = globs.map((glob) => `\`${glob}\``).join(", ");
  return `${becomes}: ${list}${takesFolders ? " (a folder of such a name counts with all in it)" : ""}`;
}
