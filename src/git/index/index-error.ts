import { GitError } from "../git-error.ts";

/** Throws the error about an index that is not what git would have written. */
export function broken(why: string): never {
  const hint =
    "Run `git status` there, so that git writes the index anew; if that fails, delete the index and run `git reset`.";
  throw new GitError("corrupt", `The index cannot be read: ${why}`, hint);
}
