/** Thrown where a header does not say what one has to; caught by what reads it. */
export class BrokenHeader extends Error {}

/** Reads the numbers of a header of 7z, one after the other, and never beyond its end. */
export class HeaderReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Bytes that are left. */
  get left(): number {
    return this.#bytes.length - this.#at;
  }

  bytes(count: number): Buffer {
    if (count > this.left) throw new BrokenHeader();
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  byte(): number {
    return this.bytes(1)[0] as number;
  }

  /** A number of up to 64 bits: the first byte tells by its highest bits how many follow, and has the rest of the highest ones. */
  number(): number {
    const first = this.byte();
    let value = 0;
    for (let index = 0; index < 8; index++) {
      const mask = 0x80 >> index;
      if ((first & mask) === 0) return value + (first & (mask - 1)) * 256 ** index;
      value += this.byte() * 256 ** index;
    }
    return value;
  }

  /** How many of something there are, each of which takes `bits` of the header or more. */
  count(bits = 8): number {
    const count = this.number();
    if (count * bits > 8 * (this.left + 1)) throw new BrokenHeader();
    return count;
  }

  /** Sizes of so many things. */
  numbers(count: number): number[] {
    if (count > this.left) throw new BrokenHeader();
    return Array.from({ length: count }, () => this.number());
  }

  /** A bit for each of so many things, the highest first. */
  flags(count: number): boolean[] {
    const bytes = this.bytes(Math.ceil(count / 8));
    return Array.from({ length: count }, (_, index) => ((bytes[index >> 3] as number) & (0x80 >> (index & 7))) !== 0);
  }

  /** The same, with a byte in front that may stand for all of them. */
  flagsOrAll(count: number): boolean[] {
    return this.byte() === 0 ? this.flags(count) : Array<boolean>(count).fill(true);
  }

  /** Checksums of those of so many things that have one. */
  checksums(count: number): (number | undefined)[] {
    return this.flagsOrAll(count).map((has) => (has ? this.bytes(4).readUInt32LE() : undefined));
  }
}
