import { ScanError } from "../../core/errors.ts";
import { pathFromText } from "../../files/byte-path.ts";
import type { ObjectId } from "../../git/object-id.ts";
import type { GitRepository } from "../../git/open-repository.ts";
import { resolveCommit } from "../../git/refs/resolve-name.ts";
import type { Remedies } from "../ranges/remedies.ts";
import { notHere, resolveEnd, shortOf } from "../ranges/resolve-end.ts";
import { wholeRange } from "../ranges/whole-range.ts";
import type { WorkedOut } from "../ranges/worked-out.ts";
import type { PushEvent } from "./build-event.ts";
import { fetchedBranch, rememberedDefault, remoteBranch } from "./remote-branch.ts";

/** What a tag brings: its message, and commits that neither the default branch nor the tag of before has. */
export function resolveTagPush(repository: GitRepository, event: PushEvent, remedies: Remedies): WorkedOut {
  const { name } = event.ref;
  const { id, note } = taggedBy(repository, event, remedies);
  const without = knownBefore(repository, event, remedies);
  return {
    range: wholeRange(repository, [id], without, remedies),
    notes: note === undefined ? [] : [note],
    searching: `of the tag ${name} (${without.map(shortOf).join(", ")} .. ${shortOf(id)})`,
    nothing: `the tag ${name} has no message and no commit that is new`,
  };
}

/** The tag's own object, whose message counts. Some checkouts bring its commit only. */
function taggedBy(
  repository: GitRepository,
  { ref: { name }, after, commit }: PushEvent,
  remedies: Remedies,
): { readonly id: ObjectId; readonly note?: string } {
  const { objects, refs } = repository;
  const byName = refs.find(`refs/tags/${pathFromText(name)}`)?.id;
  const absent = (what: string): ScanError =>
    notHere({ shallow: new Set() }, what, `+refs/tags/${name}:refs/tags/${name}`, remedies);
  if (commit !== undefined) {
    // The system has told what the tag is; it may have been moved since then.
    if (objects.has(after)) return { id: after };
    if (after === commit) throw absent(`the commit of the tag ${name}`);
    throw absent(`the message of the tag ${name}`);
  }
  if (byName === undefined) throw absent(`the tag ${name}`);
  const target = resolveEnd(repository, after, remedies);
  if (resolveCommit(repository, byName) === resolveCommit(repository, target)) return { id: byName };
  return { id: target, note: `the tag ${name} has been moved since then, so its message was left to that run` };
}

function knownBefore(
  repository: GitRepository,
  { ref: { name }, before, defaultBranch = rememberedDefault(repository) }: PushEvent,
  remedies: Remedies,
): readonly ObjectId[] {
  const seen = defaultBranch === undefined ? undefined : remoteBranch(repository, defaultBranch);
  const old = before.kind === "commit" && repository.objects.has(before.id) ? before.id : undefined;
  const known = [seen, old].filter((id) => id !== undefined);
  if (known.length > 0) return known;
  if (defaultBranch !== undefined)
    throw notHere(repository, `the default branch ${defaultBranch}`, fetchedBranch(defaultBranch), remedies);
  throw new ScanError(
    `which commits the tag ${name} brings cannot be told: the default branch is not known`,
    "Name what it is to be held against: `sealint scan --since REF`.",
  );
}
