import { isAbsolute, relative, resolve } from "node:path";
import type { Problem } from "../core/source.ts";
import { type BytePath, parentOf, pathFromText, realPath, textOfPath } from "../files/byte-path.ts";

/** What the paths that were given leave of a repository. */
export interface PathsBelow {
  /** Relative to the top, without a slash at the end; the top itself is empty. */
  readonly given: readonly { readonly path: BytePath; readonly typed: string }[];
  readonly problems: readonly Problem[];
  holds(path: BytePath): boolean;
}

/** A path without links, as far as it exists. */
function realAsFarAs(path: BytePath): BytePath {
  try {
    return realPath(path);
  } catch {
    const parent = parentOf(path);
    return parent === path
      ? path
      : `${realAsFarAs(parent).replace(/\/$/, "")}/${path.slice(path.lastIndexOf("/") + 1)}`;
  }
}

/** Where a path lies below a top; undefined where it lies elsewhere. */
function below(top: string, path: string): string | undefined {
  const between = relative(top, path);
  return between === ".." || /^\.\.[\\/]/.test(between) || isAbsolute(between) ? undefined : between;
}

/** Holds given paths against the top of a repository. */
export function pathsBelow(paths: readonly string[], { cwd, top }: { cwd: string; top: BytePath }): PathsBelow {
  const problems: Problem[] = [];
  const given: { path: BytePath; typed: string }[] = [];
  const shownTop = textOfPath(top);
  for (const typed of paths) {
    const absolute = resolve(cwd, typed);
    const inside =
      below(shownTop, absolute) ?? below(textOfPath(realAsFarAs(top)), textOfPath(realAsFarAs(pathFromText(absolute))));
    if (inside === undefined) problems.push(outside(typed, shownTop));
    else given.push({ path: pathFromText(inside), typed });
  }
  const wanted = new Set(given.map(({ path }) => path));
  const isAll = wanted.has("");
  const holds = (path: BytePath): boolean => {
    if (isAll) return true;
    for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1))
      if (wanted.has(path.slice(0, end))) return true;
    return false;
  };
  return { given, problems, holds };
}

function outside(typed: string, top: string): Problem {
  return {
    level: "error",
    code: "missing-path",
    subject: typed,
    message: `lies outside the repository ${top}`,
    hint: "Go into the repository that it belongs to, or leave it out.",
  };
}
