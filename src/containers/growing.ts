const LEAST = 1 << 16;

/**
 * Bytes that are unpacked one after the other, and are looked back at meanwhile. There are never more than `most`, and room is taken as
 * it is filled: what an archive says of its size costs nothing.
 */
export class Growing {
  readonly most: number;
  bytes: Uint8Array = new Uint8Array(LEAST);
  length = 0;

  constructor(most: number) {
    this.most = most;
  }

  /** Makes room for so many more bytes; false where that would be too many. */
  reserve(more: number): boolean {
    const needed = this.length + more;
    if (needed > this.most) return false;
    if (needed > this.bytes.length) {
      const larger = new Uint8Array(Math.min(this.most, Math.max(needed, 2 * this.bytes.length)));
      larger.set(this.bytes.subarray(0, this.length));
      this.bytes = larger;
    }
    return true;
  }

  /** Takes bytes as they are; false where they are too many. */
  append(bytes: Uint8Array): boolean {
    if (!this.reserve(bytes.length)) return false;
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
    return true;
  }

  /** All bytes from a place on, as a view. */
  since(from: number): Buffer {
    return Buffer.from(this.bytes.buffer, from, this.length - from);
  }
}

/** How decompressing ended: at the end of the data, where the input ended before, where it was broken, or where `most` was reached. */
export type Ended = "whole" | "cut" | "malformed" | "limit";
