/**
 * Keeps what was used of late, up to about `limit` bytes in all. Two generations take turns: what is asked for again moves
 * to the young one, and the old one goes as a whole.
 */
export class ByteCache<Value> {
  #young = new Map<number, Value>();
  #old = new Map<number, Value>();
  #bytes = 0;
  readonly #half: number;
  readonly #sizeOf: (value: Value) => number;

  constructor(limit: number, sizeOf: (value: Value) => number) {
    this.#half = limit / 2;
    this.#sizeOf = sizeOf;
  }

  get(key: number): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  /** Takes a value in, unless it alone would fill a generation. */
  set(key: number, value: Value): void {
    const size = this.#sizeOf(value);
    if (size > this.#half) return;
    if (this.#bytes + size > this.#half) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#bytes = 0;
    }
    this.#young.set(key, value);
    this.#bytes += size;
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
    this.#bytes = 0;
  }
}
