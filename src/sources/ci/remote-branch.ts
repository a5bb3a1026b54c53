import { pathFromText, textOfPath } from "../../files/byte-path.ts";
import type { ObjectId } from "../../git/object-id.ts";
import type { GitRepository } from "../../git/open-repository.ts";

const PREFIX = "refs/remotes/origin/";

/**
 * Where a branch of the server was last seen. Branches of this clone itself are never asked: that of a pull request may have
 * any name, that of its target, too.
 */
export function remoteBranch({ refs, objects }: GitRepository, branch: string): ObjectId | undefined {
  const id = refs.find(`${PREFIX}${pathFromText(branch)}`)?.id;
  return id !== undefined && objects.has(id) ? id : undefined;
}

/** The default branch as a clone remembers it. A fetch alone does not ask for it. */
export function rememberedDefault({ refs }: GitRepository): string | undefined {
  const target = refs.find(`${PREFIX}HEAD`)?.target;
  return target?.startsWith(PREFIX) === true ? textOfPath(target.slice(PREFIX.length)) : undefined;
}

/** What git is to fetch, so that `remoteBranch` finds it. */
export const fetchedBranch = (branch: string): string => `${branch}:${PREFIX}${branch}`;
