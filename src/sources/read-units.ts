import { LARGEST_CONTAINER } from "../containers/allowance.ts";
import type { ContainerKind } from "../containers/container-kind.ts";
import { faultOf } from "../containers/content.ts";
import { leavesOf, TOO_LARGE } from "../containers/leaves.ts";
import { sortOf } from "../containers/sort-of-content.ts";
import { memberPath, shownPath } from "../core/member-path.ts";
import type { Origin, SourceEvent } from "../core/source.ts";
import type { UnitId } from "../core/span.ts";
import { ContainerProblems, closedProblem, containerProblem } from "./container-problems.ts";
import { type ByteReader, readWindows, type Window, type WindowSizes } from "./read-windows.ts";
import { openStream } from "./transcode.ts";

/** What a stream of bytes is, for the units that are made of it. */
export interface StreamName {
  readonly path: string;
  /** Names its content within the scan; its path where absent. */
  readonly id?: UnitId;
  readonly origin: Origin;
  readonly named: boolean;
  /** The path in the file of what lies in a container. */
  readonly inside?: string;
}

/** Hands out bytes as a stream does. */
export function readerOf(bytes: Buffer): ByteReader {
  let at = 0;
  return (buffer, offset) => {
    const count = bytes.copy(buffer, offset, at);
    at += count;
    return count;
  };
}

/** Cuts a stream into units: a container becomes those of its members, and what else is binary is passed over unless it was named. */
export function* readUnits(
  name: StreamName,
  read: ByteReader,
  buffer: Buffer,
  sizes: WindowSizes,
): Generator<SourceEvent, void, void> {
  const { path, id = path, origin, named, inside } = name;
  const stream = openStream(read, buffer);
  const windows = readWindows(stream.read, buffer, sizes);
  let sort: ReturnType<typeof sortOf> | undefined;
  for (const window of windows) {
    const { bytes, base, owned, whole } = window;
    sort ??= sortOf(bytes);
    if (typeof sort === "object" && sort.kind !== undefined) {
      yield* unitsInside(sort.kind, name, wholeOf(window, windows), buffer, sizes);
      return;
    }
    if (sort !== "text" && !named) {
      if (sort === "binary") yield { type: "skipped", path: shownPath(name), reason: "binary" };
      else yield { type: "problem", problem: closedProblem(shownPath(name), sort.closed) };
      return;
    }
    const binary = sort !== "text";
    const { transcoded } = stream;
    const place = inside === undefined ? {} : { inside };
    const unit = { id, path: shownPath(name), ...place, origin, bytes, base, owned, whole };
    yield { type: "unit", unit: { ...unit, transcoded, binary, named } };
  }
}

/** All bytes of a stream whose first window is at hand; undefined where there are more than a container may have. */
function wholeOf(first: Window, rest: Iterable<Window>): Buffer | undefined {
  const parts: Buffer[] = [];
  let size = 0;
  const take = ({ bytes, owned }: Window): void => {
    // A copy, since the buffer behind it is used again.
    parts.push(Buffer.from(bytes.subarray(owned.start, owned.end)));
    size += owned.end - owned.start;
  };
  take(first);
  if (!first.whole)
    for (const window of rest) {
      take(window);
      if (size > LARGEST_CONTAINER) return undefined;
    }
  return parts.length === 1 ? parts[0] : Buffer.concat(parts);
}

/** Units of all that a container holds, and what is wrong with it. */
function* unitsInside(
  kind: ContainerKind,
  { path, id = path, origin }: StreamName,
  bytes: Buffer | undefined,
  buffer: Buffer,
  sizes: WindowSizes,
): Generator<SourceEvent, void, void> {
  if (bytes === undefined) {
    yield { type: "problem", problem: containerProblem(path, faultOf("limit", TOO_LARGE)) };
    return;
  }
  const problems = new ContainerProblems(path);
  for (const found of leavesOf(kind, bytes, path)) {
    if (found.type === "fault") problems.note(found);
    else {
      const { inside } = found;
      const member = { path, id: memberPath(id, inside), origin, named: false, inside };
      yield* readUnits(member, readerOf(found.bytes), buffer, sizes);
    }
  }
  for (const problem of problems.all()) yield { type: "problem", problem };
}
