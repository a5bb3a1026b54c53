import { minimatch } from "minimatch";

/** Longer than any path that somebody writes; patterns are matched character by character. */
const MAX_PATH = 1000;

const plain = (path: string): string => path.replace(/^(?:\.\/)+/, "").replace(/\/+$/, "");

/** Whether a file is one of the paths, lies below one, or matches one as a pattern. `root` is how the job's folder is written. */
export function isAmong(file: string, paths: readonly string[], root?: RegExp): boolean {
  const within = (path: string): string => plain(root === undefined ? path : path.replace(root, ""));
  const path = within(file);
  if (path === "" || path.length > MAX_PATH) return false;
  return paths.some((one) => {
    const pattern = within(one);
    if (pattern.length > MAX_PATH) return false;
    return (
      path === pattern || pattern === "." || path.startsWith(`${pattern}/`) || minimatch(path, pattern, { dot: true })
    );
  });
}
