import type { EngineOptions } from "../../engine/options.ts";

/** Stages of a scan, in the order in which content passes through them. */
const STAGES = ["walk", "read", "match", "inspect", "report"] as const;
type Stage = (typeof STAGES)[number];

/** Milliseconds that each stage took. */
export type Spent = Readonly<Record<Stage, number>>;

const nothing = (): Record<Stage, number> => ({ walk: 0, read: 0, match: 0, inspect: 0, report: 0 });

/** Times the stages in one thread; what runs within another stage counts for itself only. */
export class Clock {
  #spent = nothing();
  /** What has run within the stage that is being timed. */
  #within = 0;

  time<Result>(stage: Stage, run: () => Result): Result {
    const before = this.#within;
    this.#within = 0;
    const started = performance.now();
    try {
      return run();
    } finally {
      const took = performance.now() - started;
      this.#spent[stage] += took - this.#within;
      this.#within = before + took;
    }
  }

  /** Notes that a stage took so long. */
  spend(stage: Stage, ms: number): void {
    this.#spent[stage] += ms;
  }

  /** The same items; what it takes to come by each is timed. */
  *each<Item>(stage: Stage, items: Iterable<Item>): Generator<Item, void, void> {
    const source = items[Symbol.iterator]();
    try {
      for (let next = this.time(stage, () => source.next()); next.done !== true; ) {
        yield next.value;
        next = this.time(stage, () => source.next());
      }
    } finally {
      source.return?.();
    }
  }

  /** What was spent since this was last asked for. */
  takeSpent(): Spent {
    const spent = this.#spent;
    this.#spent = nothing();
    return spent;
  }

  /** Adds what another thread spent. */
  add(spent: Spent): void {
    for (const stage of STAGES) this.spend(stage, spent[stage]);
  }
}

/** Options whose matcher is timed. */
export function timeMatcher(options: EngineOptions, clock: Clock): EngineOptions {
  const { matcher } = options;
  return { ...options, matcher: { ...matcher, find: (unit) => clock.time("match", () => matcher.find(unit)) } };
}

/** The spent time in one line, in tenths of a millisecond. */
export function describeSpent(spent: Spent): string {
  return JSON.stringify(Object.fromEntries(STAGES.map((stage) => [stage, Math.round(spent[stage] * 10) / 10])));
}

/** The clock, where a variable asks for it; without it nothing is timed. */
export function clockFor(env: Readonly<Record<string, string | undefined>>): Clock | undefined {
  const { SEALINT_PROFILE: asked = "" } = env;
  return asked === "" || asked === "0" ? undefined : new Clock();
}
