import type { Finding, Location } from "../core/finding.ts";
import { changedLines, type LineRange, touches } from "../git/diff/line-diff.ts";
import type { Side } from "../git/diff/tree-diff.ts";
import { GitError } from "../git/git-error.ts";
import type { ObjectStore } from "../git/objects/object-store.ts";
import { asUtf8 } from "./transcode.ts";

/** A content that was searched, and what it was made of. */
export interface Changed {
  readonly now: Side;
  /** What it was before, at this or another path; undefined where it is new. */
  old(): Side | undefined;
}

/** Lines that are new, whatever they are. */
const EVERY_LINE: readonly LineRange[] = [{ first: 1, last: Number.MAX_SAFE_INTEGER }];

/** The lines that a location covers; an end at the very beginning of a line does not cover that. */
function linesAt({ start, end }: Location): LineRange {
  const last = end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
  return { first: start.line, last };
}

/**
 * Tells whether a finding, or a place that it refers to, lies on a line that was added or changed. Contents are compared
 * only where something was found. What cannot be compared counts as changed throughout.
 */
export function onChangedLines(
  changedAt: (unit: string) => Changed | undefined,
  objects: Pick<ObjectStore, "read">,
): (finding: Pick<Finding, "location" | "related">) => boolean {
  const known = new Map<string, readonly LineRange[]>();
  const rangesOf = (unit: string): readonly LineRange[] => {
    const ready = known.get(unit);
    if (ready !== undefined) return ready;
    const changed = changedAt(unit);
    const ranges = changed === undefined ? [] : compare(changed, objects);
    known.set(unit, ranges);
    return ranges;
  };
  return ({ location, related }) =>
    [location, ...related.map((one) => one.location)].some((one) => touches(rangesOf(one.unit), linesAt(one)));
}

function compare({ now, old }: Changed, objects: Pick<ObjectStore, "read">): readonly LineRange[] {
  try {
    const before = old();
    if (before === undefined) return EVERY_LINE;
    const [one, other] = [before.id, now.id].map((id) => asUtf8(objects.read(id).bytes));
    return one === undefined || other === undefined ? EVERY_LINE : changedLines(one, other);
  } catch (error) {
    if (error instanceof GitError) return EVERY_LINE;
    throw error;
  }
}
