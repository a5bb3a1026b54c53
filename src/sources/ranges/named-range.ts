import type { GitRepository } from "../../git/open-repository.ts";
import { resolveCommit } from "../../git/refs/resolve-name.ts";
import type { RangeEnds } from "./range-ends.ts";
import type { Remedies } from "./remedies.ts";
import { resolveEnd, shortOf } from "./resolve-end.ts";
import { wholeRange } from "./whole-range.ts";
import type { WorkedOut } from "./worked-out.ts";

/** The range between two names. Throws a GitError or ScanError where it cannot be told. */
export function namedRange(repository: GitRepository, { from, to }: RangeEnds, remedies: Remedies): WorkedOut {
  const [start, end] = [from, to].map((name) => {
    const id = resolveEnd(repository, name, remedies);
    return { name, id, commit: resolveCommit(repository, id) };
  });
  if (start === undefined || end === undefined) throw new Error("a range has two ends");
  const range = wholeRange(repository, [end.id], [start.id], remedies);
  return {
    range,
    notes: [],
    searching: `that ${to} has and ${from} has not (${shortOf(start.commit)} .. ${shortOf(end.commit)})`,
    nothing: `${to} has no commit that ${from} has not`,
  };
}
