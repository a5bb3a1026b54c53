import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import type { Origin, Problem, SourceEvent } from "../core/source.ts";
import { openable } from "./byte-path.ts";
import { type ByteReader, readWindows, WINDOW_SIZES, type WindowSizes, windowBuffer } from "./read-windows.ts";
import { goneProblem, isGone, unreadable } from "./system-errors.ts";
import { openStream } from "./transcode.ts";
import type { FoundFile } from "./walk.ts";

/** What a stream of bytes is, for the units that are made of it. */
export interface StreamName {
  readonly path: string;
  readonly origin: Origin;
  readonly named: boolean;
}

/** A NUL this close to the start makes a file binary. */
const BINARY_HEAD = 8 << 10;

/** A file that keeps growing is given up this many windows beyond the size that it had. */
const GROWTH_WINDOWS = 8;

/** Cuts a stream into units; a binary one is passed over unless it was named. */
export function* readUnits(
  name: StreamName,
  read: ByteReader,
  buffer: Buffer,
  sizes: WindowSizes,
): Generator<SourceEvent, void, void> {
  const { path, origin, named } = name;
  const stream = openStream(read, buffer);
  let binary: boolean | undefined;
  for (const { bytes, base, owned, whole } of readWindows(stream.read, buffer, sizes)) {
    binary ??= bytes.subarray(0, BINARY_HEAD).includes(0);
    if (binary && !named) {
      yield { type: "skipped", path, reason: "binary" };
      return;
    }
    const { transcoded } = stream;
    yield { type: "unit", unit: { id: path, path, origin, bytes, base, owned, whole, transcoded, binary, named } };
  }
}

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

/**
 * Makes a reader of found files. One buffer, given or its own, serves all of them: the bytes of a unit are valid until the
 * next event is asked for. A file that cannot be read becomes a problem.
 */
export function fileReader(
  sizes: WindowSizes = WINDOW_SIZES,
  buffer: Buffer = windowBuffer(sizes),
): (found: FoundFile) => Iterable<SourceEvent> {
  const origin: Origin = { kind: "file" };
  const { O_RDONLY, O_NONBLOCK, O_NOFOLLOW } = constants;
  return function* readFile({ location, path, named }) {
    let file: number | undefined;
    let read = 0;
    try {
      // Without waiting, and through no link: the name may have become a FIFO or a link since it was listed.
      file = openSync(openable(location), O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
      const bounded = boundedReader(file, sizes);
      for (const event of readUnits({ path, origin, named }, bounded.read, buffer, sizes)) {
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
  };
}
