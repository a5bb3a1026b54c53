import { textOfPath } from "../../files/byte-path.ts";
import type { GitError } from "../../git/git-error.ts";
import { commitsOf } from "../../git/history/commits.ts";
import type { ObjectId } from "../../git/object-id.ts";
import type { GitRepository } from "../../git/open-repository.ts";
import type { CommitRange } from "../commits/commits.ts";
import { between } from "../ranges/between.ts";
import type { Update } from "./updates.ts";

/** What a push brings to the side that receives it. */
export interface NewContent {
  readonly range: Required<CommitRange>;
  /** What people should know about how that was worked out, as clauses without a full stop. */
  readonly notes: readonly string[];
}

const isGiven = (id: ObjectId | undefined): id is ObjectId => id !== undefined;

/** Where a push goes, as git tells the hook: a name of the config, or the address once more where it has none. */
export interface Destination {
  readonly name: string;
  readonly url: string;
}

/**
 * What a push brings to a remote: all that none of its branches has, as far as these are known here. Throws a GitError
 * where what is pushed cannot be read.
 */
export function newToRemote(repository: GitRepository, updates: readonly Update[], to: Destination): NewContent {
  const { objects } = repository;
  const notes: string[] = [];
  const remote = remoteOf(repository, to);
  const tracked = remote === undefined ? [] : trackingRefs(repository, remote, notes);
  const held = updates.map(({ old }) => old).filter(isGiven);
  const pushed = updates.filter(({ now }) => now !== undefined);
  for (const { ref, old } of pushed)
    if (old !== undefined && !objects.has(old))
      notes.push(
        `${textOfPath(ref)} is at ${old.slice(0, 12)} there, which is not here, so it was looked at like a new branch; a \`git fetch\` makes that exact`,
      );
  const known = [...tracked, ...held.filter((id) => objects.has(id))];
  const wanted = pushed.map(({ now }) => now).filter(isGiven);
  const range = between(repository, wanted, known, commitsOf(repository));
  if (known.length === 0 && range.commits.length > 0) notes.push(nothingKnown(to));
  return { range, notes };
}

const nothingKnown = ({ name, url }: Destination): string =>
  `nothing is known here of what ${name === url || name === "" ? "the remote" : textOfPath(name)} has, so all commits were looked at`;

/** The remote of the config that is meant, by its name or its address. */
function remoteOf({ config }: GitRepository, { name, url }: Destination): string | undefined {
  if (config.has(`remote.${name}.url`) || config.has(`remote.${name}.fetch`)) return name;
  for (const [key, value] of config) {
    const found = /^remote\.(.*)\.(?:push)?url$/s.exec(key)?.[1];
    if (found !== undefined && (value === url || value === name)) return found;
  }
  // Its settings may lie in a file that is not read here.
  return name !== url && /^[^/:\\]+$/.test(name) ? name : undefined;
}

/** Where the branches of a remote were last seen. Broken refs are named, and say nothing. */
function trackingRefs({ config, refs, objects }: GitRepository, remote: string, notes: string[]): ObjectId[] {
  const [, target = `refs/remotes/${remote}/*`] = (config.get(`remote.${remote}.fetch`) ?? "").split(":");
  const prefix = target.replace(/\*.*$/s, "");
  const ids: ObjectId[] = [];
  for (const { name, id } of refs.all(noting(notes))) if (name.startsWith(prefix) && objects.has(id)) ids.push(id);
  return ids;
}

const noting =
  (notes: string[]) =>
  (error: GitError): void => {
    notes.push(error.message);
  };

/**
 * What a push brings to this repository, which receives it: all that none of its refs leads to. Throws a GitError where
 * what was sent cannot be read.
 */
export function newHere(repository: GitRepository, updates: readonly Update[]): NewContent {
  const { objects, refs } = repository;
  const notes: string[] = [];
  const ids = refs
    .all(noting(notes))
    .map(({ id }) => id)
    .filter((id) => objects.has(id));
  const wanted = updates.map(({ now }) => now).filter(isGiven);
  return { range: between(repository, wanted, ids, commitsOf(repository)), notes };
}
