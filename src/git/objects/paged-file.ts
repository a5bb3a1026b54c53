import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { type BytePath, openable, textOfPath } from "../../files/byte-path.ts";
import { corrupt, unreadable } from "../git-error.ts";
import { ByteCache } from "./byte-cache.ts";

const PAGE = 32 << 10;
/** Pages of one file: 128 TiB. */
const PAGES = 2 ** 32;

/** Pages of all files of a store, so that many packs take no more memory than one. */
export class PageCache {
  readonly #pages: ByteCache<Buffer>;
  #files = 0;

  constructor(limit: number) {
    this.#pages = new ByteCache(limit, (page) => page.length);
  }

  /** A number for a new file, by which its pages are told from those of others. */
  newFile(): number {
    return this.#files++;
  }

  page(file: number, number: number): Buffer | undefined {
    return this.#pages.get(file * PAGES + number);
  }

  keep(file: number, number: number, page: Buffer): void {
    this.#pages.set(file * PAGES + number, page);
  }
}

/** An open file of which parts are read where they are asked for, never all of it. */
export class PagedFile {
  readonly size: number;
  /** The path as people see it. */
  readonly name: string;
  readonly #descriptor: number;
  readonly #cache: PageCache;
  readonly #number: number;

  constructor(path: BytePath, cache: PageCache) {
    this.name = textOfPath(path);
    this.#descriptor = openForReading(path);
    const stats = fstatSync(this.#descriptor);
    if (!stats.isFile()) {
      closeSync(this.#descriptor);
      throw corrupt("the file", "it is no regular file", { file: this.name });
    }
    this.size = stats.size;
    this.#cache = cache;
    this.#number = cache.newFile();
  }

  /** The bytes of a range, which the caller must not change; throws where the file ends before. */
  view(at: number, length: number): Buffer {
    if (at < 0 || at + length > this.size) throw corrupt("the file", "it is cut short", { file: this.name });
    const number = Math.floor(at / PAGE);
    const from = at - number * PAGE;
    if (from + length > PAGE) return this.#read(at, length);
    const page = this.#page(number);
    return page.subarray(from, from + length);
  }

  /** Fills `target` with the bytes from `at` on, for what is read once: nothing is kept of it. */
  readInto(target: Buffer, at: number): void {
    if (at < 0 || at + target.length > this.size) throw corrupt("the file", "it is cut short", { file: this.name });
    this.#fill(target, at);
  }

  /** An unsigned number of four bytes, the most significant first. */
  uint32(at: number): number {
    const number = Math.floor(at / PAGE);
    const from = at - number * PAGE;
    if (from + 4 > PAGE || at + 4 > this.size) return this.view(at, 4).readUInt32BE(0);
    return this.#page(number).readUInt32BE(from);
  }

  /** A number of eight bytes; what no file can reach is a fault. */
  uint64(at: number): number {
    const bytes = this.view(at, 8);
    const value = bytes.readUInt32BE(0) * 2 ** 32 + bytes.readUInt32BE(4);
    if (!Number.isSafeInteger(value)) throw corrupt("the file", "an offset is impossible", { file: this.name });
    return value;
  }

  /** Less than, equal to or more than zero as the bytes of the file come before, equal or follow `other`. */
  compare(at: number, other: Buffer): number {
    const number = Math.floor(at / PAGE);
    const from = at - number * PAGE;
    const isInside = from + other.length <= PAGE && at + other.length <= this.size;
    if (isInside) return this.#page(number).compare(other, 0, other.length, from, from + other.length);
    return this.view(at, other.length).compare(other);
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #page(number: number): Buffer {
    const kept = this.#cache.page(this.#number, number);
    if (kept !== undefined) return kept;
    const start = number * PAGE;
    const page = this.#read(start, Math.min(PAGE, this.size - start));
    this.#cache.keep(this.#number, number, page);
    return page;
  }

  #read(at: number, length: number): Buffer {
    const buffer = Buffer.allocUnsafeSlow(length);
    this.#fill(buffer, at);
    return buffer;
  }

  #fill(buffer: Buffer, at: number): void {
    for (let filled = 0; filled < buffer.length; ) {
      const count = readAt(this.#descriptor, buffer, filled, at + filled, this.name);
      if (count === 0) throw corrupt("the file", "it became shorter while it was read", { file: this.name });
      filled += count;
    }
  }
}

function readAt(descriptor: number, buffer: Buffer, offset: number, position: number, file: string): number {
  try {
    return readSync(descriptor, buffer, offset, buffer.length - offset, position);
  } catch (error) {
    throw unreadable(file, "read", error);
  }
}

/** Opens without waiting: a FIFO in a file's place does no harm. */
function openForReading(path: BytePath): number {
  try {
    return openSync(openable(path), constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    throw unreadable(textOfPath(path), "read", error);
  }
}
