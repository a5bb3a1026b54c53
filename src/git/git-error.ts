import { ScanError } from "../core/errors.ts";
import { systemWords } from "../files/system-errors.ts";

/**
 * What went wrong in git's own data: `missing` is not there although something names it, `missing-promised` was left on
 * the server by a partial clone, `shallow` is history that a shallow clone left there.
 */
export type GitFault =
  | "not-a-repository"
  | "unsupported"
  | "unreadable"
  | "missing"
  | "missing-promised"
  | "corrupt"
  | "too-large"
  | "unknown-name"
  | "ambiguous"
  | "shallow";

/** What a fault is about, as far as that is known. */
export interface FaultPlace {
  /** Object id in hexadecimal digits, or a name as it was given. */
  readonly object?: string | undefined;
  /** Path of the file with the fault, as people see it. */
  readonly file?: string | undefined;
}

/** A fault of a repository that a person can mend; `message` and `hint` are those of every ScanError. */
export class GitError extends ScanError {
  readonly fault: GitFault;
  readonly object: string | undefined;
  readonly file: string | undefined;

  constructor(fault: GitFault, message: string, hint: string, place: FaultPlace & ErrorOptions = {}) {
    super(message, hint, place.cause === undefined ? undefined : { cause: place.cause });
    this.fault = fault;
    this.object = place.object;
    this.file = place.file;
  }
}

const FSCK_HINT = "Run `git fsck --full` there; a fresh clone, or `git fetch` from one that is whole, mends it.";

/** What to do about a file of git's that the system does not let us read. */
export const READABLE_HINT = "Make the repository readable for the account that scans.";

/** The error about a file or folder, as people see it, that the system does not let us read or list. */
export function unreadable(file: string, what: "read" | "listed", cause: unknown): GitError {
  return new GitError("unreadable", `${file} cannot be ${what}: ${systemWords(cause)}`, READABLE_HINT, { file, cause });
}

/** The error about data that is not what git would have written. */
export function corrupt(what: string, why: string, place: FaultPlace & ErrorOptions = {}): GitError {
  const where = place.file === undefined ? "" : ` in ${place.file}`;
  return new GitError("corrupt", `${what}${where} is damaged: ${why}`, FSCK_HINT, place);
}

/** The error about an object that is in none of the places where objects lie. */
export function missing(oid: string, isPartialClone: boolean): GitError {
  if (isPartialClone) {
    return new GitError(
      "missing-promised",
      `object ${oid} was left on the server by a partial clone`,
      "Fetch it first, for example with `git fetch --refetch` or a checkout that needs it; sealint opens no connection.",
      { object: oid },
    );
  }
  return new GitError("missing", `object ${oid} is missing`, FSCK_HINT, { object: oid });
}

/** Runs a step that meets only one thing of several, such as a pack: a fault of it is reported, and the others are still asked. */
export function passingOver<Result>(report: (error: GitError) => void, step: () => Result): Result | undefined {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    report(error);
    return undefined;
  }
}
