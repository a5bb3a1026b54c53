import type { CommitTable } from "../git/bulk/commit-table.ts";
import { ABSENT } from "../git/bulk/tree-changes.ts";
import type { Tip } from "./ref-tips.ts";
import { firstParentOf } from "./survey.ts";

/** When a secret came and went. */
export interface Attribution {
  /** The first commit with it. */
  readonly commit: number;
  /** The commit after which it was nowhere any more; none where a ref still has it, or no commit took it out. */
  readonly removed: number | undefined;
  /** Names of some of the refs that still have it, and how many there are. */
  readonly refs: readonly string[];
  readonly refCount: number;
}

/** Refs that are named: a server may have tens of thousands. */
const MOST_REFS = 20;

/** The refs whose commits are among the marked ones. */
export function refsAt(tips: readonly Tip[], holds: Uint8Array): Pick<Attribution, "refs" | "refCount"> {
  const refs: string[] = [];
  let refCount = 0;
  for (const { name, commit } of tips) {
    if (commit < 0 || holds[commit] !== 1) continue;
    if (refCount++ < MOST_REFS) refs.push(name);
  }
  return { refs, refCount };
}

/** History as far as it takes to follow a secret through it. */
export interface Course {
  readonly commits: CommitTable;
  /** Each commit before its parents. */
  readonly order: Int32Array;
  readonly tips: readonly Tip[];
  /** 1 for the commits that a ref leads to. */
  readonly reachable: Uint8Array;
}

/** Marks all commits that refs lead to. */
export function reachableFrom(commits: CommitTable, order: Int32Array, tips: readonly Tip[]): Uint8Array {
  const reachable = new Uint8Array(commits.count);
  for (const { commit } of tips) if (commit >= 0) reachable[commit] = 1;
  for (const commit of order) {
    if (reachable[commit] === 0) continue;
    for (const parent of parentsOf(commits, commit)) if (parent >= 0) reachable[parent] = 1;
  }
  return reachable;
}

export const parentsOf = ({ firstParents, parents }: CommitTable, commit: number): Int32Array =>
  parents.subarray(firstParents[commit], firstParents[commit + 1]);

/** Contents that commits brought to a path. */
export type PathChanges = ReadonlyMap<number, number>;

/** What a path holds in a commit, from the changes that commits made to it. */
export function contentAt({ commits }: Course, changes: PathChanges, commit: number): number {
  for (let at = commit; at !== ABSENT; at = firstParentOf(commits, at)) {
    const content = changes.get(at);
    if (content !== undefined) return content;
  }
  return ABSENT;
}

const HELD = 1;
const NOT_HELD = 2;

/** Makes what marks, in `holds`, the commits in which a path has one of some contents. */
export function markerOfHolders({
  commits,
  order,
}: Course): (changes: PathChanges, contents: ReadonlySet<number>, holds: Uint8Array) => void {
  const states = new Uint8Array(commits.count);
  return (changes, contents, holds) => {
    states.fill(0);
    for (const [commit, content] of changes) states[commit] = contents.has(content) ? HELD : NOT_HELD;
    for (let at = order.length - 1; at >= 0; at--) {
      const commit = order[at] as number;
      const parent = firstParentOf(commits, commit);
      if (states[commit] === 0 && parent !== ABSENT) states[commit] = states[parent] as number;
      if (states[commit] === HELD) holds[commit] = 1;
    }
  };
}

/** Tells when something came and went that the marked commits have. */
export function attribute({ commits, order, tips, reachable }: Course, holds: Uint8Array): Attribution | undefined {
  let first: number | undefined;
  let removed: number | undefined;
  const { firstParents, parents } = commits;
  for (let at = order.length - 1; at >= 0; at--) {
    const commit = order[at] as number;
    const isHeld = holds[commit] === 1;
    let wasHeld = false;
    for (let place = firstParents[commit] as number; place < (firstParents[commit + 1] as number); place++)
      if (holds[parents[place] as number] === 1) wasHeld = true;
    if (isHeld && !wasHeld) {
      // A commit that a ref leads to says more than one that was amended away.
      const isBetter = first === undefined || (reachable[first] === 0 && reachable[commit] === 1);
      if (isBetter) first = commit;
    } else if (!isHeld && wasHeld && reachable[commit] === 1) removed = commit;
  }
  if (first === undefined) return undefined;
  const { refs, refCount } = refsAt(tips, holds);
  return { commit: first, removed: refCount > 0 ? undefined : removed, refs, refCount };
}
