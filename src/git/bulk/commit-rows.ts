import { corrupt } from "../git-error.ts";
import type { ObjectId } from "../object-id.ts";
import { Growing } from "./growing.ts";
import { findNumber, idOfNumber, type ObjectSpace } from "./object-space.ts";

/** Commits as they were read, one after the other. Plain data: other threads read some of them. */
export interface CommitRows {
  /** Number of each commit's object, and of its tree; -1 where the tree is missing. */
  readonly objects: Int32Array;
  readonly trees: Int32Array;
  /** Committers' times, in seconds since 1970. */
  readonly times: Float64Array;
  /** How many parents each has, and the numbers of their objects, those of one commit behind those of the last; -1 where one is missing. */
  readonly parentCounts: Int32Array;
  readonly parents: Int32Array;
  /** Trees and parents that are named and not there. */
  readonly missing: readonly ObjectId[];
}

/** Reads commits into rows. */
export class CommitReader {
  readonly #space: ObjectSpace;
  readonly #shallow: ReadonlySet<ObjectId>;
  readonly #id: Buffer;
  readonly #objects = new Growing();
  readonly #trees = new Growing();
  readonly #times: number[] = [];
  readonly #parentCounts = new Growing();
  readonly #parents = new Growing();
  readonly #missing = new Set<ObjectId>();

  /** At commits in `shallow` history is taken to begin. */
  constructor(space: ObjectSpace, shallow: ReadonlySet<ObjectId>) {
    this.#space = space;
    this.#shallow = shallow;
    this.#id = Buffer.alloc(space.hash.bytes);
  }

  /** Reads the commit that an object is. Throws a GitError where it is none. */
  read(object: number, bytes: Buffer): void {
    const { digits } = this.#space.hash;
    if (!isCommit(bytes, digits)) {
      const name = idOfNumber(this.#space, object);
      throw corrupt(`commit ${name}`, "it names no tree", { object: name });
    }
    this.#objects.push(object);
    this.#trees.push(this.#idAt(bytes, TREE));
    const isCut = this.#shallow.size > 0 && this.#shallow.has(idOfNumber(this.#space, object));
    let count = 0;
    let at = TREE + digits + 1;
    for (; startsWith(bytes, at, PARENT); at += PARENT.length + digits + 1) {
      if (isCut) continue;
      this.#parents.push(this.#idAt(bytes, at + PARENT.length));
      count++;
    }
    this.#parentCounts.push(count);
    this.#times.push(timeIn(bytes, at));
  }

  /** What has been read so far. */
  rows(): CommitRows {
    return {
      objects: this.#objects.items.slice(),
      trees: this.#trees.items.slice(),
      times: Float64Array.from(this.#times),
      parentCounts: this.#parentCounts.items.slice(),
      parents: this.#parents.items.slice(),
      missing: [...this.#missing],
    };
  }

  #idAt(bytes: Buffer, at: number): number {
    hexTo(this.#id, bytes, at);
    const number = findNumber(this.#space, this.#id, 0);
    if (number === -1) this.#missing.add(this.#id.toString("hex"));
    return number;
  }
}

const TREE = "tree ".length;
const PARENT = Buffer.from("parent ");
const COMMITTER = Buffer.from("committer ");
const LINE_BREAK = 10;

const isCommit = (bytes: Buffer, digits: number): boolean =>
  bytes.length > TREE + digits && bytes[0] === 0x74 && bytes[TREE + digits] === LINE_BREAK;

function startsWith(bytes: Buffer, at: number, word: Buffer): boolean {
  for (let index = 0; index < word.length; index++) if (bytes[at + index] !== word[index]) return false;
  return true;
}

function hexTo(id: Buffer, bytes: Buffer, at: number): void {
  for (let index = 0; index < id.length; index++)
    id[index] = (digitOf(bytes[at + 2 * index]) << 4) | digitOf(bytes[at + 2 * index + 1]);
}

/** Value of a hexadecimal digit in small letters; of anything else something. */
function digitOf(byte = 0): number {
  return byte >= 0x61 ? byte - 0x57 : byte - 0x30;
}

/** The committer's time; headers begin at `start`. */
function timeIn(bytes: Buffer, start: number): number {
  for (let at = start; at < bytes.length && bytes[at] !== LINE_BREAK; ) {
    const end = bytes.indexOf(LINE_BREAK, at);
    const to = end === -1 ? bytes.length : end;
    if (startsWith(bytes, at, COMMITTER)) return timeAtEnd(bytes, to);
    at = to + 1;
  }
  return 0;
}

/** `… 1700000000 +0100`. */
function timeAtEnd(bytes: Buffer, end: number): number {
  const space = bytes.lastIndexOf(0x20, end - 1);
  let time = 0;
  let factor = 1;
  for (let at = space - 1; at >= 0; at--, factor *= 10) {
    const digit = (bytes[at] as number) - 0x30;
    if (digit < 0 || digit > 9) return bytes[at] === 0x2d ? -time : time;
    time += digit * factor;
  }
  return 0;
}
