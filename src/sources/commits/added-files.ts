import type { BytePath } from "../../files/byte-path.ts";
import { findRenames } from "../../git/diff/renames.ts";
import { type Change, diffTrees, type Side } from "../../git/diff/tree-diff.ts";
import type { Commits } from "../../git/history/commits.ts";
import type { ObjectId } from "../../git/object-id.ts";
import type { GitRepository } from "../../git/open-repository.ts";
import { kindOfMode } from "../../git/parse/tree.ts";

/** A file whose content in a commit is another than in each of its parents. */
export interface AddedFile {
  readonly path: BytePath;
  readonly now: Side;
  /** How many parents there are to hold it against. */
  readonly parents: number;
  /** What it was in a parent, at this or another path; undefined where it is new. Worked out when it is first asked. */
  old(parent: number): Side | undefined;
}

/** What changed against one parent. */
interface Difference {
  readonly byPath: ReadonlyMap<BytePath, Change & { readonly new: Side }>;
  /** Where a path came from. */
  origin(path: BytePath): Side | undefined;
}

const isContent = ({ mode }: Side): boolean => ["file", "executable", "link"].includes(kindOfMode(mode) ?? "");

/**
 * The files that a commit brings something new to, in the order of their paths. A merge brings what is in none of its
 * parents. Throws a GitError where a tree is missing or damaged.
 */
export function addedFiles(repository: GitRepository, commits: Commits, id: ObjectId): AddedFile[] {
  const { tree, parents } = commits.head(id);
  const trees = parents.length === 0 ? [undefined] : parents.map((parent) => commits.head(parent).tree);
  const [first, ...others] = trees.map((old) => differenceOf(repository, old, tree));
  if (first === undefined) return [];
  const files: AddedFile[] = [];
  for (const [path, { new: now }] of first.byPath) {
    const against = [first, ...others.filter(({ byPath }) => byPath.has(path))];
    if (against.length < trees.length) continue;
    files.push({ path, now, parents: trees.length, old: (parent) => against[parent]?.origin(path) });
  }
  return files;
}

/** All files of a tree, which nothing stood before. */
export function filesOfTree(repository: GitRepository, tree: ObjectId): AddedFile[] {
  const { byPath } = differenceOf(repository, undefined, tree);
  return [...byPath].map(([path, { new: now }]) => ({ path, now, parents: 1, old: () => undefined }));
}

function differenceOf(repository: GitRepository, old: ObjectId | undefined, now: ObjectId): Difference {
  const changes = diffTrees(old, now, repository);
  const byPath = new Map<BytePath, Change & { readonly new: Side }>();
  for (const change of changes)
    if (change.kind !== "deleted" && change.kind !== "mode" && isContent(change.new))
      byPath.set(change.new.path, change);
  let renames: ReadonlyMap<BytePath, Side> | undefined;
  return {
    byPath,
    origin(path) {
      const change = byPath.get(path);
      if (change?.kind === "modified") return change.old;
      renames ??= renamesIn(changes, repository);
      return renames.get(path);
    },
  };
}

function renamesIn(changes: readonly Change[], { objects }: GitRepository): ReadonlyMap<BytePath, Side> {
  const found = findRenames(changes, { objects });
  return new Map(found.flatMap((change) => (change.kind === "renamed" ? [[change.new.path, change.old]] : [])));
}
