import type { Problem, SourceEvent } from "../core/source.ts";
import type { UnitId } from "../core/span.ts";
import type { GitError } from "../git/git-error.ts";
import { readerOf, readUnits, type StreamName } from "./read-units.ts";
import { WINDOW_SIZES } from "./read-windows.ts";

/** Cuts a content of git's into units, which are named apart from their path: several may lie at one. */
export function* unitsOfBytes(
  name: StreamName,
  id: UnitId,
  bytes: Buffer,
  buffer: Buffer,
): Generator<SourceEvent, void, void> {
  yield* readUnits({ ...name, id }, readerOf(bytes), buffer, WINDOW_SIZES);
}

/** The error about something of git's that could not be searched; `what` begins the message. */
export function notRead(subject: string, what: string, { fault, message, hint }: GitError): Problem {
  return {
    level: "error",
    code: fault === "too-large" ? "limit-reached" : "unreadable",
    subject,
    message: `${what}: ${message}`,
    hint,
  };
}
