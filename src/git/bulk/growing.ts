/** A list of numbers of 32 bits that grows. */
export class Growing {
  #items = new Int32Array(1024);
  length = 0;

  push(item: number): void {
    if (this.length === this.#items.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.#items);
      this.#items = larger;
    }
    this.#items[this.length++] = item;
  }

  at(index: number): number {
    return this.#items[index] as number;
  }

  /** What is in the list so far; a view that the next push may leave behind. */
  get items(): Int32Array {
    return this.#items.subarray(0, this.length);
  }
}
