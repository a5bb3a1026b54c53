import type { Problem } from "../../core/source.ts";
import { addSeen, isSilent, nothingSeen, type Outcome, outcomeOf } from "../../engine/outcome.ts";
import type { FoundEvent } from "../../sources/walk.ts";
import { type Batch, type BatchResult, batches } from "./batch.ts";
import type { Crew } from "./crew.ts";
import type { LookAt } from "./look.ts";

/** Files after which it is worth while to start other threads. */
const MANY = 256;
/** Batches in the queue: so many files are found ahead of the search. */
const AHEAD = 64;
/** The longest time in which nothing else is listened to, in milliseconds. */
const ATTENTION_MS = 20;

export interface SearchOptions {
  readonly lookAt: LookAt;
  /** Starts the other threads, where there are to be any. */
  readonly startCrew?: (take: (result: BatchResult) => void, report: (problem: Problem) => void) => Promise<Crew>;
  /** Hears of each outcome, in any order. */
  readonly onOutcome?: (outcome: Outcome) => void;
  /** Whether to stop before the end. */
  readonly isStopped?: () => boolean;
}

/** Looks at all files that are found, with all threads; what comes of it is in the order of the files, whoever looked at them. */
export async function search(found: Iterable<FoundEvent>, options: SearchOptions): Promise<Outcome> {
  const { lookAt, startCrew, onOutcome = () => {}, isStopped = () => false } = options;
  const seen = nothingSeen();
  const notable: { readonly ordinal: number; readonly outcome: Outcome }[] = [];
  const note = (ordinal: number, outcome: Outcome): void => {
    addSeen(seen, outcome.seen);
    if (!isSilent(outcome)) notable.push({ ordinal, outcome });
    onOutcome(outcome);
  };
  const take = ({ outcomes }: BatchResult): void => outcomes.forEach(({ ordinal, outcome }) => note(ordinal, outcome));
  const ofThreads: Problem[] = [];
  const source = batches(found, (ordinal, event) => note(ordinal, outcomeOf([event], neverInspected, "sealint")));
  const queue: Batch[] = [];
  let crew: Crew | undefined;
  let isFound = false;
  let files = 0;
  const fill = (): void => {
    while (!isFound && queue.length < AHEAD) {
      const next = source.next();
      if (next.done === true) {
        isFound = true;
        continue;
      }
      queue.push(next.value);
      files += next.value.files.length;
      // Alone, one looks at what there is before going on.
      if (crew === undefined) break;
    }
  };
  let attended = performance.now();
  const attend = async (isWaiting: boolean): Promise<void> => {
    await attention(isWaiting);
    attended = performance.now();
  };
  try {
    while (!isStopped()) {
      if (queue.length < AHEAD / 2) fill();
      if (files >= MANY) crew ??= await startCrew?.(take, (problem) => ofThreads.push(problem));
      crew?.serve(queue);
      const batch = queue.shift();
      if (batch === undefined) {
        if (isFound && crew?.isIdle !== false) break;
        await attend(true);
        continue;
      }
      for (const { ordinal, found: file } of batch.files) {
        if (performance.now() - attended >= ATTENTION_MS) await attend(false);
        if (isStopped()) break;
        const look = lookAt(file);
        if (!("step" in look)) {
          note(ordinal, look);
          continue;
        }
        while (!isStopped() && look.step()) {
          if (performance.now() - attended >= ATTENTION_MS) await attend(false);
        }
        if (isStopped()) look.leave();
        note(ordinal, look.outcome);
      }
    }
  } finally {
    await crew?.dismiss();
  }
  const inOrder = notable.sort((a, b) => a.ordinal - b.ordinal).map(({ outcome }) => outcome);
  return {
    seen,
    facts: inOrder.flatMap(({ facts }) => facts),
    problems: [...inOrder.flatMap(({ problems }) => problems), ...ofThreads],
  };
}

const neverInspected = (): never => {
  throw new Error("what was found beside files is not looked at");
};

/** Lets signals and the other threads have their say; with nothing to do, for a moment. */
function attention(isWaiting: boolean): Promise<void> {
  return new Promise((resolve) => (isWaiting ? setTimeout(resolve, 1) : setImmediate(resolve)));
}
