import { Minimatch } from "minimatch";

const OPTIONS = { dot: true, nonegate: true, nocomment: true } as const;

/**
 * Makes the test whether a path, from the root and with forward slashes, fits a pattern: as in a .gitignore, a pattern
 * without a slash in it is found at any depth, and one that fits a folder fits all below it.
 */
export function pathTest(pattern: string): (path: string) => boolean {
  const bare = pattern.replace(/^(?:\.\/)+/, "").replace(/\/+$/, "");
  const anchored = bare.includes("/") ? bare : `**/${bare}`;
  const itself = new Minimatch(anchored, OPTIONS);
  const below = new Minimatch(`${anchored}/**`, OPTIONS);
  const isFolder = pattern.endsWith("/");
  return (path) => below.match(path) || (!isFolder && itself.match(path));
}

/** Whether a path fits any of the patterns. */
export function anyPathTest(patterns: readonly string[]): (path: string) => boolean {
  const tests = patterns.map(pathTest);
  return (path) => tests.some((test) => test(path));
}

/** Makes the test whether a name fits a pattern with `*`. */
export function nameTest(pattern: string): (name: string) => boolean {
  const glob = new Minimatch(pattern, { ...OPTIONS, noext: true });
  return (name) => glob.match(name);
}
