import { type Look, type Outcome, outcomeOf } from "../../engine/outcome.ts";
import type { FoundEvent } from "../../sources/walk.ts";
import { type Batch, batches } from "./batch.ts";
import type { Crew, Takers } from "./crew.ts";
import { Gathered } from "./gathered.ts";
import type { LookAt } from "./look.ts";
import { Supply } from "./supply.ts";

/** Files up to which it is never worth while to start other threads. */
const MANY = 64;
/** Batches that wait and are worth it, whatever they take: there may be any number behind them. */
const MANY_WAITING = 20;
/** Files after which the pace tells something: the first ones run cold, and take several times as long. */
const WARM = 192;
/**
 * Milliseconds of work that wait and are worth it. A thread loads the program again and runs all of it cold: it takes up to half a
 * second before it is of use.
 */
const MUCH_WAITING_MS = 2000;
/** The longest time in which nothing else is listened to, in milliseconds. */
const ATTENTION_MS = 20;

export interface SearchOptions {
  readonly lookAt: LookAt;
  /** Starts the other threads, where there are to be any. */
  readonly startCrew?: (takers: Omit<Takers, "miss">) => Promise<Crew>;
  /** Hears of each outcome, in any order. */
  readonly onOutcome?: (outcome: Outcome) => void;
  /** What this thread has to do besides; it does so as soon as the others have something to look at, if there are any. */
  readonly meanwhile?: () => void;
  /** Milliseconds that the search has worked; the processor's count where absent. */
  readonly worked?: () => number;
  /** Whether to stop before the end. */
  readonly isStopped?: () => boolean;
}

/** Looks at all files that are found, with all threads; what comes of it is in the order of the files, whoever looked at them. */
export async function search(found: Iterable<FoundEvent>, options: SearchOptions): Promise<Outcome> {
  const gathered = new Gathered(options.onOutcome ?? (() => {}));
  const source = batches(found, (ordinal, event) =>
    gathered.note(ordinal, outcomeOf([event], neverInspected, "sealint")),
  );
  const run = new Run(new Supply(source), gathered, options);
  await run.toItsEnd();
  return gathered.inOrder();
}

/** A search under way: the main thread finds files, looks at some, hands out the rest and listens in between. */
class Run {
  #crew: Crew | undefined;
  #attended = performance.now();
  readonly #worked: () => number;
  #looked = 0;
  readonly #supply: Supply;
  readonly #gathered: Gathered;
  readonly #options: SearchOptions;

  constructor(supply: Supply, gathered: Gathered, options: SearchOptions) {
    this.#supply = supply;
    this.#gathered = gathered;
    this.#options = options;
    this.#worked = options.worked ?? processorTime();
  }

  async toItsEnd(): Promise<void> {
    try {
      while (!this.#isStopped()) {
        if (this.#isDue()) await this.#listen(false);
        await this.#growCrew();
        this.#provide();
        const batch = this.#supply.queue.shift();
        if (batch !== undefined) await this.#lookAtAll(batch);
        else if (!this.#supply.isExhausted) continue;
        else if (this.#crew?.isIdle === false) await this.#listen(true);
        else break;
      }
    } finally {
      this.#supply.close();
      await this.#crew?.dismiss();
    }
  }

  readonly #isStopped = (): boolean => this.#options.isStopped?.() ?? false;

  readonly #isDue = (): boolean => performance.now() - this.#attended >= ATTENTION_MS;

  /** Starts the other threads as soon as there is enough to do for them. */
  async #growCrew(): Promise<void> {
    if (this.#supply.files < MANY || this.#crew !== undefined || this.#options.startCrew === undefined) return;
    this.#supply.fill(true, this.#isDue);
    if (!this.#isWorthACrew()) return;
    this.#crew = await this.#options.startCrew({
      take: (result) => this.#gathered.take(result),
      lose: (ordinal, problem) => this.#gathered.lose(ordinal, problem),
    });
    if (this.#options.meanwhile === undefined) return;
    this.#crew.share(this.#supply.queue);
    this.#options.meanwhile();
  }

  /** Whether what is found and waits would keep this thread for long, at the pace so far. */
  #isWorthACrew(): boolean {
    const { queue } = this.#supply;
    if (queue.length >= MANY_WAITING) return true;
    if (this.#looked < WARM) return false;
    const waiting = queue.reduce((sum, { files }) => sum + files.length, 0);
    const pace = this.#worked() / this.#looked;
    return waiting * pace >= MUCH_WAITING_MS;
  }

  /** Sees to it that all threads have something to do. */
  #provide(): void {
    this.#supply.fill(this.#crew !== undefined, this.#isDue);
    this.#crew?.serve(this.#supply.queue);
  }

  async #listen(isWaiting: boolean): Promise<void> {
    await attention(isWaiting);
    this.#attended = performance.now();
  }

  async #lookAtAll({ files }: Batch): Promise<void> {
    for (const { ordinal, found } of files) {
      if (this.#isDue()) await this.#listen(false);
      if (this.#isStopped()) return;
      const look = this.#options.lookAt(found);
      if ("step" in look) await this.#lookInSteps(look);
      this.#gathered.note(ordinal, "step" in look ? look.outcome : look);
      this.#looked++;
    }
  }

  async #lookInSteps(look: Look): Promise<void> {
    while (!this.#isStopped() && look.step()) {
      if (!this.#isDue()) continue;
      await this.#listen(false);
      // A large file takes long; the others should not run out of work meanwhile.
      this.#provide();
    }
    if (this.#isStopped()) look.leave();
  }
}

/** On a busy machine all takes longer, and another thread helps less. */
function processorTime(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
}

const neverInspected = (): never => {
  throw new Error("what was found beside files is not looked at");
};

/** Lets signals and the other threads have their say; with nothing to do, for a moment. */
function attention(isWaiting: boolean): Promise<void> {
  return new Promise((resolve) => (isWaiting ? setTimeout(resolve, 1) : setImmediate(resolve)));
}
