import type { Problem } from "../core/source.ts";
import type { GitError } from "../git/git-error.ts";
import type { ObjectId } from "../git/object-id.ts";

/** Faults that are named one by one; of more there is a number. */
const MOST_NAMED = 20;

/** A fault as plain data, which can come from any thread. */
export type Fault = Pick<GitError, "fault" | "message" | "hint" | "object" | "file">;

export const faultOf = ({ fault, message, hint, object, file }: GitError): Fault => ({
  fault,
  message,
  hint,
  object,
  file,
});

/** The problem that a fault is; `subject` names the repository. */
export const problemOf = ({ fault, message, hint, file }: Omit<Fault, "object">, subject: string): Problem => ({
  level: "error",
  code: fault === "too-large" ? "limit-reached" : "unreadable",
  subject: file ?? subject,
  message,
  hint,
});

/** Gathers what could not be read, each once. */
export class Faults {
  /** Objects that could not be read in bulk, but one by one. */
  fallbacks = 0;
  /** Archives that could not be opened, or not all of them. */
  closed = 0;
  readonly #named = new Map<string, Problem>();
  readonly #missing = new Set<ObjectId>();
  #unnamed = 0;
  readonly #subject: string;

  /** `subject` names the repository, as people see it. */
  constructor(subject: string) {
    this.#subject = subject;
  }

  /** Notes a fault of an object or file. */
  note({ fault, message, hint, object, file }: Fault): void {
    if (object !== undefined && (fault === "missing" || fault === "missing-promised")) {
      this.#missing.add(object);
      return;
    }
    if (this.#named.has(message)) return;
    if (this.#named.size === MOST_NAMED) {
      this.#unnamed++;
      return;
    }
    this.#named.set(message, problemOf({ fault, message, hint, file }, this.#subject));
  }

  /** Takes a problem that is one already. */
  add(problem: Problem): void {
    this.#named.set(`${problem.subject}\0${problem.message}`, problem);
  }

  missing(object: ObjectId): void {
    this.#missing.add(object);
  }

  /** Whether nothing is wrong but that objects are missing, which stays so as long as the repository does. */
  get isLasting(): boolean {
    return this.#named.size === 0;
  }

  /** All of it; `isPromised` tells whether an object that is missing was left on a server. */
  problems(isPromised: (object: ObjectId) => boolean): Problem[] {
    const problems = [...this.#named.values()];
    if (this.#unnamed > 0) {
      const message = `${this.#unnamed} more objects could not be read`;
      const hint = "Run `git fsck --full` there; a fresh clone mends it.";
      problems.push({ level: "error", code: "unreadable", subject: this.#subject, message, hint });
    }
    const [first] = this.#missing;
    if (first !== undefined) problems.push(this.#missingProblem(first, isPromised(first)));
    if (this.fallbacks > 0) problems.push(this.#fallbackNote());
    if (this.closed > 0) problems.push(this.#closedNote());
    return problems;
  }

  #closedNote(): Problem {
    const what = this.closed === 1 ? "1 archive" : `${this.closed} archives`;
    return {
      level: "note",
      code: "malformed",
      subject: this.#subject,
      message: `${what} in its history could not be opened whole: encrypted, broken, or packed in a way that cannot be undone here`,
      hint: "A scan of the folder names those that are still there, and what is wrong with them.",
    };
  }

  #fallbackNote(): Problem {
    const what = this.fallbacks === 1 ? "1 object is" : `${this.fallbacks} objects are`;
    return {
      level: "note",
      code: "limit-reached",
      subject: this.#subject,
      message: `${what} too large to be read in bulk, or damaged in one of several places, and took longer`,
      hint: "Nothing to do: they were read one by one, and searched as all others.",
    };
  }

  #missingProblem(first: ObjectId, isPromised: boolean): Problem {
    const count = this.#missing.size;
    const what = `${count === 1 ? "1 object" : `${count} objects`} (${first.slice(0, 12)}${count === 1 ? "" : " …"})`;
    const were = count === 1 ? "was" : "were";
    return {
      level: "error",
      code: "unreadable",
      subject: this.#subject,
      message: isPromised
        ? `${what} ${were} left on the server by a partial clone and not searched`
        : `${what} of its history ${count === 1 ? "is" : "are"} missing and ${were} not searched`,
      hint: isPromised
        ? "Fetch what is missing with `git fetch --refetch --no-filter`, or scan a full clone; sealint opens no connection."
        : "Run `git fsck --full` there; a fresh clone, or `git fetch` from one that is whole, mends it.",
    };
  }
}
