import { ScanError } from "../../core/errors.ts";
import { GitError } from "../../git/git-error.ts";
import { type Commits, commitsOf } from "../../git/history/commits.ts";
import { isAncestor } from "../../git/history/merge-bases.ts";
import type { ObjectId } from "../../git/object-id.ts";
import type { GitRepository } from "../../git/open-repository.ts";
import { parseCommitHead } from "../../git/parse/commit-head.ts";
import { resolveCommit } from "../../git/refs/resolve-name.ts";
import type { Remedies } from "../ranges/remedies.ts";
import { notHere, shortOf } from "../ranges/resolve-end.ts";
import { wholeRange } from "../ranges/whole-range.ts";
import type { WorkedOut } from "../ranges/worked-out.ts";
import type { PullRequestEvent } from "./build-event.ts";
import { fetchedBranch, rememberedDefault, remoteBranch } from "./remote-branch.ts";

/** What is to be merged, and the commits of the target that a merge of it has as its other parents. */
interface Sides {
  readonly head: ObjectId;
  readonly merged: readonly ObjectId[];
}

/**
 * The commits of a pull request: those that its head has and its target has not. The target is known by several commits, of
 * which each may be old: the one that the system names is often that of the day on which the request was opened.
 */
export function resolvePullRequest(repository: GitRepository, event: PullRequestEvent, remedies: Remedies): WorkedOut {
  const { title, targetBranch = rememberedDefault(repository) } = event;
  const commits = commitsOf(repository);
  const { head, merged } = sidesOf(repository, event, remedies);
  const named = event.targets.flatMap((name) => commitHere(repository, name) ?? []);
  const seen = targetBranch === undefined ? undefined : remoteBranch(repository, targetBranch);
  // Once it is merged, the branch says nothing of what the request brought: a run that is repeated finds the same again.
  const isMergedSince = seen !== undefined && merged.length + named.length > 0 && isAncestor(head, seen, commits);
  const targets = [...merged, ...named, ...(seen === undefined || isMergedSince ? [] : [seen])];
  const base = merged[0] ?? newestOf(targets, commits);
  if (base === undefined) throw targetMissing(repository, event, targetBranch, remedies);
  const target = targetBranch ?? "the target";
  return {
    range: wholeRange(repository, [head], targets, remedies),
    sides: { base, head },
    notes: event.targetBranch === undefined ? [`${title} was held against ${target}: its target is not told`] : [],
    searching: `of ${title} (${target} at ${shortOf(base)} .. ${shortOf(head)})`,
    nothing: `${title} has no commit that ${target} has not`,
  };
}

function sidesOf(repository: GitRepository, event: PullRequestEvent, remedies: Remedies): Sides {
  const { title, headRef } = event;
  const merge = event.merge === undefined ? undefined : commitHere(repository, event.merge);
  const parents = merge === undefined ? [] : parentsOf(repository, merge);
  const name = event.head ?? parents[1] ?? "HEAD";
  const head = commitHere(repository, name);
  if (head === undefined)
    throw notHere(repository, `the head of ${title}, commit ${shortOf(name)},`, headRef ?? name, remedies);
  const others = parents.includes(head) ? parents.filter((parent) => parent !== head) : [];
  return { head, merged: others.filter((parent) => repository.objects.has(parent)) };
}

/** Parents as the commit names them, whether or not a shallow clone has them. */
function parentsOf({ objects, hash }: GitRepository, id: ObjectId): readonly ObjectId[] {
  return parseCommitHead(objects.readAs(id, "commit"), id, hash).parents;
}

/** A commit by its id or the first digits of it; undefined where it is not here. */
function commitHere(repository: GitRepository, name: string): ObjectId | undefined {
  try {
    return resolveCommit(repository, name);
  } catch (error) {
    const isAbsent = error instanceof GitError && ["missing", "missing-promised", "unknown-name"].includes(error.fault);
    if (isAbsent) return undefined;
    throw error;
  }
}

/** The commit that has the others, as far as that is known; the first where none has. */
function newestOf(ids: readonly ObjectId[], commits: Commits): ObjectId | undefined {
  const [first, ...others] = ids;
  return first === undefined
    ? undefined
    : others.reduce((newest, id) => (isAncestor(newest, id, commits) ? id : newest), first);
}

function targetMissing(
  repository: GitRepository,
  { title, targets: [named], targetHint }: PullRequestEvent,
  branch: string | undefined,
  remedies: Remedies,
): ScanError {
  if (branch === undefined)
    return new ScanError(`which branch ${title} is to be merged into is not told`, targetHint ?? remedies.history);
  const known = named === undefined ? "" : `, commit ${shortOf(named)}`;
  return notHere(repository, `the target of ${title}, ${branch}${known},`, fetchedBranch(branch), remedies);
}
