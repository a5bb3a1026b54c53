import type { ObjectId } from "../object-id.ts";
import type { GitRepository } from "../open-repository.ts";
import { type CommitHead } from "../parse/commit.ts";
import { parseCommitHead } from "../parse/commit-head.ts";

/** Commits with their parents, read once each; at the boundary of a shallow clone there are none. */
export interface Commits {
  head(id: ObjectId): CommitHead;
  /** Commits that were read and whose parents are on the server. */
  readonly boundaries: ReadonlySet<ObjectId>;
}

/** Reads commits of a repository as they are asked for, and keeps of each what a walk needs. */
export function commitsOf({ objects, hash, shallow }: Pick<GitRepository, "objects" | "hash" | "shallow">): Commits {
  const known = new Map<ObjectId, CommitHead>();
  const boundaries = new Set<ObjectId>();
  return {
    boundaries,
    head(id) {
      const kept = known.get(id);
      if (kept !== undefined) return kept;
      const read = parseCommitHead(objects.readAs(id, "commit"), id, hash);
      const isCut = shallow.has(id) && read.parents.length > 0;
      if (isCut) boundaries.add(id);
      const head = isCut ? { ...read, parents: [] } : read;
      known.set(id, head);
      return head;
    },
  };
}
