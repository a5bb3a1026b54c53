import type { ObjectId } from "../object-id.ts";
import { CommitQueue, type Waiting } from "./commit-queue.ts";
import type { Commits } from "./commits.ts";

/** What a walk over history starts from and where it ends. */
export interface Range {
  readonly include: readonly ObjectId[];
  readonly exclude: readonly ObjectId[];
}

/**
 * Excluded commits that are still looked at when no others are left and all are older: a commit whose clock was wrong may
 * be found among what they lead to. Enough that only a skew across so many commits could matter, which then leaves
 * a commit in the range that is not new, never one out of it.
 */
const PATIENCE = 512;

interface Visit extends Waiting {
  isExcluded: boolean;
}

/**
 * Commits that can be reached from `include` and not from `exclude`, the latest first and children before parents where
 * clocks are right.
 */
export function commitsBetween({ include, exclude }: Range, commits: Commits): ObjectId[] {
  const visits = new Map<ObjectId, Visit>();
  const queue = new CommitQueue<Visit>();
  const order: Visit[] = [];
  // Visits that wait in the queue and are not excluded.
  let open = 0;
  const meet = (id: ObjectId, isExcluded: boolean): void => {
    const known = visits.get(id);
    if (known === undefined) {
      const visit: Visit = { id, time: commits.head(id).time, isExcluded };
      visits.set(id, visit);
      queue.push(visit);
      if (!isExcluded) open++;
    } else if (isExcluded && !known.isExcluded) {
      excludeAll(known);
    }
  };
  const done = new Set<Visit>();
  let patience = PATIENCE;
  /** Excludes a commit that was met before, and all that it leads to as far as that was met. */
  const excludeAll = (start: Visit): void => {
    const stack = [start];
    for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
      if (visit.isExcluded) continue;
      visit.isExcluded = true;
      patience = PATIENCE;
      if (!done.has(visit)) {
        open--;
        continue;
      }
      for (const parent of commits.head(visit.id).parents) {
        const next = visits.get(parent);
        if (next !== undefined) stack.push(next);
      }
    }
  };
  for (const id of exclude) meet(id, true);
  for (const id of include) meet(id, false);
  let oldest = Number.POSITIVE_INFINITY;
  for (let visit = queue.pop(); visit !== undefined; visit = queue.pop()) {
    done.add(visit);
    if (visit.isExcluded) {
      if (open === 0 && visit.time < oldest && patience-- <= 0) break;
    } else {
      open--;
      order.push(visit);
      oldest = Math.min(oldest, visit.time);
    }
    for (const parent of commits.head(visit.id).parents) meet(parent, visit.isExcluded);
  }
  return order.filter(({ isExcluded }) => !isExcluded).map(({ id }) => id);
}
