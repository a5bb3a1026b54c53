import type { BytePath } from "../../files/byte-path.ts";
import { corrupt, GitError } from "../git-error.ts";
import type { ObjectHash, ObjectId, ObjectType } from "../object-id.ts";
import { deflatedBound, type Inflated, inflate, inflateHead } from "./inflate.ts";
import { openPackIndex, type PackIndex } from "./pack-index.ts";
import { type PageCache, PagedFile } from "./paged-file.ts";

/** What stands at an offset of a pack: a whole object, or a delta against a base. `size` is that of what is deflated. */
export interface PackEntry {
  readonly offset: number;
  readonly size: number;
  /** Where the deflated bytes begin. */
  readonly dataAt: number;
  readonly content:
    | { readonly kind: "whole"; readonly type: ObjectType }
    | { readonly kind: "offset-delta"; readonly base: number }
    | { readonly kind: "id-delta"; readonly base: ObjectId };
}

const TYPES: Readonly<Record<number, ObjectType>> = { 1: "commit", 2: "tree", 3: "blob", 4: "tag" };
const OFFSET_DELTA = 6;
const ID_DELTA = 7;
const HEADER = 12;
/** A delta's two sizes take at most 20 bytes, which come out of far fewer than these. */
const DELTA_HEAD = 96;

/** A pack and its index, opened when they are first asked for something. */
export class Pack {
  /** A number that no other pack of the store has. */
  readonly number: number;
  /** Path without an ending. */
  readonly path: BytePath;
  readonly #hash: ObjectHash;
  readonly #cache: PageCache;
  #index: PackIndex | undefined;
  #file: PagedFile | undefined;

  constructor(number: number, path: BytePath, hash: ObjectHash, cache: PageCache) {
    this.number = number;
    this.path = path;
    this.#hash = hash;
    this.#cache = cache;
  }

  get index(): PackIndex {
    this.#index ??= openPackIndex(`${this.path}.idx`, this.#hash, this.#cache);
    return this.#index;
  }

  get #pack(): PagedFile {
    this.#file ??= this.#open();
    return this.#file;
  }

  /** Name of the pack's file, as people see it. */
  get name(): string {
    return this.#pack.name;
  }

  /** What stands at an offset. */
  entryAt(offset: number): PackEntry {
    const file = this.#pack;
    const end = file.size - this.#hash.bytes;
    if (offset < HEADER || offset >= end) throw this.#broken(offset, "it is not inside the pack");
    const head = file.view(offset, Math.min(64, end - offset));
    const first = head[0] ?? 0;
    const kind = (first >> 4) & 7;
    let size = first & 15;
    let at = 1;
    let factor = 16;
    for (let byte = first; byte & 0x80; factor *= 128) {
      byte = head[at++] ?? this.#fail(offset, "it is cut short");
      size += (byte & 0x7f) * factor;
      if (size > Number.MAX_SAFE_INTEGER) this.#fail(offset, "it has an impossible size");
    }
    const type = TYPES[kind];
    if (type !== undefined) return { offset, size, dataAt: offset + at, content: { kind: "whole", type } };
    if (kind === OFFSET_DELTA) return this.#offsetDelta(offset, size, head, at);
    if (kind !== ID_DELTA) throw this.#broken(offset, `its kind ${kind} is none`);
    const next = at + this.#hash.bytes;
    if (next > head.length) throw this.#broken(offset, "it is cut short");
    const base = head.toString("hex", at, next);
    return { offset, size, dataAt: offset + next, content: { kind: "id-delta", base } };
  }

  /** The bytes of an entry: an object, or a delta. */
  inflate({ offset, size, dataAt }: PackEntry): Buffer {
    const file = this.#pack;
    const left = file.size - this.#hash.bytes - dataAt;
    let room = Math.min(left, deflatedBound(size));
    let bytes: Inflated = inflate(file.view(dataAt, room), size);
    // A compressor may have written more than it needed.
    while (bytes === "cut-short" && room < left) {
      room = Math.min(left, room * 4);
      bytes = inflate(file.view(dataAt, room), size);
    }
    if (typeof bytes === "string") throw this.#broken(offset, `it does not inflate (${bytes})`);
    return bytes;
  }

  /** The first bytes of an entry: enough for the head of a delta. */
  inflateHead({ offset, dataAt }: PackEntry): Buffer {
    const file = this.#pack;
    const bytes = inflateHead(file.view(dataAt, Math.min(DELTA_HEAD, file.size - this.#hash.bytes - dataAt)));
    if (typeof bytes === "string") throw this.#broken(offset, `it does not inflate (${bytes})`);
    return bytes;
  }

  close(): void {
    this.#index?.close();
    this.#file?.close();
    this.#index = undefined;
    this.#file = undefined;
  }

  #offsetDelta(offset: number, size: number, head: Buffer, start: number): PackEntry {
    let at = start;
    let byte = head[at++] ?? this.#fail(offset, "it is cut short");
    let back = byte & 0x7f;
    while (byte & 0x80) {
      byte = head[at++] ?? this.#fail(offset, "it is cut short");
      back = (back + 1) * 128 + (byte & 0x7f);
    }
    const base = offset - back;
    if (back === 0 || base < HEADER) throw this.#broken(offset, "its base is not inside the pack");
    return { offset, size, dataAt: offset + at, content: { kind: "offset-delta", base } };
  }

  #open(): PagedFile {
    const { bytes: checksum } = this.#hash;
    const file = new PagedFile(`${this.path}.pack`, this.#cache);
    try {
      checkHeader(file, this.index, checksum);
      return file;
    } catch (error) {
      file.close();
      throw error;
    }
  }

  #broken(offset: number, why: string): GitError {
    return corrupt(`the entry at byte ${offset}`, why, { file: this.name });
  }

  #fail(offset: number, why: string): never {
    throw this.#broken(offset, why);
  }
}

function checkHeader(file: PagedFile, index: PackIndex, checksum: number): void {
  const broken = (why: string) => corrupt("the pack", why, { file: file.name });
  if (file.size < HEADER + checksum) throw broken("it is cut short");
  if (file.view(0, 4).toString("latin1") !== "PACK") throw broken("it does not begin with `PACK`");
  const version = file.uint32(4);
  if (version !== 2 && version !== 3) {
    const place = { file: file.name };
    throw new GitError(
      "unsupported",
      `the pack ${file.name} is of version ${version}`,
      "Run `git repack -a -d`.",
      place,
    );
  }
  if (file.uint32(8) !== index.count) throw broken("it has another number of objects than its index");
  if (file.compare(file.size - checksum, index.packChecksum) !== 0) throw broken("its index belongs to another pack");
}
