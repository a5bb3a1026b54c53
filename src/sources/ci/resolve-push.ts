import { ScanError } from "../../core/errors.ts";
import type { ObjectId } from "../../git/object-id.ts";
import type { GitRepository } from "../../git/open-repository.ts";
import type { Remedies } from "../ranges/remedies.ts";
import { notHere, resolveEnd, shortOf } from "../ranges/resolve-end.ts";
import { wholeRange } from "../ranges/whole-range.ts";
import type { WorkedOut } from "../ranges/worked-out.ts";
import type { PushEvent } from "./build-event.ts";
import { fetchedBranch, rememberedDefault, remoteBranch } from "./remote-branch.ts";

/** What a branch is held against: a commit of it, or nothing, so that all of it is new. */
interface Start {
  readonly id?: ObjectId;
  /** How people are told of it. */
  readonly words: string;
  /** The same, of what has all that the branch has. */
  readonly had: string;
  readonly note?: string;
}

/** The commits that came to a branch. Other branches that have them, too, say nothing: two pushed at once would hide each other's. */
export function resolveBranchPush(repository: GitRepository, event: PushEvent, remedies: Remedies): WorkedOut {
  const { name } = event.ref;
  const after = resolveEnd(repository, event.after, remedies);
  const { id, words, had, note } = startOf(repository, event, remedies);
  return {
    range: wholeRange(repository, [after], id === undefined ? [] : [id], remedies),
    notes: note === undefined ? [] : [note],
    searching: `pushed to ${name} (${words}${id === undefined ? "" : ` ${shortOf(id)}`} .. ${shortOf(after)})`,
    nothing: `${name} has no commit that ${had}`,
  };
}

function startOf(repository: GitRepository, event: PushEvent, remedies: Remedies): Start {
  const { before, ref } = event;
  const branch = event.defaultBranch ?? rememberedDefault(repository);
  const isDefault = branch === ref.name;
  const seen = branch === undefined || isDefault ? undefined : remoteBranch(repository, branch);
  const against = (id: ObjectId): Start => ({ id, words: branch ?? "", had: `${branch} has not` });
  if (before.kind === "commit") {
    const { id, isForced, what = "the push" } = before;
    if (repository.objects.has(id)) return { id, words: before.what ?? "before", had: `was not there before ${what}` };
    const missing = `commit ${shortOf(id)}, which ${ref.name} was at before ${what},`;
    if (isForced === false || seen === undefined) throw notHere(repository, missing, id, remedies);
    return { ...against(seen), note: `${missing} is not in this clone, so it was held against ${branch}` };
  }
  if (seen !== undefined) return against(seen);
  if (before.kind === "new" && isDefault)
    return {
      words: "all of it",
      had: "is new",
      note: `${ref.name} is new and the default branch, so all its commits are searched`,
    };
  if (branch !== undefined && !isDefault)
    throw notHere(repository, `the default branch ${branch}`, fetchedBranch(branch), remedies);
  throw new ScanError(
    `what was pushed to ${ref.name} cannot be told`,
    before.kind === "untold" ? before.hint : "Name what it is to be held against: `sealint scan --since REF`.",
  );
}
