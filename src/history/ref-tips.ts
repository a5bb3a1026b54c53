import { textOfPath } from "../files/byte-path.ts";
import { findNumber, type ObjectSpace } from "../git/bulk/object-space.ts";
import { GitError } from "../git/git-error.ts";
import type { ObjectId } from "../git/object-id.ts";
import type { GitRepository } from "../git/open-repository.ts";
import { parseTag } from "../git/parse/tag.ts";
import { readReflog } from "../git/refs/reflog.ts";

/** What a ref leads to. */
export interface Tip {
  /** As people write it: `main`, `origin/main`, `v1.0`, `stash@{0}`. */
  readonly name: string;
  readonly commit: number;
  /** Objects of annotated tags on the way. */
  readonly tags: readonly number[];
}

/** All refs with the commits that they lead to, branches first; `report` hears of those that lead nowhere. */
export function tipsOf(
  repository: GitRepository,
  space: ObjectSpace,
  commitOf: ReadonlyMap<number, number>,
  report: (error: GitError) => void,
): readonly Tip[] {
  const { refs, folder, common, hash } = repository;
  const found: Tip[] = [];
  const add = (name: string, id: ObjectId): void => {
    try {
      const tip = tipAt(repository, space, commitOf, id);
      if (tip !== undefined) found.push({ name, ...tip });
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      report(error);
    }
  };
  const attempt = (step: () => void): void => {
    try {
      step();
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      report(error);
    }
  };
  attempt(() => {
    for (const { name, id, target } of refs.all(report))
      if (target === undefined && name !== "refs/stash") add(shortName(name), id);
  });
  attempt(() => {
    const head = refs.head();
    if (head.kind === "detached") add("HEAD", head.id);
  });
  attempt(() => {
    const stash = refs.find("refs/stash");
    const log = readReflog(folder, common, "refs/stash", hash).map(({ after }) => after);
    const stashes = log.length === 0 && stash !== undefined ? [stash.id] : log;
    for (const [number, id] of stashes.entries()) add(`stash@{${number}}`, id);
  });
  return found;
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
