const MB = 1 << 20;

/** Containers within containers, the outermost counted. */
export const MOST_DEPTH = 5;
/** Bytes of a container itself. */
export const LARGEST_CONTAINER = 256 * MB;
/** Bytes that one file may become in all, whatever it is. */
const MOST_BYTES = 512 * MB;
/** Bytes that every file may become. */
const LEAST_BYTES = 64 * MB;
/** Bytes that a file may become for each of its own: far more than text compresses to, far less than a bomb does. */
const MOST_RATIO = 100;
/** Members of one file in all. */
const MOST_MEMBERS = 200_000;

/**
 * What may be taken out of one file, containers in it included, so that a small file cannot cost much: bytes and members. Each
 * byte that is unpacked counts, once for each container that it lies in.
 */
export class Allowance {
  #bytes: number;
  #members = MOST_MEMBERS;

  /** `size` is the file's own, in bytes. */
  constructor(size: number) {
    this.#bytes = Math.min(MOST_BYTES, Math.max(LEAST_BYTES, MOST_RATIO * size));
  }

  /** Bytes that may still be unpacked. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Takes off bytes that were unpacked on the way to a member. */
  spend(bytes: number): void {
    this.#bytes -= bytes;
  }

  /** Takes one member of so many bytes off; false where there was no more room. */
  take(bytes: number): boolean {
    this.#bytes -= bytes;
    this.#members--;
    return this.#bytes >= 0 && this.#members >= 0;
  }
}
