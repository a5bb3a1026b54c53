import { getSystemErrorMessage } from "node:util";
import type { Problem } from "../core/source.ts";

/** The system's code for a failure, such as `ENOENT`; anything that is no system error is thrown on. */
export function systemCode(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string" && "syscall" in error)
    return error.code;
  throw error;
}

/** The system's own words for a failure, such as `permission denied`, without a path. */
export function systemWords(error: unknown): string {
  const code = systemCode(error);
  const number = (error as NodeJS.ErrnoException).errno;
  return number === undefined ? code : getSystemErrorMessage(number);
}

const GONE = new Set(["ENOENT", "ENOTDIR", "ELOOP"]);

/** Whether a thing that was met in a tree had vanished, or turned into a link, when it was to be read. */
export function isGone(error: unknown): boolean {
  return GONE.has(systemCode(error));
}

/**
 * The problem of a thing that was there when it was looked for: a mere note where it was met in a tree, an error where it
 * was named.
 */
export function goneProblem(subject: string, named: boolean): Problem {
  return {
    level: named ? "error" : "note",
    code: "changed-while-read",
    subject,
    message: "was removed or replaced before it could be read",
    hint: "Scan again if it should have been searched.",
  };
}

/** The error about a thing that is there and cannot be read, or only up to some place. */
export function unreadable(subject: string, error: unknown, what: "read" | "read to its end" = "read"): Problem {
  return {
    level: "error",
    code: "unreadable",
    subject,
    message: `cannot be ${what}: ${systemWords(error)}`,
    hint: "Make it readable for the account that scans, or leave it out of the scan.",
  };
}
