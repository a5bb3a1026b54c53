import { ScanError } from "../../core/errors.ts";
import { commitsOf } from "../../git/history/commits.ts";
import type { ObjectId } from "../../git/object-id.ts";
import type { GitRepository } from "../../git/open-repository.ts";
import type { CommitRange } from "../commits/commits.ts";
import { between } from "./between.ts";
import type { Remedies } from "./remedies.ts";
import { shortOf } from "./resolve-end.ts";

/**
 * All that some objects lead to and others do not. Throws a ScanError where a shallow clone ends too early to tell: what is
 * beyond its end may belong to the range, or, on the other side, have it already.
 */
export function wholeRange(
  repository: GitRepository,
  wanted: readonly ObjectId[],
  without: readonly ObjectId[],
  remedies: Remedies,
): Required<CommitRange> {
  const commits = commitsOf(repository);
  const range = between(repository, wanted, without, commits);
  const cut = range.commits.find((id) => commits.boundaries.has(id));
  if (cut !== undefined)
    throw new ScanError(
      `this clone is shallow and ends at ${shortOf(cut)}, so which commits are new cannot be told`,
      remedies.history,
    );
  const [other] = commits.boundaries;
  if (other !== undefined && without.length > 0 && range.commits.some((id) => commits.head(id).parents.length === 0))
    throw new ScanError(
      `this clone is shallow and has lost at ${shortOf(other)} where the two sides part, so which commits are new cannot be told`,
      remedies.history,
    );
  return range;
}
