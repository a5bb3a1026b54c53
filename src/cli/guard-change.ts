import { belowRoot } from "../config/file-access.ts";
import { commitsOf } from "../git/history/commits.ts";
import { mergeBases } from "../git/history/merge-bases.ts";
import type { GitRepository } from "../git/open-repository.ts";
import type { CommitContents } from "../sources/commits/commits.ts";
import { treeFiles } from "../sources/commits/tree-files.ts";
import type { Sides } from "../sources/ranges/worked-out.ts";
import type { SpecialSearch } from "./special-search.ts";

/** A change that somebody has made, who must not decide how it is looked at. */
export interface GuardedChange extends Sides {
  /** Whether settings of the change count where they are stricter. */
  readonly asksHead: boolean;
}

/** Where the settings of a search of a change are read: below `root`, an absolute folder, as its base has them. */
export function guardChange(
  repository: GitRepository,
  contents: Pick<CommitContents, "stoodIn">,
  { base, head, asksHead }: GuardedChange,
  root: string,
): Pick<SpecialSearch, "files" | "guard"> {
  const [fork] = asksHead ? mergeBases(base, head, commitsOf(repository)) : [];
  return {
    files: belowRoot(root, treeFiles(repository, base, root)),
    guard: {
      ...(asksHead ? { head: belowRoot(root, treeFiles(repository, head, root)) } : {}),
      ...(fork === undefined ? {} : { fork: belowRoot(root, treeFiles(repository, fork, root)) }),
      stood: (location) => contents.stoodIn(base, location),
    },
  };
}
