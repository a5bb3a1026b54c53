import type { Outcome } from "../../engine/outcome.ts";
import type { FoundEvent, FoundFile } from "../../sources/walk.ts";
import type { Spent } from "./clock.ts";

/** A file with its place in the order in which files were found. */
export interface Ordered<Event> {
  readonly ordinal: number;
  readonly found: Event;
}

/** Files that one thread looks at in one go. */
export interface Batch {
  readonly id: number;
  readonly files: readonly Ordered<FoundFile>[];
}

/** What came of a batch; of files that say nothing only the numbers come, in the first of the outcomes. */
export interface BatchResult {
  readonly id: number;
  readonly outcomes: readonly { readonly ordinal: number; readonly outcome: Outcome }[];
  /** What it took, where that is timed. */
  readonly spent?: Spent;
}

/** What a thread says when it is set up and waits for batches. */
export const READY = "ready";

/** Files in a batch: a few milliseconds of work. */
const BATCH = 32;

/** What else comes by after which a batch is closed whatever it holds, so that whoever waits for it has a say meanwhile. */
const OTHERS = 1024;

/** Cuts what is found into batches of files, in order, some of them empty; the rest goes to `other` as it comes by. */
export function* batches(
  found: Iterable<FoundEvent>,
  other: (ordinal: number, event: Exclude<FoundEvent, FoundFile>) => void,
): Generator<Batch, void, void> {
  let ordinal = 0;
  let id = 0;
  let others = 0;
  let files: Ordered<FoundFile>[] = [];
  for (const event of found) {
    if (event.type === "file") {
      files.push({ ordinal, found: event });
    } else {
      other(ordinal, event);
      others++;
    }
    ordinal++;
    if (files.length < BATCH && others < OTHERS) continue;
    yield { id: id++, files };
    files = [];
    others = 0;
  }
  if (files.length > 0) yield { id, files };
}
