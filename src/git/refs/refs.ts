import { type BytePath, textOfPath } from "../../files/byte-path.ts";
import { type FolderEntry, listFolder } from "../../files/list-folder.ts";
import { readSmallFile, type SmallFile } from "../../files/small-file.ts";
import { systemCode } from "../../files/system-errors.ts";
import { GitError, unreadable } from "../git-error.ts";
import { isObjectId, type ObjectHash, type ObjectId } from "../object-id.ts";
import { type PackedRef, type PackedRefs, readPackedRefs } from "./packed-refs.ts";
import { isPerWorktree, isRefName } from "./ref-name.ts";

/** A ref with what it leads to. Names are full, and bytes: one Latin-1 character each. */
export interface Ref {
  readonly name: string;
  readonly id: ObjectId;
  /** The ref that it stands for, where it is symbolic. */
  readonly target?: string;
  /** What an annotated tag stands for, where that is known without reading the tag. */
  readonly peeled?: ObjectId;
}

/** What `HEAD` says: a commit, by way of a branch or not, or a branch that has no commit yet. */
export type Head =
  | { readonly kind: "branch"; readonly branch: string; readonly id: ObjectId }
  | { readonly kind: "detached"; readonly id: ObjectId }
  | { readonly kind: "unborn"; readonly branch: string };

type Stored = { readonly id: ObjectId } | { readonly target: string } | "absent";

const LIMIT = 1 << 16;
/** As many symbolic refs may follow one another for git. */
const MOST_STEPS = 5;

/** The refs of a repository whose folder, and the folder that work trees share, are given. */
export class Refs {
  readonly #folder: BytePath;
  readonly #common: BytePath;
  readonly #hash: ObjectHash;
  #packed: PackedRefs | undefined;

  constructor(folder: BytePath, common: BytePath, hash: ObjectHash) {
    this.#folder = folder;
    this.#common = common;
    this.#hash = hash;
  }

  /** Looks up a full name such as `refs/heads/main` or `HEAD`. Undefined where there is no such ref, or its branch has no commit. */
  find(name: string): Ref | undefined {
    let at = name;
    let target: string | undefined;
    for (let step = 0; step <= MOST_STEPS; step++) {
      const stored = this.#stored(at);
      if (stored === "absent") return undefined;
      if ("id" in stored) return { name, ...stored, ...(target === undefined ? {} : { target }) };
      at = stored.target;
      target = at;
    }
    throw broken(name, "leads from ref to ref without an end");
  }

  /** What `HEAD` leads to. */
  head(): Head {
    const stored = this.#stored("HEAD");
    if (stored === "absent") throw broken("HEAD", "is missing");
    if ("id" in stored) return { kind: "detached", id: stored.id };
    const found = this.find("HEAD");
    const branch = found?.target ?? stored.target;
    return found === undefined ? { kind: "unborn", branch } : { kind: "branch", branch, id: found.id };
  }

  /**
   * All refs below `refs/`, in the order of their names. What is broken (no object name in it, or a symbolic ref whose
   * target is missing) goes to `report`, and the others follow.
   */
  all(report: (error: GitError) => void): Ref[] {
    const packed = this.#packedRefs.all();
    const loose = new Set(this.#looseNames());
    const names = new Set([...packed.keys(), ...loose]);
    const refs: Ref[] = [];
    for (const name of [...names].sort()) {
      try {
        // There may be tens of thousands of them without a file of their own.
        const stored = loose.has(name) ? undefined : packed.get(name);
        const ref = stored === undefined || !isRefName(name) ? this.find(name) : { name, ...stored };
        if (ref === undefined) report(broken(name, "stands for a ref that does not exist"));
        else refs.push(ref);
      } catch (error) {
        if (!(error instanceof GitError)) throw error;
        report(error);
      }
    }
    return refs;
  }

  /**
   * All bytes that `HEAD` and the refs below `refs/` are read from, each with its name before it: where these are the same, so are
   * the refs. Takes far less time than to read the refs.
   */
  *sources(): Generator<string | Buffer, void, void> {
    yield this.#packedRefs.bytes ?? "no packed refs";
    for (const name of ["HEAD", ...this.#looseNames()]) {
      const file = this.#fileOf(name);
      yield name;
      yield typeof file === "string" ? file : file.bytes;
    }
  }

  *#looseNames(): Generator<string, void, void> {
    for (const name of looseNames(this.#common, "refs")) if (!isPerWorktree(name)) yield name;
    for (const name of looseNames(this.#folder, "refs")) if (isPerWorktree(name)) yield name;
  }

  get #packedRefs(): PackedRefs {
    this.#packed ??= readPackedRefs(`${this.#common}/packed-refs`, this.#hash);
    return this.#packed;
  }

  #fileOf(name: string): SmallFile {
    return readSmallFile(`${isPerWorktree(name) ? this.#folder : this.#common}/${name}`, LIMIT);
  }

  #stored(name: string): Stored | PackedRef {
    if (!isRefName(name)) return "absent";
    const file = this.#fileOf(name);
    if (file === "absent") return this.#packedRefs.find(name) ?? "absent";
    if (typeof file === "string") throw broken(name, "cannot be read");
    const text = file.bytes.toString("latin1");
    const target = /^ref:\s*(.*?)\s*$/s.exec(text)?.[1];
    if (target !== undefined) {
      if (!isRefName(target)) throw broken(name, "stands for something that is no ref");
      return { target };
    }
    const id = text.slice(0, this.#hash.digits);
    // git lets other words follow, as in FETCH_HEAD.
    if (isObjectId(id, this.#hash) && /^\s|^$/.test(text.slice(this.#hash.digits))) return { id };
    throw broken(name, "names no object");
  }
}

function broken(name: string, why: string): GitError {
  const shown = textOfPath(name);
  return new GitError(
    "corrupt",
    `the ref ${shown} ${why}`,
    `Delete it (\`git update-ref -d ${shown}\`) or set it anew.`,
    {
      object: shown,
    },
  );
}

/** Names of the refs that have files of their own below a folder. */
function* looseNames(folder: BytePath, name: string): Generator<string, void, void> {
  let entries: FolderEntry[];
  try {
    entries = listFolder(`${folder}/${name}`);
  } catch (error) {
    const code = systemCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return;
    throw unreadable(textOfPath(`${folder}/${name}`), "listed", error);
  }
  for (const entry of entries) {
    const full = `${name}/${entry.name}`;
    if (entry.isDirectory()) yield* looseNames(folder, full);
    else if (isRefName(full)) yield full;
  }
}
