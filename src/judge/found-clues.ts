import type { Confidence } from "../core/levels.ts";
import { ASSIGNED, type AssignedClue, DISTINCTIVE, type DistinctiveClue } from "./clues.ts";

/** A piece of evidence that was found: its name in the table of its kind, and the clause that people read. */
export interface FoundClue<Name extends string = string> {
  readonly clue: Name;
  readonly reason: string;
}

/** Clues that take more than the value itself; asked for only where they can matter. */
export interface LateClues {
  /** Whether they add to the belief; else they take from it. */
  readonly raises: boolean;
  readonly names: readonly AssignedClue[];
  find(): readonly FoundClue<AssignedClue>[];
}

/** A match that is worth weighing, with all that speaks for and against it. */
export interface Weighable {
  readonly kind: "distinctive" | "assigned";
  readonly claimed: Confidence;
  readonly clues: readonly FoundClue[];
  readonly late: readonly LateClues[];
  readonly sampleLike: boolean;
}

/** A match that is no secret whatever else there is, and why: a whole clause. */
export interface Dismissed {
  readonly dismissed: string;
}

/** A clue on a value with a form of its own; `reason` where there is more to say than the table does. */
export const distinctive = (
  clue: DistinctiveClue,
  reason: string = DISTINCTIVE[clue].reason,
): FoundClue<DistinctiveClue> => ({ clue, reason });

/** A clue on a value that its name or its place tells. */
export const assigned = (clue: AssignedClue, reason: string = ASSIGNED[clue].reason): FoundClue<AssignedClue> => ({
  clue,
  reason,
});

export const dismissed = (reason: string): Dismissed => ({ dismissed: `the value ${reason}` });
