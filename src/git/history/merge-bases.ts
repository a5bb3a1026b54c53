import type { ObjectId } from "../object-id.ts";
import { CommitQueue, type Waiting } from "./commit-queue.ts";
import type { Commits } from "./commits.ts";

const FROM_ONE = 1;
const FROM_OTHER = 2;
const BOTH = FROM_ONE | FROM_OTHER;
/** Below a common ancestor: known to be no best one. */
const STALE = 4;

interface Visit extends Waiting {
  marks: number;
  isQueued: boolean;
}

/** Marks commits from both sides until only such are left that lie below common ones. */
function paint(one: ObjectId, others: readonly ObjectId[], commits: Commits): Map<ObjectId, Visit> {
  const visits = new Map<ObjectId, Visit>();
  const queue = new CommitQueue<Visit>();
  let fresh = 0;
  const mark = (id: ObjectId, marks: number): void => {
    const visit = visits.get(id) ?? { id, time: commits.head(id).time, marks: 0, isQueued: false };
    visits.set(id, visit);
    if ((visit.marks & marks) === marks) return;
    const wasFresh = visit.isQueued && (visit.marks & STALE) === 0;
    visit.marks |= marks;
    const isFresh = (visit.marks & STALE) === 0;
    if (wasFresh && !isFresh) fresh--;
    if (visit.isQueued) return;
    visit.isQueued = true;
    if (isFresh) fresh++;
    queue.push(visit);
  };
  mark(one, FROM_ONE);
  for (const id of others) mark(id, FROM_OTHER);
  while (fresh > 0) {
    const visit = queue.pop();
    if (visit === undefined) break;
    visit.isQueued = false;
    if ((visit.marks & STALE) === 0) fresh--;
    const marks = (visit.marks & BOTH) === BOTH ? BOTH | STALE : visit.marks & BOTH;
    for (const parent of commits.head(visit.id).parents) mark(parent, marks);
  }
  return visits;
}

/**
 * All best common ancestors of two commits, sorted by their names: ancestors of both that are no ancestor of another
 * such one. None where the two share no history that is there.
 */
export function mergeBases(one: ObjectId, other: ObjectId, commits: Commits): ObjectId[] {
  if (one === other) return [one];
  const common = [...paint(one, [other], commits).values()].filter(({ marks }) => marks === BOTH).map(({ id }) => id);
  if (common.length < 2) return common;
  // With wrong clocks an ancestor of another common one may still be among them.
  return common.filter((id) => !common.some((best) => best !== id && isAncestor(id, best, commits))).sort();
}

/** Whether a commit can be reached from another; a commit reaches itself. */
export function isAncestor(ancestor: ObjectId, from: ObjectId, commits: Commits): boolean {
  const visit = paint(ancestor, [from], commits).get(ancestor);
  return visit !== undefined && (visit.marks & FROM_OTHER) !== 0;
}
