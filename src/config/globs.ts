import { Minimatch } from "minimatch";
import type { Globs } from "./path-patterns.ts";

const OPTIONS = { dot: true, nonegate: true, nocomment: true } as const;

/** Globs as minimatch reads them. */
export const globs: Globs = {
  path(pattern) {
    const glob = new Minimatch(pattern, OPTIONS);
    return (path) => glob.match(path);
  },
  name(pattern) {
    const glob = new Minimatch(pattern, { ...OPTIONS, noext: true });
    return (name) => glob.match(name);
  },
};
