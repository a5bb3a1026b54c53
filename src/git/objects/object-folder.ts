import { readdirSync } from "node:fs";
import { type BytePath, openable, textOfPath } from "../../files/byte-path.ts";
import { systemCode } from "../../files/system-errors.ts";
import { type GitError, passingOver, unreadable } from "../git-error.ts";
import type { ObjectHash, ObjectId } from "../object-id.ts";
import { type MultiPackIndex, openMultiPackIndex } from "./multi-pack-index.ts";
import { Pack } from "./pack.ts";
import type { PageCache } from "./paged-file.ts";

/** Where an object stands in a pack. */
export interface PackPlace {
  readonly pack: Pack;
  readonly offset: number;
}

/** What the folders of one store share. */
export interface FolderOptions {
  readonly hash: ObjectHash;
  readonly cache: PageCache;
  /** A number for the next pack. */
  nextPack(): number;
  /** Hears of what is broken and was passed over; whoever misses an object then tells that. */
  report(error: GitError): void;
}

function namesIn(folder: BytePath): string[] {
  try {
    return readdirSync(openable(folder), { encoding: "latin1" });
  } catch (error) {
    const code = systemCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return [];
    throw unreadable(textOfPath(folder), "listed", error);
  }
}

/** One folder of objects, with its packs. */
export class ObjectFolder {
  readonly path: BytePath;
  readonly #options: FolderOptions;
  #packs: ReadonlyMap<string, Pack> | undefined;
  #broken = new Set<Pack>();
  #index: MultiPackIndex | undefined;
  #covered: readonly (Pack | undefined)[] = [];
  #bare: Pack[] = [];
  #isPromised = false;

  constructor(path: BytePath, options: FolderOptions) {
    this.path = path;
    this.#options = options;
  }

  /** Whether a pack here came from a partial clone. */
  get isPromised(): boolean {
    this.#list();
    return this.#isPromised;
  }

  /** All packs, in the order of their names. */
  get packs(): readonly Pack[] {
    return [...this.#list().values()];
  }

  /** Where an object stands in the packs of this folder: once, or several times where packs overlap. */
  *find(id: Buffer): Generator<PackPlace, void, void> {
    this.#list();
    const { report } = this.#options;
    const found = passingOver(report, () => this.#index?.find(id));
    const covered = found === undefined ? undefined : this.#covered[found.pack];
    if (found !== undefined && covered !== undefined) yield { pack: covered, offset: found.offset };
    for (let at = 0; at < this.#bare.length; at++) {
      const pack = this.#bare[at] as Pack;
      const offset = this.#offsetIn(pack, id);
      if (offset === undefined) continue;
      if (at > 0) {
        // What is asked for next is likely to be in the same pack.
        this.#bare.splice(at, 1);
        this.#bare.unshift(pack);
      }
      yield { pack, offset };
    }
    // Reached where nothing was found, or what was found is broken: another copy may be whole.
    for (const pack of this.#covered) {
      const offset = pack === undefined || pack === covered ? undefined : this.#offsetIn(pack, id);
      if (pack !== undefined && offset !== undefined) yield { pack, offset };
    }
  }

  /** Ids that begin with digits, of packs and of objects in files of their own; some may come twice. */
  *withPrefix(prefix: string): Generator<ObjectId, void, void> {
    const packs = this.#list();
    for (const pack of packs.values()) {
      const ids = passingOver(this.#options.report, () => Array.from(pack.index.withPrefix(prefix)));
      if (ids !== undefined) yield* ids;
    }
    const rest = prefix.slice(2);
    const length = this.#options.hash.digits - 2;
    for (const name of namesIn(`${this.path}/${prefix.slice(0, 2)}`))
      if (name.length === length && /^[0-9a-f]+$/.test(name) && name.startsWith(rest)) yield prefix.slice(0, 2) + name;
  }

  /** Ids of objects that lie in files of their own. */
  *looseIds(): Generator<ObjectId, void, void> {
    const length = this.#options.hash.digits - 2;
    for (const first of namesIn(this.path)
      .filter((name) => /^[0-9a-f]{2}$/.test(name))
      .sort())
      for (const name of namesIn(`${this.path}/${first}`).sort())
        if (name.length === length && /^[0-9a-f]+$/.test(name)) yield first + name;
  }

  /** Looks again at which packs there are, because git may have packed anew; whether there are others than before. */
  refresh(): boolean {
    if (this.#packs === undefined) return false;
    const before = [...this.#packs.keys()].sort().join("\n");
    if (this.#packNames().names.sort().join("\n") === before) return false;
    this.close();
    return true;
  }

  close(): void {
    for (const pack of this.#packs?.values() ?? []) pack.close();
    this.#index?.close();
    this.#packs = undefined;
    this.#index = undefined;
    this.#covered = [];
    this.#bare = [];
    this.#broken.clear();
  }

  #offsetIn(pack: Pack, id: Buffer): number | undefined {
    if (this.#broken.has(pack)) return undefined;
    return passingOver(
      (error) => {
        this.#broken.add(pack);
        this.#options.report(error);
      },
      () => pack.index.offsetOf(id),
    );
  }

  #packNames(): { readonly names: string[]; readonly isPromised: boolean; readonly hasIndex: boolean } {
    const all = namesIn(`${this.path}/pack`);
    const packs = new Set(all.filter((name) => name.endsWith(".pack")).map((name) => name.slice(0, -".pack".length)));
    return {
      names: all
        .filter((name) => name.endsWith(".idx") && packs.has(name.slice(0, -".idx".length)))
        .map((name) => name.slice(0, -".idx".length)),
      isPromised: all.some((name) => name.endsWith(".promisor")),
      hasIndex: all.includes("multi-pack-index"),
    };
  }

  #list(): ReadonlyMap<string, Pack> {
    if (this.#packs !== undefined) return this.#packs;
    const { hash, cache, nextPack, report } = this.#options;
    const { names, isPromised, hasIndex } = this.#packNames();
    const packs = new Map(
      names.sort().map((name) => [name, new Pack(nextPack(), `${this.path}/pack/${name}`, hash, cache)] as const),
    );
    this.#packs = packs;
    this.#isPromised = isPromised;
    if (hasIndex)
      this.#index = passingOver(report, () => openMultiPackIndex(`${this.path}/pack/multi-pack-index`, hash, cache));
    // A pack that has gone since is passed over; its objects are in another one by now.
    this.#covered = (this.#index?.packs ?? []).map((name) => packs.get(name));
    const covered = new Set(this.#covered);
    this.#bare = [...packs.values()].filter((pack) => !covered.has(pack));
    return packs;
  }
}
