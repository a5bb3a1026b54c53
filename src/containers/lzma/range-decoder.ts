/** Probabilities are numbers of 11 bits; at the start each bit is as likely as not. */
export const EVEN = 1 << 10;
const PROBABILITY_BITS = 11;
const SHIFT = 5;
const LEAST_RANGE = 1 << 24;

/** Reads bits that were written by their probabilities: the range coder of LZMA. What is read behind the end is zero, and is noted. */
export class RangeDecoder {
  #input: Uint8Array;
  #at: number;
  #end: number;
  #range = 0xffffffff;
  #code = 0;
  /** Whether more was read than there is. */
  isOver = false;

  /** Starts at a place of `input`, and reads up to `end`. */
  constructor(input: Uint8Array, at: number, end: number) {
    this.#input = input;
    this.#at = at;
    this.#end = end;
    for (let count = 0; count < 5; count++) this.#code = ((this.#code << 8) | this.#next()) >>> 0;
  }

  /** The first place that was not read. */
  get at(): number {
    return this.#at;
  }

  /** Whether nothing is left, as it is behind the last bit of a sound stream. */
  get isEmpty(): boolean {
    return this.#code === 0;
  }

  #next(): number {
    if (this.#at < this.#end) return this.#input[this.#at++] as number;
    this.isOver = true;
    return 0;
  }

  #fill(): void {
    if (this.#range < LEAST_RANGE) {
      this.#range = (this.#range << 8) >>> 0;
      this.#code = ((this.#code << 8) | this.#next()) >>> 0;
    }
  }

  /** One bit by the probability at `index`, which learns from it. */
  bit(probabilities: Uint16Array, index: number): number {
    this.#fill();
    const probability = probabilities[index] as number;
    const bound = (this.#range >>> PROBABILITY_BITS) * probability;
    if (this.#code < bound) {
      this.#range = bound;
      probabilities[index] = probability + (((1 << PROBABILITY_BITS) - probability) >> SHIFT);
      return 0;
    }
    this.#range -= bound;
    this.#code -= bound;
    probabilities[index] = probability - (probability >> SHIFT);
    return 1;
  }

  /** So many bits that are as likely as not. */
  plain(count: number): number {
    let value = 0;
    for (let left = count; left > 0; left--) {
      this.#fill();
      this.#range >>>= 1;
      const isOne = this.#code >= this.#range;
      if (isOne) this.#code -= this.#range;
      value = (value << 1) | Number(isOne);
    }
    return value >>> 0;
  }

  /** A number of so many bits, the highest first, each by the probability that those before lead to. */
  tree(probabilities: Uint16Array, from: number, bits: number): number {
    let symbol = 1;
    for (let left = bits; left > 0; left--) symbol = (symbol << 1) | this.bit(probabilities, from + symbol);
    return symbol - (1 << bits);
  }

  /** The same with the lowest bit first. */
  reverseTree(probabilities: Uint16Array, from: number, bits: number): number {
    let symbol = 1;
    let value = 0;
    for (let bit = 0; bit < bits; bit++) {
      const one = this.bit(probabilities, from + symbol);
      symbol = (symbol << 1) | one;
      value |= one << bit;
    }
    return value;
  }
}
