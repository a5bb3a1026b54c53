/** Work that is done in parts, each by whichever thread takes it first. Plain data, most of it in shared memory. */
export interface Work {
  readonly kind: string;
  /** Counts the parts that are taken. */
  readonly counter: Int32Array;
}

/** Other threads that help. */
export interface Helpers {
  /**
   * Lets all others work; `take` hears of each part that is done. Fulfilled when none of them does anything any more: what is not
   * done then is nobody's, as where a thread has ended by itself.
   */
  help(work: Work, take: (part: number, result: unknown) => void): Promise<void>;
}

/** How one thread goes about work. */
export interface Attention {
  readonly helpers: Helpers;
  /** Asked between parts: lets others have their say, and tells whether to stop. */
  pause(): Promise<boolean>;
}

/** A counter for new work. */
export const newCounter = (): Int32Array => new Int32Array(new SharedArrayBuffer(4));

/** Takes the next part; there is none left where that is not less than their number. */
export const nextPart = (counter: Int32Array): number => Atomics.add(counter, 0, 1);

/**
 * Does all parts of some work with whoever helps. Gives the results in the order of the parts, whoever did them; of a part that
 * was not done before the end there is none.
 */
export async function share<Result>(
  work: Work,
  parts: number,
  perform: (part: number) => Result,
  { helpers, pause }: Attention,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const others = helpers.help(work, (part, result) => results.set(part, result as Result));
  let isStopped = false;
  const performAll = async (next: () => number): Promise<void> => {
    for (let part = next(); part < parts && !isStopped; part = next()) {
      if (!results.has(part)) results.set(part, perform(part));
      isStopped = await pause();
    }
  };
  await performAll(() => nextPart(work.counter));
  if (isStopped) Atomics.store(work.counter, 0, parts);
  await others;
  // What a thread had taken that is no more.
  let part = 0;
  await performAll(() => part++);
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
