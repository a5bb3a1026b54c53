import { type BytePath, textOfPath } from "../files/byte-path.ts";
import { listFolder } from "../files/list-folder.ts";
import { findNumber, type ObjectSpace } from "../git/bulk/object-space.ts";
import { type GitError, passingOver } from "../git/git-error.ts";
import type { ObjectId } from "../git/object-id.ts";
import type { GitRepository } from "../git/open-repository.ts";
import { parseTag } from "../git/parse/tag.ts";
import { readReflog } from "../git/refs/reflog.ts";
import { Refs } from "../git/refs/refs.ts";

/** What a ref leads to. */
export interface Tip {
  /** As people write it: `main`, `origin/main`, `v1.0`, `stash@{0}`. */
  readonly name: string;
  readonly commit: number;
  /** Objects of annotated tags on the way. */
  readonly tags: readonly number[];
}

/** Whatever keeps commits, and the object that it names. */
interface NamedId {
  readonly name: string;
  readonly id: ObjectId;
}

/** All that keeps commits: refs, heads that are on no branch, stashes. What is broken goes to `report`. */
function namesOf(repository: GitRepository, report: (error: GitError) => void): NamedId[] {
  const { refs, folder, common, hash } = repository;
  const named = passingOver(report, () => refs.all(report)) ?? [];
  const heads = workTreesOf(repository).flatMap(({ name, refs: own }) => {
    const head = passingOver(report, () => own.head());
    return head?.kind === "detached" ? [{ name, id: head.id }] : [];
  });
  const stashes = passingOver(report, () => readReflog(folder, common, "refs/stash", hash)) ?? [];
  return [
    ...named.flatMap(({ name, id, target }) =>
      target !== undefined || (name === "refs/stash" && stashes.length > 0) ? [] : [{ name: shortName(name), id }],
    ),
    ...heads,
    ...stashes.map(({ after }, number) => ({ name: `stash@{${number}}`, id: after })),
  ];
}

/** The same with the commits that they lead to; `report` hears of those that lead nowhere. */
export function tipsOf(
  repository: GitRepository,
  space: ObjectSpace,
  commitOf: ReadonlyMap<number, number>,
  report: (error: GitError) => void,
): readonly Tip[] {
  return namesOf(repository, report).flatMap(({ name, id }) => {
    const tip = passingOver(report, () => tipAt(repository, space, commitOf, id));
    return tip === undefined ? [] : [{ name, ...tip }];
  });
}

/** All work trees by what git calls their heads, the one that is at hand first. */
export function workTreesOf({
  folder,
  common,
  refs,
  hash,
}: GitRepository): { readonly name: string; readonly refs: Refs }[] {
  const others = [common, ...foldersIn(`${common}/worktrees`)].filter((other) => other !== folder);
  const nameOf = (other: BytePath): string =>
    other === common ? "main-worktree/HEAD" : textOfPath(`${other.slice(common.length + 1)}/HEAD`);
  return [
    { name: "HEAD", refs },
    ...others.map((other) => ({ name: nameOf(other), refs: new Refs(other, common, hash) })),
  ];
}

function foldersIn(path: BytePath): BytePath[] {
  try {
    return listFolder(path).map(({ name }) => `${path}/${name}`);
  } catch {
    // A repository without other work trees has no such folder.
    return [];
  }
}

/** Names of branches, tags and remotes go without what tells their kind, as people write them. */
const shortName = (name: string): string => textOfPath(name.replace(/^refs\/(?:heads|tags|remotes)\//, ""));

function tipAt(
  { objects, hash }: GitRepository,
  space: ObjectSpace,
  commitOf: ReadonlyMap<number, number>,
  start: ObjectId,
): { readonly commit: number; readonly tags: readonly number[] } | undefined {
  const tags: number[] = [];
  const seen = new Set<ObjectId>();
  for (let id = start; !seen.has(id); ) {
    seen.add(id);
    const number = findNumber(space, Buffer.from(id, "hex"), 0);
    const commit = number === -1 ? undefined : commitOf.get(number);
    if (commit !== undefined) return { commit, tags };
    // Throws where there is no such object.
    const { type, bytes } = objects.read(id);
    if (type !== "tag") return { commit: -1, tags };
    tags.push(number);
    id = parseTag(bytes, id, hash).object;
  }
  return undefined;
}
