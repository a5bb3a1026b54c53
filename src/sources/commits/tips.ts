import type { BytePath } from "../../files/byte-path.ts";
import type { Commits } from "../../git/history/commits.ts";
import type { ObjectId } from "../../git/object-id.ts";
import type { GitRepository } from "../../git/open-repository.ts";
import { entryAt } from "./tree-entry.ts";

/** Commits of a list that none of it follows: what there is in the end. */
export function tipsOf(ids: readonly ObjectId[], commits: Commits): ObjectId[] {
  const followed = new Set(ids.flatMap((id) => commits.head(id).parents));
  return ids.filter((id) => !followed.has(id));
}

/**
 * Makes the question whether any tip has this very content at a path. Without tips all is as it is in the end. A tree that
 * cannot be read throws a GitError.
 */
export function standsAtTips(
  repository: GitRepository,
  ids: readonly ObjectId[],
  commits: Commits,
): (path: BytePath, blob: ObjectId) => boolean {
  let trees: readonly ObjectId[] | undefined;
  const known = new Map<BytePath, ReadonlySet<ObjectId>>();
  return (path, blob) => {
    trees ??= tipsOf(ids, commits).map((id) => commits.head(id).tree);
    if (trees.length === 0) return true;
    const at = known.get(path) ?? new Set(trees.flatMap((tree) => entryAt(repository, tree, path)?.id ?? []));
    known.set(path, at);
    return at.has(blob);
  };
}
