import { type CommitTable, childrenFirst, commitTable } from "../git/bulk/commit-table.ts";
import { forestOf } from "../git/bulk/delta-walk.ts";
import { type ObjectSpace, readObjectSpace } from "../git/bulk/object-space.ts";
import type { Bulk } from "../git/bulk/open-bulk.ts";
import { PathTable } from "../git/bulk/path-table.ts";
import { ABSENT } from "../git/bulk/tree-changes.ts";
import type { GitRepository } from "../git/open-repository.ts";
import type { Changes } from "./changes.ts";
import { type CommitWork, commitWorker, partsOfCommits, readLooseCommits } from "./commit-work.ts";
import type { Faults } from "./faults.ts";
import type { Looking } from "./looking.ts";
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

/** What a survey takes. */
export interface SurveyTools {
  readonly bulk: Bulk;
  readonly looking: Looking;
  readonly faults: Faults;
  readonly attention: Attention;
  /** Hears of the secrets in a commit's message, by number of the commit's object. */
  onMessage(object: number, identities: readonly string[]): void;
}

/** Reads all commits with their messages, and what each changed. */
export async function surveyHistory(repository: GitRepository, tools: SurveyTools): Promise<Survey> {
  const { bulk, faults, attention } = tools;
  const { objects: store, hash } = repository;
  const space = readObjectSpace(store, hash, (error) => faults.note(error));
  const commits = await readCommits(space, repository, tools);
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

async function readCommits(
  space: ObjectSpace,
  { objects: store, shallow }: GitRepository,
  { bulk, looking, faults, attention, onMessage }: SurveyTools,
): Promise<CommitTable> {
  const forests = space.packs.map((table) => forestOf(table, "commit"));
  const work: CommitWork = { kind: "commits", counter: newCounter(), space, shallow, forests };
  const packed = await share(work, partsOfCommits(work), commitWorker(work, bulk, looking), attention);
  const results = [...packed, readLooseCommits({ space, shallow }, store, looking)];
  for (const { messages, faults: own, fallbacks, problems } of results) {
    for (const [object, identities] of messages) onMessage(object, identities);
    for (const fault of own) faults.note(fault);
    for (const problem of problems) faults.add(problem);
    faults.fallbacks += fallbacks;
  }
  const commits = commitTable(results.map(({ rows }) => rows));
  for (const id of commits.missing) faults.missing(id);
  return commits;
}

/** The first parent of a commit; ABSENT where it has none. */
export function firstParentOf({ firstParents, parents }: CommitTable, commit: number): number {
  const first = firstParents[commit] as number;
  return first < (firstParents[commit + 1] as number) ? (parents[first] as number) : ABSENT;
}
