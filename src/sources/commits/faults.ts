import type { Problem } from "../../core/source.ts";
import type { GitError } from "../../git/git-error.ts";
import { notRead } from "../read-blob.ts";

/** How many of the things that were left on the server are named. */
const MOST_NAMED = 3;

/**
 * What of some commits could not be read, as problems. What a partial clone left on the server has one cause and one remedy,
 * and may be every file there is: it is told once, with how many there are.
 */
export class Faults {
  readonly #hint: string | undefined;
  readonly #problems: Problem[] = [];
  readonly #promised: string[] = [];
  #first: GitError | undefined;

  constructor(hint: string | undefined) {
    this.#hint = hint;
  }

  note(subject: string, error: GitError): void {
    if (error.fault === "missing-promised") {
      this.#promised.push(subject);
      this.#first ??= error;
    } else this.#problems.push(notRead(subject, "cannot be read", error));
  }

  get problems(): readonly Problem[] {
    const [subject] = this.#promised;
    if (subject === undefined || this.#first === undefined) return this.#problems;
    const others = this.#promised.slice(1, MOST_NAMED);
    const rest = this.#promised.length - 1 - others.length;
    const named = [...others, ...(rest > 0 ? [`${rest} more`] : [])];
    const too = named.length === 0 ? "" : `, and so with ${named.join(", ")}`;
    const { hint } = this.#first;
    return [
      ...this.#problems,
      {
        level: "error",
        code: "unreadable",
        subject,
        message: `cannot be read: a partial clone left it on the server${too}`,
        hint: this.#hint ?? hint,
      },
    ];
  }
}
