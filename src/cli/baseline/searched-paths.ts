import { relative, resolve } from "node:path";
import type { BaselineRequest } from "./baseline-request.ts";

/** Which paths, shown from the root, a scan looks at. */
export interface SearchedPaths {
  /** Whether it looks at whatever lies at a path. */
  isSearched(path: string): boolean;
  /** How texts in JSON begin that hold such paths; absent where they are too many to go through, or any path may be one. */
  readonly names?: readonly string[];
}

const MANY = 64;

/** The paths that a scan looks at, by what it was asked for. */
export function searchedPaths({
  args: { stdin, stdinPath },
  range: { paths, root },
  cwd,
  config,
  names,
}: Pick<BaselineRequest, "args" | "range" | "cwd" | "config" | "names">): SearchedPaths {
  if (stdin) return stdinPath === undefined ? NONE : of([stdinPath], (path) => path === stdinPath);
  const isExcluded = (path: string): boolean => config?.isExcluded(path) === true;
  if (names !== undefined) {
    const known = new Set(names);
    return of(names, (path) => known.has(path) && !isExcluded(path));
  }
  const named = paths.map((path) => relative(root, resolve(cwd, path)).replaceAll("\\", "/"));
  const [files, folders] = [new Set(named), named.map((path) => `${path}/`)];
  if (files.has("")) return { isSearched: (path) => !isExcluded(path) };
  const isNamed = (path: string): boolean => files.has(path) || folders.some((folder) => path.startsWith(folder));
  return of(named, (path) => isNamed(path) && !isExcluded(path));
}

const NONE: SearchedPaths = { isSearched: () => false, names: [] };

function of(named: readonly string[], isSearched: SearchedPaths["isSearched"]): SearchedPaths {
  return named.length > MANY ? { isSearched } : { isSearched, names: named.map(beginningOf) };
}

/** A path as a text in JSON begins with it. */
const beginningOf = (path: string): string => JSON.stringify(path).slice(0, -1);
