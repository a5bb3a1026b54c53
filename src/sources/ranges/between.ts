import { type Commits } from "../../git/history/commits.ts";
import { commitsBetween } from "../../git/history/reachable.ts";
import type { ObjectId } from "../../git/object-id.ts";
import type { GitRepository } from "../../git/open-repository.ts";
import { parseTag } from "../../git/parse/tag.ts";
import type { CommitRange } from "../commits/commits.ts";

/** What a ref leads to once tags are followed. */
interface Target {
  readonly tags: readonly ObjectId[];
  readonly id: ObjectId;
  readonly type: "commit" | "tree" | "blob";
}

/** Follows tags, of which several may stand for one another. */
function targetOf({ objects, hash }: GitRepository, start: ObjectId): Target {
  const tags: ObjectId[] = [];
  for (let id = start; ; ) {
    const { type } = objects.info(id);
    if (type !== "tag") return { tags, id, type };
    tags.push(id);
    id = parseTag(objects.readAs(id, "tag"), id, hash).object;
  }
}

/** What is known already: the commits that lead to all of it, and tags, trees and contents one by one. */
interface Known {
  readonly commits: readonly ObjectId[];
  readonly others: ReadonlySet<ObjectId>;
}

function knownOf(repository: GitRepository, ids: Iterable<ObjectId>): Known {
  const commits = new Set<ObjectId>();
  const others = new Set<ObjectId>();
  for (const id of ids) {
    const target = targetOf(repository, id);
    for (const tag of target.tags) others.add(tag);
    if (target.type === "commit") commits.add(target.id);
    else others.add(target.id);
  }
  return { commits: [...commits], others };
}

/**
 * All that some objects lead to and others do not: commits, messages of tags, and what is tagged without a commit. Throws a
 * GitError where one of them, or what it leads to, cannot be read.
 */
export function between(
  repository: GitRepository,
  wanted: readonly ObjectId[],
  without: Iterable<ObjectId>,
  commits: Commits,
): Required<CommitRange> {
  const known = knownOf(repository, without);
  const targets = [...new Set(wanted)].map((id) => targetOf(repository, id));
  const include = targets.filter(({ type }) => type === "commit").map(({ id }) => id);
  const isNew = (id: ObjectId): boolean => !known.others.has(id);
  return {
    commits: commitsBetween({ include, exclude: known.commits }, commits).toReversed(),
    tags: [...new Set(targets.flatMap(({ tags }) => tags))].filter(isNew),
    loose: targets
      .filter(({ type }) => type !== "commit")
      .map(({ id }) => id)
      .filter(isNew),
  };
}
