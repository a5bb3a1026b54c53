import type { Problem, SourceEvent, Unit } from "../core/source.ts";
import { attempt } from "./attempt.ts";
import type { Facts } from "./facts.ts";

/** What was met, in numbers. */
export interface Seen {
  files: number;
  bytes: number;
  binary: number;
  link: number;
  special: number;
  excluded: number;
}

/** What came of looking at some content: plain data, which can come from any thread. */
export interface Outcome {
  readonly seen: Seen;
  /** Of units that say nothing there are none. */
  readonly facts: readonly Facts[];
  readonly problems: readonly Problem[];
}

export const nothingSeen = (): Seen => ({ files: 0, bytes: 0, binary: 0, link: 0, special: 0, excluded: 0 });

/** Adds the numbers of the second to the first. */
export function addSeen(sum: Seen, more: Readonly<Seen>): void {
  sum.files += more.files;
  sum.bytes += more.bytes;
  sum.binary += more.binary;
  sum.link += more.link;
  sum.special += more.special;
  sum.excluded += more.excluded;
}

/** A look at some content that can be taken in steps: one event a step. */
export interface Look {
  /** What came of the steps so far. */
  readonly outcome: Outcome;
  /** Takes the next step; false where there is none. */
  step(): boolean;
  /** Lets go of the content before the end. */
  leave(): void;
}

type Inspect = (unit: Unit) => Facts;

/** Looks at all that a source yields. An exception is a problem of `subject`, or of the unit that it came from. */
export function outcomeOf(events: Iterable<SourceEvent>, inspect: Inspect, subject: string): Outcome {
  const look = lookInSteps(events, inspect, subject);
  while (look.step());
  return look.outcome;
}

/** The same in steps, for whoever has to do other things in between. */
export function lookInSteps(events: Iterable<SourceEvent>, inspect: Inspect, subject: string): Look {
  const growing = new GrowingOutcome();
  const source = events[Symbol.iterator]();
  const leave = (): void => void source.return?.();
  const step = (): boolean => {
    const next = source.next();
    if (next.done !== true) growing.note(next.value, inspect);
    return next.done !== true;
  };
  return {
    outcome: growing,
    step() {
      const hasMore = attempt(
        { subject, step: "the search", report: (problem) => growing.problems.push(problem) },
        step,
      );
      // After a fault nothing more is asked of the source, which then closes its file.
      if (hasMore === undefined) leave();
      return hasMore === true;
    },
    leave,
  };
}

/** Looks at the one event of a source: nearly all files are no more. */
export function outcomeOfOne(event: SourceEvent, inspect: Inspect, subject: string): Outcome {
  const growing = new GrowingOutcome();
  attempt({ subject, step: "the search", report: (problem) => growing.problems.push(problem) }, () =>
    growing.note(event, inspect),
  );
  return growing;
}

class GrowingOutcome implements Outcome {
  readonly seen = nothingSeen();
  readonly facts: Facts[] = [];
  readonly problems: Problem[] = [];

  note(event: SourceEvent, inspect: Inspect): void {
    if (event.type === "problem") {
      this.problems.push(event.problem);
    } else if (event.type === "skipped") {
      this.seen[event.reason]++;
      if (event.reason === "special") this.problems.push(notSearched(event.path));
    } else {
      const { unit } = event;
      if (unit.base.offset === 0) this.seen.files++;
      this.seen.bytes += unit.owned.end - unit.owned.start;
      const found = inspect(unit);
      if (saysSomething(found)) this.facts.push(found);
    }
  }
}

/** Whether there is anything in facts but their unit. */
export function saysSomething({
  findings,
  problems,
  markers,
  glimpses,
  pipeline,
  scanners,
  packaging,
  companion,
}: Facts): boolean {
  if (pipeline !== undefined || companion !== undefined || scanners !== undefined || packaging !== undefined)
    return true;
  return findings.length + problems.length + markers.length + glimpses.length > 0;
}

/** Whether there is nothing in an outcome but its numbers. */
export const isSilent = ({ facts, problems }: Outcome): boolean => facts.length === 0 && problems.length === 0;

function notSearched(path: string): Problem {
  return {
    level: "note",
    code: "not-a-file",
    subject: path,
    message: "is a pipe, socket or device and was not searched",
    hint: "Nothing to do, unless it should hold text: then pipe its content to `sealint scan --stdin`.",
  };
}
