/** Reads bits, the highest first. Behind the end there are zeros. */
export class BitReader {
  #bytes: Uint8Array;
  #at = 0;
  #held = 0;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Whether more was read than there is. */
  get isOver(): boolean {
    return 8 * this.#at - this.#count > 8 * this.#bytes.length;
  }

  /** The next bits, up to 24 of them, which stay to be read. */
  peek(count: number): number {
    while (this.#count < count) {
      this.#held = (this.#held << 8) | (this.#bytes[this.#at++] ?? 0);
      this.#count += 8;
    }
    return (this.#held >>> (this.#count - count)) & ((1 << count) - 1);
  }

  skip(count: number): void {
    this.#count -= count;
  }

  /** A number of up to 24 bits. */
  read(count: number): number {
    const value = this.peek(count);
    this.#count -= count;
    return value;
  }

  /** Goes on with the next whole byte; gives its place. */
  align(): number {
    this.#count -= this.#count % 8;
    return this.#at - this.#count / 8;
  }
}
