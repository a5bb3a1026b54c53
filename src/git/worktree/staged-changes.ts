import type { BytePath } from "../../files/byte-path.ts";
import { findRenames } from "../diff/renames.ts";
import { diffTrees, type Side } from "../diff/tree-diff.ts";
import { corrupt } from "../git-error.ts";
import type { CacheTree } from "../index/cache-tree.ts";
import type { IndexEntry } from "../index/parse-index.ts";
import type { GitIndex } from "../index/read-index.ts";
import type { ObjectId } from "../object-id.ts";
import type { GitRepository } from "../open-repository.ts";
import { parseCommitHead } from "../parse/commit-head.ts";
import { kindOfMode, parseTree, type TreeEntry } from "../parse/tree.ts";

/** A file whose staged content is another than that of the last commit. */
export interface StagedFile extends Side {
  /** 0, or 1 to 3 where a merge left base, ours and theirs. */
  readonly stage: number;
  /** What the last commit has at the path, where that is a file, too. */
  readonly old: Side | undefined;
}

/** What is staged. */
export interface StagedChanges {
  /** Files, links included, in the order of their paths. */
  readonly files: readonly StagedFile[];
  /** Paths at which the index has something else than the last commit, content or not. */
  readonly changed: readonly BytePath[];
  /** Whether anything at all differs from the last commit: what is gone, too. */
  readonly hasChanges: boolean;
  /** Where a file that is new at its path came from; undefined where from nowhere. Worked out when it is first asked. */
  origin(file: StagedFile): Side | undefined;
  /** Whether the last commit has anything at a path or below it. */
  wasThere(path: BytePath): boolean;
}

/** The tree of the last commit; undefined where there is none yet. */
function treeOfHead({ refs, objects, hash }: GitRepository): ObjectId | undefined {
  const head = refs.head();
  return head.kind === "unborn" ? undefined : parseCommitHead(objects.readAs(head.id, "commit"), head.id, hash).tree;
}

/**
 * Holds the index against the last commit. Folders that the index remembers as those of the commit are passed over. Throws
 * a GitError where a tree is missing or damaged.
 */
export function stagedChanges(repository: GitRepository, index: GitIndex | undefined): StagedChanges {
  const tree = treeOfHead(repository);
  const comparison = new Comparison(repository, index);
  comparison.folder("", tree, index?.cacheTree);
  if (comparison.at !== (index?.count ?? 0)) throw corrupt("the index", "its paths are not in order");
  const { files, changed, gone, goneFolders } = comparison;
  let origins: ReadonlyMap<BytePath, Side> | undefined;
  return {
    files,
    changed,
    hasChanges: changed.length > 0 || gone.length > 0 || goneFolders.length > 0,
    origin(file) {
      origins ??= originsOf(repository, files, gone, goneFolders);
      return origins.get(file.path);
    },
    wasThere: (path) => isInTree(repository, tree, path),
  };
}

/** A folder of the last commit of which nothing is staged. */
interface GoneFolder {
  readonly path: BytePath;
  readonly id: ObjectId;
}

function originsOf(
  { objects, hash }: GitRepository,
  files: readonly StagedFile[],
  gone: readonly Side[],
  goneFolders: readonly GoneFolder[],
): ReadonlyMap<BytePath, Side> {
  const below = goneFolders.flatMap(({ path, id }) =>
    diffTrees(id, undefined, { objects, hash }).flatMap((change) =>
      change.kind === "deleted" ? [{ ...change.old, path: `${path}/${change.old.path}` }] : [],
    ),
  );
  const changes = [
    ...[...gone, ...below].map((old) => ({ kind: "deleted", old }) as const),
    ...files.flatMap((file) =>
      file.old === undefined && file.stage === 0 ? [{ kind: "added", new: file } as const] : [],
    ),
  ];
  const origins = new Map<BytePath, Side>();
  for (const change of findRenames(changes, { objects }))
    if (change.kind === "renamed") origins.set(change.new.path, change.old);
  return origins;
}

function isInTree({ objects, hash }: GitRepository, root: ObjectId | undefined, path: BytePath): boolean {
  let tree = root;
  if (path === "") return tree !== undefined;
  for (const name of path.split("/")) {
    const entry: TreeEntry | undefined =
      tree === undefined
        ? undefined
        : parseTree(objects.readAs(tree, "tree"), tree, hash).find((each) => each.name === name);
    if (entry === undefined) return false;
    tree = kindOfMode(entry.mode) === "folder" ? entry.id : undefined;
  }
  return true;
}

const isFile = (mode: number): boolean => ["file", "executable", "link"].includes(kindOfMode(mode) ?? "");

const isLink = (mode: number): boolean => kindOfMode(mode) === "link";

/** Goes through index and trees side by side. */
class Comparison {
  /** The entry of the index that is next. */
  at = 0;
  readonly files: StagedFile[] = [];
  readonly changed: BytePath[] = [];
  readonly gone: Side[] = [];
  readonly goneFolders: GoneFolder[] = [];
  readonly #repository: GitRepository;
  readonly #index: GitIndex | undefined;

  constructor(repository: GitRepository, index: GitIndex | undefined) {
    this.#repository = repository;
    this.#index = index;
  }

  /** Compares all entries of the index below a prefix, which ends in a slash or is empty, with a tree. */
  folder(prefix: BytePath, tree: ObjectId | undefined, cached: CacheTree | undefined): void {
    if (cached?.known !== undefined && cached.known.id === tree && this.#skip(prefix, cached.known.count)) return;
    const left = new Map(this.#read(tree).map((entry) => [entry.name, entry]));
    for (let path = this.#next(prefix); path !== undefined; path = this.#next(prefix)) {
      const slash = path.indexOf("/", prefix.length);
      const name = path.slice(prefix.length, slash === -1 ? undefined : slash);
      const old = left.get(name);
      if (slash !== -1 && slash < path.length - 1) {
        const isFolder = old !== undefined && kindOfMode(old.mode) === "folder";
        if (isFolder) left.delete(name);
        this.folder(`${prefix}${name}/`, isFolder ? old.id : undefined, cached?.folders.get(name));
      } else {
        left.delete(name);
        this.#entries(path, old, prefix + name);
      }
    }
    for (const old of left.values()) this.#isGone(old, prefix);
  }

  /** Takes all stages of one path. */
  #entries(path: BytePath, old: TreeEntry | undefined, plain: BytePath): void {
    const was = old !== undefined && isFile(old.mode) ? { path: plain, mode: old.mode, id: old.id } : undefined;
    if (old !== undefined && kindOfMode(old.mode) === "folder" && !path.endsWith("/"))
      this.goneFolders.push({ path: plain, id: old.id });
    while (this.#next(path) === path) {
      const entry = this.#index?.entry(this.at++) as IndexEntry;
      if (path.endsWith("/")) this.#sparseFolder(entry, old, plain);
      else if (!entry.isIntended) this.#entry(entry, old, was);
    }
  }

  #entry({ path, mode, id, stage }: IndexEntry, old: TreeEntry | undefined, was: Side | undefined): void {
    if (old?.mode === mode && old.id === id) return;
    this.changed.push(path);
    const isSameKind = was !== undefined && isLink(was.mode) === isLink(mode);
    // A mode alone, or a submodule, brings no content.
    if (!isFile(mode) || (isSameKind && was.id === id)) return;
    this.files.push({ path, mode, id, stage, old: isSameKind ? was : undefined });
  }

  /** A folder that stands in the index as one entry, because the work tree leaves it out. */
  #sparseFolder({ id }: IndexEntry, old: TreeEntry | undefined, plain: BytePath): void {
    const before = old !== undefined && kindOfMode(old.mode) === "folder" ? old.id : undefined;
    if (before === id) return;
    this.changed.push(plain);
    const below = (side: Side): Side => ({ ...side, path: `${plain}/${side.path}` });
    const { objects, hash } = this.#repository;
    for (const change of diffTrees(before, id, { objects, hash })) {
      if (change.kind === "deleted") this.gone.push(below(change.old));
      else if (change.kind !== "mode" && isFile(change.new.mode))
        this.files.push({
          ...below(change.new),
          stage: 0,
          old: change.kind === "modified" ? below(change.old) : undefined,
        });
    }
  }

  #isGone({ name, mode, id }: TreeEntry, prefix: BytePath): void {
    const path = prefix + name;
    if (kindOfMode(mode) === "folder") this.goneFolders.push({ path, id });
    else this.gone.push({ path, mode, id });
  }

  /** The path of the next entry, if that begins with a prefix. */
  #next(prefix: BytePath): BytePath | undefined {
    if (this.#index === undefined || this.at >= this.#index.count) return undefined;
    const path = this.#index.path(this.at);
    return path.startsWith(prefix) ? path : undefined;
  }

  /** Passes over the entries below a prefix, if they are as many as it is said; whether that was so. */
  #skip(prefix: BytePath, count: number): boolean {
    const index = this.#index;
    const end = this.at + count;
    if (index === undefined || count === 0 || end > index.count) return false;
    const isInside = (at: number): boolean => index.path(at).startsWith(prefix);
    if (!isInside(this.at) || !isInside(end - 1) || (end < index.count && prefix !== "" && isInside(end))) return false;
    if (prefix === "" && end !== index.count) return false;
    this.at = end;
    return true;
  }

  #read(id: ObjectId | undefined): TreeEntry[] {
    const { objects, hash } = this.#repository;
    return id === undefined ? [] : parseTree(objects.readAs(id, "tree"), id, hash);
  }
}
