import type { Batch } from "./batch.ts";

/** Batches in the queue: so many files are found ahead of the search. */
const AHEAD = 64;

/** Batches that are found and wait to be looked at: a few, however many files there are. */
export class Supply {
  readonly queue: Batch[] = [];
  /** Whether all there is has been found. */
  isExhausted = false;
  /** Files found so far. */
  files = 0;
  readonly #source: Iterator<Batch, void, void>;

  constructor(source: Iterable<Batch, void, void>) {
    this.#source = source[Symbol.iterator]();
  }

  /** Finds batches ahead, or just the next one where there is nobody to share them with, until `isDue` says to stop. */
  fill(isShared: boolean, isDue: () => boolean): void {
    if (this.queue.length >= (isShared ? AHEAD / 2 : 1)) return;
    const enough = isShared ? AHEAD : 1;
    while (this.queue.length < enough && !this.isExhausted && !isDue()) {
      const next = this.#source.next();
      if (next.done === true) {
        this.isExhausted = true;
      } else if (next.value.files.length > 0) {
        this.queue.push(next.value);
        this.files += next.value.files.length;
      }
    }
  }

  /** Lets go of what has not been found. */
  close(): void {
    this.#source.return?.();
  }
}
