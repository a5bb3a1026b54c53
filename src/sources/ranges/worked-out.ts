import type { ObjectId } from "../../git/object-id.ts";
import type { CommitRange } from "../commits/commits.ts";

/** The two sides of a change. */
export interface Sides {
  /** The commit whose settings are to hold. */
  readonly base: ObjectId;
  /** The commit whose settings may be stricter. */
  readonly head: ObjectId;
}

/** A range of commits with what people are told of it. */
export interface WorkedOut {
  readonly range: Required<CommitRange>;
  /** Where those who wrote the range must not decide how it is looked at: both sides of a pull request or a merge queue. */
  readonly sides?: Sides;
  /** What people should know of how it was worked out, as clauses without a full stop. */
  readonly notes: readonly string[];
  /** What follows `searching 12 commits`. */
  readonly searching: string;
  /** What follows `nothing new: ` where there is nothing to search. */
  readonly nothing: string;
}
