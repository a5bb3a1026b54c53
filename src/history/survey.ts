import { type CommitTable, childrenFirst, readCommits } from "../git/bulk/commit-table.ts";
import { idOfNumber, type ObjectSpace, readObjectSpace } from "../git/bulk/object-space.ts";
import type { Bulk } from "../git/bulk/open-bulk.ts";
import { PathTable } from "../git/bulk/path-table.ts";
import { ABSENT } from "../git/bulk/tree-changes.ts";
import type { GitError } from "../git/git-error.ts";
import type { ObjectId } from "../git/object-id.ts";
import type { GitRepository } from "../git/open-repository.ts";
import type { Changes } from "./changes.ts";
import type { Faults } from "./faults.ts";
import { type Attention, newCounter, share } from "./share.ts";
import { joinChanges, partsOfTrees, type TreeWork, treeWorker } from "./tree-work.ts";

/** All that a repository's history is, as far as commits and trees tell. */
export interface Survey {
  readonly space: ObjectSpace;
  readonly commits: CommitTable;
  /** Each commit before its parents. */
  readonly order: Int32Array;
  readonly paths: PathTable;
  readonly changes: Changes;
}

/** Reads all commits, of which `onCommit` hears, and what each changed. */
export async function surveyHistory(
  { objects: store, hash, shallow }: GitRepository,
  bulk: Bulk,
  faults: Faults,
  attention: Attention,
  onCommit: (object: number, bytes: Buffer, id: () => ObjectId) => void,
): Promise<Survey> {
  const lose = (error: GitError): void => faults.note(error);
  const space = readObjectSpace(store, hash, lose);
  const commits = readCommits(space, bulk.walk, store, shallow, {
    met: (object, bytes) => onCommit(object, bytes, () => idOfNumber(space, object)),
    lose: (_, error) => lose(error),
  });
  faults.fallbacks += bulk.walk.fallbacks;
  for (const id of commits.missing) faults.missing(id);
  const order = childrenFirst(commits);
  const parentTrees = Int32Array.from({ length: commits.count }, (_, commit) => {
    const parent = firstParentOf(commits, commit);
    return parent === ABSENT ? ABSENT : (commits.trees[parent] as number);
  });
  const work: TreeWork = { kind: "trees", counter: newCounter(), space, order, trees: commits.trees, parentTrees };
  const results = await share(work, partsOfTrees(work), treeWorker(work, bulk, "main"), attention);
  const paths = new PathTable();
  return { space, commits, order, paths, changes: joinChanges(results, paths, faults) };
}

/** The first parent of a commit; ABSENT where it has none. */
export function firstParentOf({ firstParents, parents }: CommitTable, commit: number): number {
  const first = firstParents[commit] as number;
  return first < (firstParents[commit + 1] as number) ? (parents[first] as number) : ABSENT;
}
