import { closeSync, constants, openSync, readSync } from "node:fs";
import { type BytePath, openable, textOfPath } from "../../files/byte-path.ts";
import { systemWords } from "../../files/system-errors.ts";
import { GitError } from "../git-error.ts";
import type { Unpacker } from "./unpacker.ts";

/** Deltas are small and lie anywhere: larger pages are read ten times over. */
const PAGE = 8 << 10;
/** Bytes of the next page that each brings along, so that few entries lie across two. */
const TAIL = 4 << 10;
const SLOTS = 1024;
const SCRATCH = 16 << 20;

/** Bytes that the pages of all packs take of an unpacker's memory. */
export const PAGES_ROOM = SLOTS * (PAGE + TAIL + 512) + SCRATCH + 4096;

/** Parts of packs, read into an unpacker's memory. */
export class PackPages {
  readonly #unpacker: Unpacker;
  readonly #slots: number[];
  readonly #scratch: number;
  readonly #files = new Map<BytePath, OpenPack>();
  readonly #holders: { pack: OpenPack; page: number }[] = [];
  /** Whether a slot was asked for since it was last passed over: it stays for another round. */
  readonly #isUsed = new Uint8Array(SLOTS);
  #next = 0;
  /** The one that was opened last: most packs are large, and asked for many times in a row. */
  #last: OpenPack | undefined;

  constructor(unpacker: Unpacker) {
    this.#unpacker = unpacker;
    this.#slots = Array.from({ length: SLOTS }, () => unpacker.reserve(PAGE + TAIL));
    this.#scratch = unpacker.reserve(SCRATCH);
  }

  /** A pack of so many bytes, open for reading. Throws a GitError where it cannot be opened. */
  open(path: BytePath, size: number): OpenPack {
    if (this.#last?.path === path) return this.#last;
    const known = this.#files.get(path);
    if (known !== undefined) {
      this.#last = known;
      return known;
    }
    try {
      const descriptor = openSync(openable(path), constants.O_RDONLY | constants.O_NONBLOCK);
      const pack = { path, descriptor, size, slotOf: new Int16Array(Math.ceil(size / PAGE)).fill(-1) };
      this.#files.set(path, pack);
      return pack;
    } catch (error) {
      throw unreadable(path, error);
    }
  }

  /** Where the bytes of a range lie until the next call; undefined where they are more than there is room for. */
  at(pack: OpenPack, offset: number, length: number): number | undefined {
    const page = Math.floor(offset / PAGE);
    const from = offset - page * PAGE;
    if (from + length > PAGE + TAIL) {
      if (length > SCRATCH) return undefined;
      this.#read(pack, this.#scratch, offset, length);
      return this.#scratch;
    }
    const known = pack.slotOf[page] as number;
    const slot = known === -1 ? this.#load(pack, page) : known;
    this.#isUsed[slot] = 1;
    return (this.#slots[slot] as number) + from;
  }

  close(): void {
    for (const { descriptor } of this.#files.values()) closeSync(descriptor);
    this.#files.clear();
    this.#last = undefined;
  }

  #load(pack: OpenPack, page: number): number {
    const slot = this.#freeSlot();
    const holder = this.#holders[slot];
    if (holder !== undefined) holder.pack.slotOf[holder.page] = -1;
    const start = page * PAGE;
    this.#read(pack, this.#slots[slot] as number, start, Math.min(PAGE + TAIL, pack.size - start));
    this.#holders[slot] = { pack, page };
    pack.slotOf[page] = slot;
    return slot;
  }

  #freeSlot(): number {
    while (this.#isUsed[this.#next] === 1) {
      this.#isUsed[this.#next] = 0;
      this.#next = (this.#next + 1) % SLOTS;
    }
    const slot = this.#next;
    this.#next = (slot + 1) % SLOTS;
    return slot;
  }

  #read({ path, descriptor }: OpenPack, to: number, offset: number, length: number): void {
    try {
      for (let filled = 0; filled < length; ) {
        const count = readSync(descriptor, this.#unpacker.memory, to + filled, length - filled, offset + filled);
        if (count === 0) throw cutShort(path);
        filled += count;
      }
    } catch (error) {
      throw error instanceof GitError ? error : unreadable(path, error);
    }
  }
}

export interface OpenPack {
  readonly path: BytePath;
  readonly descriptor: number;
  readonly size: number;
  /** By number of a page: where it is held, -1 where it is not. */
  readonly slotOf: Int16Array;
}

function unreadable(path: BytePath, cause: unknown): GitError {
  const file = textOfPath(path);
  const hint = "Make the repository readable for the account that scans.";
  return new GitError("unreadable", `${file} cannot be read: ${systemWords(cause)}`, hint, { file, cause });
}

function cutShort(path: BytePath): GitError {
  const file = textOfPath(path);
  return new GitError("corrupt", `${file} became shorter while it was read`, "Scan when nothing repacks it.", { file });
}
