import { createHash } from "node:crypto";
import type { BytePath } from "../../files/byte-path.ts";
import { corrupt, GitError, missing } from "../git-error.ts";
import {
  type GitObject,
  isObjectId,
  type ObjectHash,
  type ObjectId,
  type ObjectInfo,
  type ObjectType,
} from "../object-id.ts";
import { ByteCache } from "./byte-cache.ts";
import { applyDelta, readDeltaHead } from "./delta.ts";
import { hasLoose, looseInfo, readLoose, tooLarge } from "./loose.ts";
import { type FolderOptions, ObjectFolder, type PackPlace } from "./object-folder.ts";
import type { Pack, PackEntry } from "./pack.ts";
import { PageCache } from "./paged-file.ts";

/** How a store reads. Sizes are in bytes. */
export interface StoreOptions {
  readonly hash: ObjectHash;
  /** Objects folders, alternates included, in the order in which they are asked. */
  readonly folders: readonly BytePath[];
  /** Folders that an object may have been in and that are not there, as people see them. */
  readonly absent?: readonly string[];
  /** Whether what is missing may have been left on a server. */
  readonly isPartialClone: boolean;
  /** Objects of more are not read. */
  readonly objectLimit?: number;
  /** What may be kept of bases that deltas are applied to. */
  readonly baseCache?: number;
  /** What may be kept of the files of packs and indexes. */
  readonly pageCache?: number;
  /** Whether an object's content is held against its name; without it, damage to an index may give another object. */
  readonly verify?: boolean;
}

const OBJECT_LIMIT = 512 << 20;
const BASE_CACHE = 64 << 20;
const PAGE_CACHE = 32 << 20;
/** Offsets of one pack: 4 TiB. */
const OFFSETS = 2 ** 42;

const keyOf = ({ pack, offset }: PackPlace): number => pack.number * OFFSETS + offset;

function absentFolder(file: string): GitError {
  const hint = "Bring the folder back, or take its line out of `objects/info/alternates` and fetch what is missing.";
  return new GitError("missing", `${file}, which objects are borrowed from, is not there`, hint, { file });
}

/** All objects of a repository: in packs and in files of their own, its own and those that it borrows. Only ever reads. */
export class ObjectStore {
  readonly hash: ObjectHash;
  readonly #folders: readonly ObjectFolder[];
  readonly #bases: ByteCache<GitObject>;
  readonly #isPartialClone: boolean;
  readonly #limit: number;
  readonly #verify: boolean;
  readonly #faults: GitError[] = [];

  constructor(options: StoreOptions) {
    const { hash, folders, isPartialClone, objectLimit = OBJECT_LIMIT, verify = true } = options;
    this.hash = hash;
    this.#limit = objectLimit;
    this.#verify = verify;
    this.#isPartialClone = isPartialClone;
    this.#bases = new ByteCache(options.baseCache ?? BASE_CACHE, ({ bytes }) => bytes.length + 100);
    let packs = 0;
    const shared: FolderOptions = {
      hash,
      cache: new PageCache(options.pageCache ?? PAGE_CACHE),
      nextPack: () => packs++,
      report: (error) => {
        if (!this.#faults.some(({ message }) => message === error.message)) this.#faults.push(error);
      },
    };
    this.#folders = folders.map((path) => new ObjectFolder(path, shared));
    for (const file of options.absent ?? []) shared.report(absentFolder(file));
  }

  /** What is broken and was passed over so far: an index of a pack whose objects then count as missing, for instance. */
  get faults(): readonly GitError[] {
    return this.#faults;
  }

  /** All packs, for whoever reads them from end to end. */
  get packs(): readonly Pack[] {
    return this.#folders.flatMap(({ packs }) => packs);
  }

  /** Ids of objects that lie in files of their own, some perhaps twice. */
  *looseIds(): Generator<ObjectId, void, void> {
    for (const folder of this.#folders) yield* folder.looseIds();
  }

  /** Whether the repository has an object; one that lies in a broken place counts. */
  has(id: ObjectId): boolean {
    const bytes = this.#bytesOf(id);
    return (
      this.#retrying(() => {
        if (this.#folders.some(({ path }) => hasLoose(path, id))) return true;
        return this.#places(bytes).next().done === true ? undefined : true;
      }) === true
    );
  }

  /** Reads an object. Throws a GitError where it is missing, damaged or too large. */
  read(id: ObjectId): GitObject {
    const bytes = this.#bytesOf(id);
    return this.#found(id, () =>
      this.#firstWhole(
        id,
        (folder) => readLoose(folder, id, this.#limit),
        bytes,
        (place) => this.readAt(place, id),
        (object) => this.#checked(id, object),
      ),
    );
  }

  /** Type and size of an object, for less than reading it takes. Its content is not looked at. */
  info(id: ObjectId): ObjectInfo {
    const bytes = this.#bytesOf(id);
    return this.#found(id, () =>
      this.#firstWhole(
        id,
        (folder) => looseInfo(folder, id),
        bytes,
        (place) => this.#infoAt(place),
        (info) => info,
      ),
    );
  }

  /** Reads an object that has to be of one type. */
  readAs(id: ObjectId, type: ObjectType): Buffer {
    const object = this.read(id);
    if (object.type === type) return object.bytes;
    throw corrupt(`object ${id}`, `it is a ${object.type} where a ${type} is meant`, { object: id });
  }

  /** Ids that begin with at least four digits, in order. */
  expand(prefix: string): ObjectId[] {
    const found = new Set<ObjectId>();
    for (const folder of this.#folders) for (const id of folder.withPrefix(prefix)) found.add(id);
    return [...found].sort();
  }

  /** Reads what stands at a place of a pack, deltas applied; its name is not held against it. */
  readAt(start: PackPlace, id?: ObjectId): GitObject {
    const deltas: { readonly place: PackPlace; readonly entry: PackEntry }[] = [];
    const { place: last, base } = this.#toBase(start, (place, entry) => deltas.push({ place, entry }));
    let object = base ?? this.#readWhole(last, id);
    for (const { place, entry } of deltas.toReversed()) {
      const bytes = this.#applyAt(place, entry, object.bytes, id);
      object = { type: object.type, bytes };
      this.#bases.set(keyOf(place), object);
    }
    return object;
  }

  close(): void {
    for (const folder of this.#folders) folder.close();
    this.#bases.clear();
  }

  #bytesOf(id: ObjectId): Buffer {
    if (isObjectId(id, this.hash)) return Buffer.from(id, "hex");
    throw new GitError("unknown-name", `\`${id}\` is no object name`, `Give ${this.hash.digits} hexadecimal digits.`, {
      object: id,
    });
  }

  *#places(id: Buffer): Generator<PackPlace, void, void> {
    for (const folder of this.#folders) yield* folder.find(id);
  }

  /** Looks twice where nothing is found: git may have moved objects into a new pack meanwhile. */
  #retrying<Result>(look: () => Result | undefined): Result | undefined {
    const found = look();
    if (found !== undefined) return found;
    // Every folder is to look again, so no short cut.
    const changed = this.#folders.map((folder) => folder.refresh());
    if (!changed.includes(true)) return undefined;
    this.#bases.clear();
    return look();
  }

  #found<Result>(id: ObjectId, look: () => Result | undefined): Result {
    const found = this.#retrying(look);
    if (found !== undefined) return found;
    const [fault] = this.#faults;
    if (fault === undefined) throw missing(id, this.#isPartialClone || this.#folders.some((one) => one.isPromised));
    // Which is more to the point than that the object is missing.
    throw new GitError(fault.fault, `object ${id} was not found, and ${fault.message}`, fault.hint, {
      object: id,
      file: fault.file,
      cause: fault,
    });
  }

  /** The first copy of an object that is whole; where all are broken, the first one's fault is thrown. */
  #firstWhole<Result>(
    id: ObjectId,
    loose: (folder: BytePath) => Result | undefined,
    bytes: Buffer,
    packed: (place: PackPlace) => Result,
    check: (result: Result) => Result,
  ): Result | undefined {
    let fault: GitError | undefined;
    const attempt = (read: () => Result | undefined): Result | undefined => {
      try {
        const result = read();
        return result === undefined ? undefined : check(result);
      } catch (error) {
        if (!(error instanceof GitError) || error.fault === "too-large") throw error;
        fault ??= error;
        return undefined;
      }
    };
    for (const { path } of this.#folders) {
      const result = attempt(() => loose(path));
      if (result !== undefined) return result;
    }
    for (const place of this.#places(bytes)) {
      const result = attempt(() => packed(place));
      if (result !== undefined) return result;
    }
    if (fault === undefined) return undefined;
    if (fault.object !== undefined) throw fault;
    throw new GitError(fault.fault, `object ${id}: ${fault.message}`, fault.hint, {
      object: id,
      file: fault.file,
      cause: fault,
    });
  }

  #checked(id: ObjectId, object: GitObject): GitObject {
    if (!this.#verify) return object;
    const { type, bytes } = object;
    const hash = createHash(this.hash.name).update(`${type} ${bytes.length}\0`).update(bytes).digest("hex");
    if (hash !== id) throw corrupt(`object ${id}`, "its content does not belong to its name", { object: id });
    return object;
  }

  /** Goes from delta to base; gives the base's place, or the base itself where it is at hand. */
  #toBase(
    start: PackPlace,
    onDelta: (place: PackPlace, entry: PackEntry) => void,
    isCached = true,
  ): { readonly place: PackPlace; readonly base?: GitObject } {
    const seen = new Set<number>();
    let place = start;
    for (;;) {
      const key = keyOf(place);
      const base = isCached ? this.#bases.get(key) : undefined;
      if (base !== undefined) return { place, base };
      if (seen.has(key))
        throw corrupt(`the entry at byte ${place.offset}`, "its bases lead back to itself", { file: place.pack.name });
      seen.add(key);
      const entry = place.pack.entryAt(place.offset);
      const { content } = entry;
      if (content.kind === "whole") return { place };
      onDelta(place, entry);
      if (content.kind === "offset-delta") {
        place = { pack: place.pack, offset: content.base };
        continue;
      }
      const next = this.#placeOfBase(place.pack, content.base);
      if ("bytes" in next) return { place, base: next };
      place = next;
    }
  }

  /** A base that is named lies in the same pack as a rule, in any other place where a pack is thin. */
  #placeOfBase(pack: Pack, id: ObjectId): PackPlace | GitObject {
    const bytes = Buffer.from(id, "hex");
    const offset = pack.index.offsetOf(bytes);
    if (offset !== undefined) return { pack, offset };
    for (const place of this.#places(bytes)) return place;
    for (const { path } of this.#folders) {
      const loose = readLoose(path, id, this.#limit);
      if (loose !== undefined) return loose;
    }
    throw missing(id, this.#isPartialClone);
  }

  #readWhole(place: PackPlace, id: ObjectId | undefined): GitObject {
    const entry = place.pack.entryAt(place.offset);
    const { content, size } = entry;
    if (content.kind !== "whole") throw corrupt(`the entry at byte ${place.offset}`, "it has no base");
    if (size > this.#limit)
      throw tooLarge(id ?? `at byte ${place.offset}`, size, this.#limit, { file: place.pack.name });
    const object = { type: content.type, bytes: place.pack.inflate(entry) };
    this.#bases.set(keyOf(place), object);
    return object;
  }

  #applyAt(place: PackPlace, entry: PackEntry, base: Buffer, id: ObjectId | undefined): Buffer {
    const { pack, offset } = place;
    if (entry.size > this.#limit)
      throw tooLarge(id ?? `at byte ${offset}`, entry.size, this.#limit, { file: pack.name });
    const delta = pack.inflate(entry);
    const head = readDeltaHead(delta);
    if (head !== undefined && head.size > this.#limit)
      throw tooLarge(id ?? `at byte ${offset}`, head.size, this.#limit, { file: pack.name });
    const bytes = head === undefined ? undefined : applyDelta(base, delta, head);
    if (bytes === undefined)
      throw corrupt(`the entry at byte ${offset}`, "its delta does not fit its base", { file: pack.name });
    return bytes;
  }

  #infoAt(start: PackPlace): ObjectInfo {
    let size: number | undefined;
    const { place, base } = this.#toBase(start, ({ pack, offset }, entry) => {
      if (size !== undefined) return;
      const head = readDeltaHead(pack.inflateHead(entry));
      if (head === undefined)
        throw corrupt(`the entry at byte ${offset}`, "its delta has no head", { file: pack.name });
      ({ size } = head);
    });
    if (base !== undefined) return { type: base.type, size: size ?? base.bytes.length };
    const { content, size: whole } = place.pack.entryAt(place.offset);
    if (content.kind !== "whole") throw corrupt(`the entry at byte ${place.offset}`, "it has no base");
    return { type: content.type, size: size ?? whole };
  }
}
