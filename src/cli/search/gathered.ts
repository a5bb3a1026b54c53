import type { Problem } from "../../core/source.ts";
import { addSeen, isSilent, nothingSeen, type Outcome } from "../../engine/outcome.ts";
import type { BatchResult } from "./batch.ts";

/** Outcomes in the order in which they come, which is put right at the end. */
export class Gathered {
  readonly #seen = nothingSeen();
  readonly #notable: { readonly ordinal: number; readonly outcome: Outcome }[] = [];
  readonly #onOutcome: (outcome: Outcome) => void;

  constructor(onOutcome: (outcome: Outcome) => void) {
    this.#onOutcome = onOutcome;
  }

  note(ordinal: number, outcome: Outcome): void {
    addSeen(this.#seen, outcome.seen);
    if (!isSilent(outcome)) this.#notable.push({ ordinal, outcome });
    this.#onOutcome(outcome);
  }

  take({ outcomes }: BatchResult): void {
    for (const { ordinal, outcome } of outcomes) this.note(ordinal, outcome);
  }

  /** A file that nobody could look at. */
  lose(ordinal: number, problem: Problem): void {
    this.note(ordinal, { seen: nothingSeen(), facts: [], problems: [problem] });
  }

  /** All of them in the order of the files, whoever looked at them. */
  inOrder(): Outcome {
    const sorted = this.#notable.sort((a, b) => a.ordinal - b.ordinal);
    return {
      seen: this.#seen,
      facts: sorted.flatMap(({ outcome }) => outcome.facts),
      problems: sorted.flatMap(({ outcome }) => outcome.problems),
    };
  }
}
