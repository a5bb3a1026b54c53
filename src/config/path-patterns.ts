/** Makes the test of a glob. */
export type Glob = (pattern: string) => (path: string) => boolean;

/** How patterns of a configuration are read. */
export interface Globs {
  readonly path: Glob;
  /** `*` in names, which are no paths. */
  readonly name: Glob;
}

/**
 * Makes the test whether a path, from the root and with forward slashes, fits a pattern: as in a .gitignore, a pattern
 * without a slash in it is found at any depth, and one that fits a folder fits all below it.
 */
export function pathTest(pattern: string, { path: glob }: Globs): (path: string) => boolean {
  const bare = pattern.replace(/^(?:\.\/)+/, "").replace(/\/+$/, "");
  const anchored = bare.includes("/") ? bare : `**/${bare}`;
  const itself = glob(anchored);
  const below = glob(`${anchored}/**`);
  const isFolder = pattern.endsWith("/");
  return (path) => below(path) || (!isFolder && itself(path));
}

/** Whether a path fits any of the patterns. */
export function anyPathTest(patterns: readonly string[], globs: Globs): (path: string) => boolean {
  const tests = patterns.map((pattern) => pathTest(pattern, globs));
  return (path) => tests.some((test) => test(path));
}
