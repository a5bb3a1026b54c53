// What no ref is named, so that no name leads out of git's folder or to one of its other files.
const FORBIDDEN = /(?:^|\/)\.|\.\.|[\0-\x20\x7f~^:?*[\\]|\/\/|\/$|^\/|\.$|@\{|\.lock(?:\/|$)|^@$|^$/;

/** Whether git allows a name for a ref; bytes, one Latin-1 character each. */
export const isRefName = (name: string): boolean => !FORBIDDEN.test(name);

/** Refs that each linked work tree has for itself. */
export function isPerWorktree(name: string): boolean {
  if (!name.startsWith("refs/")) return true;
  return /^refs\/(?:bisect|worktree|rewritten)\//.test(name);
}
