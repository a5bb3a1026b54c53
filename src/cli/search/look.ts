import { createInspect } from "../../engine/inspect-unit.ts";
import type { EngineOptions } from "../../engine/options.ts";
import {
  addSeen,
  isSilent,
  type Look,
  lookInSteps,
  nothingSeen,
  type Outcome,
  outcomeOfOne,
} from "../../engine/outcome.ts";
import { fileReader } from "../../sources/read-file.ts";
import type { FoundFile } from "../../sources/walk.ts";
import type { Batch, BatchResult } from "./batch.ts";
import { type Clock, timeMatcher } from "./clock.ts";

/** Looks at a file: at once, or, where it comes in parts, one part a step. */
export type LookAt = (found: FoundFile) => Outcome | Look;

/** Makes what looks at files in this thread: they are read to where the matcher searches them. */
export function createLookAt(options: EngineOptions, clock?: Clock): LookAt {
  const read = fileReader(undefined, options.matcher.buffer);
  if (clock !== undefined) return timed(read, createInspect(timeMatcher(options, clock)), clock);
  return lookWith(read, createInspect(options));
}

type Read = ReturnType<typeof fileReader>;
type Inspect = ReturnType<typeof createInspect>;

function lookWith(read: Read, inspect: Inspect): LookAt {
  return (found) => {
    const content = read(found);
    return "type" in content ? outcomeOfOne(content, inspect, found.path) : lookInSteps(content, inspect, found.path);
  };
}

/** The same with a clock on both. */
function timed(read: Read, inspect: Inspect, clock: Clock): LookAt {
  return lookWith(
    (found) => {
      const content = clock.time("read", () => read(found));
      return "type" in content ? content : clock.each("read", content);
    },
    (unit) => clock.time("inspect", () => inspect(unit)),
  );
}

/** What came of a look that is taken to its end. */
function finished(look: Outcome | Look): Outcome {
  if (!("step" in look)) return look;
  while (look.step());
  return look.outcome;
}

/** Looks at the files of a batch. */
export function lookAtBatch({ id, files }: Batch, lookAt: LookAt): BatchResult {
  const seen = nothingSeen();
  const outcomes: { ordinal: number; outcome: Outcome }[] = [];
  for (const { ordinal, found } of files) {
    const outcome = finished(lookAt(found));
    addSeen(seen, outcome.seen);
    if (!isSilent(outcome))
      outcomes.push({ ordinal, outcome: { seen: nothingSeen(), facts: outcome.facts, problems: outcome.problems } });
  }
  const ordinal = files[0]?.ordinal ?? 0;
  return { id, outcomes: [{ ordinal, outcome: { seen, facts: [], problems: [] } }, ...outcomes] };
}
