import { corrupt, GitError } from "../git-error.ts";
import type { ObjectId } from "../object-id.ts";
import type { ObjectRing } from "./object-ring.ts";
import { findNumber, idOfNumber, type ObjectSpace } from "./object-space.ts";
import { type PathTable, TOP } from "./path-table.ts";
import type { Unpacker } from "./unpacker.ts";

/** What stands for a file that is not there (any more). */
export const ABSENT = -1;
/** From here down: numbers of files whose content is in none of the places where objects lie. */
export const FIRST_MISSING = -2;

export interface ChangeListener {
  /** A path has another content than before: a number of the object space, ABSENT, or FIRST_MISSING and less. */
  changed(path: number, content: number): void;
  /** A folder could not be read, so that what changed in it is not known. */
  lost(error: GitError): void;
}

const MOST_DIFFERENCES = 1 << 16;
const DEPTH = 4096;

/** Bytes that it takes of an unpacker's memory. */
export const DIFFERENCES_ROOM = MOST_DIFFERENCES * 16 + 4096;

interface Pair {
  readonly old: number;
  readonly now: number;
  readonly folder: number;
  readonly depth: number;
}

/** Compares trees, folders that are the same left out. */
export class TreeChanges {
  readonly missing: ObjectId[] = [];
  readonly #missing = new Map<ObjectId, number>();
  readonly #space: ObjectSpace;
  readonly #ring: ObjectRing;
  readonly #unpacker: Unpacker;
  readonly #paths: PathTable;
  readonly #differences: number;
  readonly #list: Int32Array;
  readonly #lost = new Set<string>();

  constructor(space: ObjectSpace, ring: ObjectRing, unpacker: Unpacker, paths: PathTable) {
    this.#space = space;
    this.#ring = ring;
    this.#unpacker = unpacker;
    this.#paths = paths;
    this.#differences = unpacker.reserve(MOST_DIFFERENCES * 16);
    this.#list = new Int32Array(unpacker.memory.buffer, this.#differences, MOST_DIFFERENCES * 4);
  }

  /** Tells what is different in a tree from another one; either may be ABSENT. */
  compare(old: number, now: number, listener: ChangeListener): void {
    const waiting: Pair[] = [{ old, now, folder: TOP, depth: 0 }];
    for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
      if (pair.old === pair.now) continue;
      try {
        this.#compareFolder(pair, waiting, listener);
      } catch (error) {
        if (!(error instanceof GitError)) throw error;
        if (this.#lost.has(error.message)) continue;
        this.#lost.add(error.message);
        listener.lost(error);
      }
    }
  }

  #compareFolder({ old, now, folder, depth }: Pair, waiting: Pair[], listener: ChangeListener): void {
    const [before, after] = this.#ring.readBoth(old, now);
    const idBytes = this.#space.hash.bytes;
    const found = this.#unpacker.diffTrees(
      before.at,
      before.at + before.size,
      after.at,
      after.at + after.size,
      idBytes,
      this.#differences,
      MOST_DIFFERENCES,
    );
    if (found === -1 || found > MOST_DIFFERENCES || depth > DEPTH) {
      const why = found === -1 ? "an entry is cut short" : "it is too large, or too deep in others";
      const id = idOfNumber(this.#space, now === ABSENT ? old : now);
      throw corrupt(`tree ${id}`, why, { object: id });
    }
    for (let at = 0; at < found * 4; at += 4) {
      const a = this.#list[at] as number;
      const b = this.#list[at + 2] as number;
      const wasFolder = a !== 0 && this.#isFolder(a);
      const isFolder = b !== 0 && this.#isFolder(b);
      const wasFile = a !== 0 && !wasFolder && this.#isFile(a);
      const isFile = b !== 0 && !isFolder && this.#isFile(b);
      const entry = b === 0 ? a : b;
      const length = this.#list[b === 0 ? at + 1 : at + 3] as number;
      const path = this.#paths.numberOf(folder, this.#nameOf(entry, length));
      if (isFile) {
        // Only the mode may have changed.
        if (!wasFile || !this.#isSameContent(a, this.#list[at + 1] as number, b, this.#list[at + 3] as number))
          listener.changed(path, this.#contentOf(b, this.#list[at + 3] as number));
      } else if (wasFile) listener.changed(path, ABSENT);
      if (wasFolder || isFolder) {
        waiting.push({
          old: wasFolder ? this.#folderAt(a, this.#list[at + 1] as number, listener) : ABSENT,
          now: isFolder ? this.#folderAt(b, this.#list[at + 3] as number, listener) : ABSENT,
          folder: path,
          depth: depth + 1,
        });
      }
    }
  }

  /** `40000`: the only mode with a four at its front. */
  #isFolder(entry: number): boolean {
    return this.#unpacker.memory[entry] === 0x34;
  }

  /** Files and links, `100…` and `120…`; what else there is are submodules, `160…`. */
  #isFile(entry: number): boolean {
    return this.#unpacker.memory[entry + 1] !== 0x36;
  }

  #nameOf(entry: number, length: number): string {
    const { memory } = this.#unpacker;
    let from = entry + 5;
    while (memory[from] !== 0x20) from++;
    return memory.toString("latin1", from + 1, entry + length - this.#space.hash.bytes - 1);
  }

  #isSameContent(a: number, aLength: number, b: number, bLength: number): boolean {
    const { memory } = this.#unpacker;
    const { bytes } = this.#space.hash;
    const [one, other] = [a + aLength - bytes, b + bLength - bytes];
    for (let at = 0; at < bytes; at++) if (memory[one + at] !== memory[other + at]) return false;
    return true;
  }

  #contentOf(entry: number, length: number): number {
    const at = entry + length - this.#space.hash.bytes;
    const number = findNumber(this.#space, this.#unpacker.memory, at);
    if (number !== -1) return number;
    const id = this.#unpacker.memory.toString("hex", at, at + this.#space.hash.bytes);
    const known = this.#missing.get(id);
    if (known !== undefined) return known;
    const missing = FIRST_MISSING - this.missing.length;
    this.missing.push(id);
    this.#missing.set(id, missing);
    return missing;
  }

  #folderAt(entry: number, length: number, listener: ChangeListener): number {
    const number = this.#contentOf(entry, length);
    if (number >= 0) return number;
    const id = this.missing[FIRST_MISSING - number] as ObjectId;
    if (!this.#lost.has(id)) {
      this.#lost.add(id);
      listener.lost(new GitError("missing", `tree ${id} is missing`, "", { object: id }));
    }
    return ABSENT;
  }
}
