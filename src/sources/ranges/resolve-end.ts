import { ScanError } from "../../core/errors.ts";
import { GitError } from "../../git/git-error.ts";
import { isObjectId, type ObjectId } from "../../git/object-id.ts";
import type { GitRepository } from "../../git/open-repository.ts";
import { resolveName } from "../../git/refs/resolve-name.ts";
import type { Remedies } from "./remedies.ts";

/**
 * The object that a name stands for: a commit, or an annotated tag. Throws a GitError or ScanError, with a way on that fits
 * where the scan runs.
 */
export function resolveEnd(repository: GitRepository, name: string, remedies: Remedies): ObjectId {
  const { objects, hash, shallow } = repository;
  const wanted = name.toLowerCase();
  if (isObjectId(wanted, hash) && !objects.has(wanted))
    throw notHere(repository, `commit ${shortOf(wanted)}`, wanted, remedies);
  try {
    return resolveName(repository, name);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    const { fault, message, hint, object, file } = error;
    if (fault === "shallow") throw new GitError(fault, message, remedies.history, { object, file });
    if (fault !== "unknown-name" || shallow.size === 0) throw error;
    throw new GitError(fault, message, `${hint} This clone is shallow. ${remedies.history}`, { object, file });
  }
}

/** An id as people are shown it. */
export const shortOf = (id: ObjectId): string => id.slice(0, 12);

/** The error that something of the server is not in this clone; `name` is what git would fetch it by. */
export function notHere(
  { shallow }: Pick<GitRepository, "shallow">,
  what: string,
  name: string,
  { history }: Remedies,
): ScanError {
  const fetch = `\`git fetch origin ${name}\``;
  return new ScanError(
    `${what} is not in this clone`,
    shallow.size > 0 ? `${history} Where that does not bring it, run ${fetch} first.` : `Run ${fetch} first.`,
  );
}
