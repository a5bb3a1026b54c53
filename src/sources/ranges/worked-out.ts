import type { ObjectId } from "../../git/object-id.ts";
import type { CommitRange } from "../commits/commits.ts";

/** A range of commits with what people are told of it. */
export interface WorkedOut {
  readonly range: Required<CommitRange>;
  /**
   * The commit whose settings are to hold, where those who wrote the range must not decide on them: the target's side of a
   * pull request or of a merge queue.
   */
  readonly base?: ObjectId;
  /** What people should know of how it was worked out, as clauses without a full stop. */
  readonly notes: readonly string[];
  /** What follows `searching 12 commits`. */
  readonly searching: string;
  /** What follows `nothing new: ` where there is nothing to search. */
  readonly nothing: string;
}
