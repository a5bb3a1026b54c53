import type { Problem, SourceEvent } from "../core/source.ts";
import type { UnitId } from "../core/span.ts";
import type { GitError } from "../git/git-error.ts";
import { readUnits, type StreamName } from "./read-file.ts";
import { type ByteReader, WINDOW_SIZES } from "./read-windows.ts";

/** Hands out bytes as a stream does. */
function readerOf(bytes: Buffer): ByteReader {
  let at = 0;
  return (buffer, offset) => {
    const count = bytes.copy(buffer, offset, at);
    at += count;
    return count;
  };
}

/** Cuts a content of git's into units, which are named apart from their path: several may lie at one. */
export function* unitsOfBytes(
  name: StreamName,
  id: UnitId,
  bytes: Buffer,
  buffer: Buffer,
): Generator<SourceEvent, void, void> {
  for (const event of readUnits(name, readerOf(bytes), buffer, WINDOW_SIZES))
    yield event.type === "unit" ? { type: "unit", unit: { ...event.unit, id } } : event;
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
