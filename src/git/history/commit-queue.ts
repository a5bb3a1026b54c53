import type { ObjectId } from "../object-id.ts";

/** A commit that waits to be looked at. */
export interface Waiting {
  readonly id: ObjectId;
  readonly time: number;
}

/** Commits, the latest first; those of one time in the order in which they came. A binary heap. */
export class CommitQueue<Item extends Waiting> {
  readonly #heap: { readonly item: Item; readonly order: number }[] = [];
  #order = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** The time of the next one; undefined where there is none. */
  get nextTime(): number | undefined {
    return this.#heap[0]?.item.time;
  }

  push(item: Item): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push({ item, order: this.#order++ });
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(at, parent)) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  pop(): Item | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first?.item;
    heap[0] = last;
    for (let at = 0; ; ) {
      let least = at;
      if (this.#isBefore(2 * at + 1, least)) least = 2 * at + 1;
      if (this.#isBefore(2 * at + 2, least)) least = 2 * at + 2;
      if (least === at) return first.item;
      this.#swap(at, least);
      at = least;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const one = this.#heap[a];
    const other = this.#heap[b];
    if (one === undefined || other === undefined) return false;
    return one.item.time > other.item.time || (one.item.time === other.item.time && one.order < other.order);
  }

  #swap(a: number, b: number): void {
    const one = this.#heap[a];
    const other = this.#heap[b];
    if (one === undefined || other === undefined) return;
    this.#heap[a] = other;
    this.#heap[b] = one;
  }
}
