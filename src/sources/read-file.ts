import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { sortOf } from "../containers/sort-of-content.ts";
import { ORIGIN_BASE, type Origin, type Problem, type SourceEvent } from "../core/source.ts";
import { openable } from "../files/byte-path.ts";
import { goneProblem, isGone, unreadable } from "../files/system-errors.ts";
import { readUnits } from "./read-units.ts";
import { type ByteReader, LEAST_ROOM, WINDOW_SIZES, type WindowSizes, windowBuffer } from "./read-windows.ts";
import { isUtf16 } from "./transcode.ts";
import type { FoundFile } from "./walk.ts";

/** A file that keeps growing is given up this many windows beyond the size that it had. */
const GROWTH_WINDOWS = 8;

function growthProblem(path: string, limit: number): Problem {
  return {
    level: "error",
    code: "limit-reached",
    subject: path,
    message: `grew while it was read; what lies beyond ${limit} bytes was not searched`,
    hint: "Scan it when nothing writes to it, or leave it out of the scan.",
  };
}

/** Reads an open file up to its end; one that grows without end is cut off, which `isCut` then tells. */
function boundedReader(file: number, sizes: WindowSizes) {
  let total = 0;
  // Ordinary files stay below this and cost no further call.
  let limit = sizes.size;
  let stage: "small" | "measured" | "cut" = "small";
  const read: ByteReader = (buffer, offset) => {
    if (total > limit && stage === "small") {
      stage = "measured";
      limit = Math.max(fstatSync(file).size, total) + GROWTH_WINDOWS * sizes.size;
    }
    if (total > limit) {
      stage = "cut";
      return 0;
    }
    const count = readSync(file, buffer, offset, buffer.length - offset, null);
    total += count;
    return count;
  };
  return { read, isCut: () => stage === "cut", total: () => total };
}

const { O_RDONLY, O_NONBLOCK, O_NOFOLLOW } = constants;
/** Without waiting, and through no link: the name may have become a FIFO or a link since it was listed. */
const FLAGS = O_RDONLY | O_NONBLOCK | O_NOFOLLOW;

const FILE: Origin = { kind: "file" };

/**
 * Makes a reader of found files: of most it gives their only event, of others one after the other. One buffer, given or its
 * own, serves all of them: the bytes of a unit are valid until the next event is asked for. A file that cannot be read becomes
 * a problem.
 */
export function fileReader(
  sizes: WindowSizes = WINDOW_SIZES,
  buffer: Buffer = windowBuffer(sizes),
): (found: FoundFile) => SourceEvent | Iterable<SourceEvent> {
  return (found) => readAtOnce(found, buffer) ?? readInParts(found, sizes, buffer);
}

/** What a reader gave, as events in any case. */
export function eventsOf(content: SourceEvent | Iterable<SourceEvent>): Iterable<SourceEvent> {
  return "type" in content ? [content] : content;
}

/**
 * The only event of a file that is nothing special: the walk has seen that it is a regular file, and one read gave all that
 * there is. Not every file system gives so much, so another read has to find the end. Undefined for all others, which are
 * read again with more care.
 */
function readAtOnce({ location, path, named }: FoundFile, buffer: Buffer): SourceEvent | undefined {
  if (named) return undefined;
  let file: number | undefined;
  try {
    file = openSync(openable(location), FLAGS);
    const count = readSync(file, buffer, 0, buffer.length, null);
    const bytes = buffer.subarray(0, count);
    if (count === 0 || count > buffer.length - LEAST_ROOM || isUtf16(bytes)) return undefined;
    if (readSync(file, buffer, count, buffer.length - count, null) > 0) return undefined;
    const sort = sortOf(bytes);
    if (sort === "binary") return { type: "skipped", path, reason: "binary" };
    if (sort !== "text") return undefined;
    const owned = { start: 0, end: count };
    const unit = { id: path, path, origin: FILE, bytes, base: ORIGIN_BASE, owned, whole: true };
    return { type: "unit", unit: { ...unit, transcoded: false, binary: false, named } };
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function* readInParts(
  { location, path, named }: FoundFile,
  sizes: WindowSizes,
  buffer: Buffer,
): Generator<SourceEvent, void, void> {
  let file: number | undefined;
  let read = 0;
  try {
    file = openSync(openable(location), FLAGS);
    const bounded = boundedReader(file, sizes);
    for (const event of readUnits({ path, origin: FILE, named }, bounded.read, buffer, sizes)) {
      read++;
      const isEmpty = event.type === "unit" && event.unit.bytes.length === 0;
      // An empty file and a FIFO that nobody writes to read alike.
      if (isEmpty && !fstatSync(file).isFile()) yield { type: "problem", problem: goneProblem(path, named) };
      else yield event;
    }
    if (bounded.isCut()) yield { type: "problem", problem: growthProblem(path, bounded.total()) };
  } catch (error) {
    const what = read === 0 ? "read" : "read to its end";
    const problem = read === 0 && isGone(error) ? goneProblem(path, named) : unreadable(path, error, what);
    yield { type: "problem", problem };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
