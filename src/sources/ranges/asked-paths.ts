import { lstatSync } from "node:fs";
import { resolve } from "node:path";
import type { Problem } from "../../core/source.ts";
import { type BytePath, textOfPath } from "../../files/byte-path.ts";
import { commitsOf } from "../../git/history/commits.ts";
import type { ObjectId } from "../../git/object-id.ts";
import type { GitRepository } from "../../git/open-repository.ts";
import { entryAt } from "../commits/tree-entry.ts";
import { pathsBelow } from "../paths-below.ts";

/** What given paths leave of a range of commits. */
export interface AskedPaths {
  /** Absent where all is asked for. */
  readonly holds?: (path: BytePath) => boolean;
  /** Of paths that are nowhere. */
  readonly problems: readonly Problem[];
}

/**
 * Holds paths, as typed, against a repository; an empty list leaves nothing. One that is neither on the disk nor in a commit of
 * the range, nor was there before it, is a problem. A repository without a work tree has its paths from the top.
 */
export function askedPaths(
  repository: GitRepository,
  range: readonly ObjectId[],
  paths: readonly string[],
  cwd: string,
): AskedPaths {
  const top = repository.top ?? repository.folder;
  const from = repository.top === undefined ? textOfPath(top) : cwd;
  const { given, holds, problems } = pathsBelow(paths, { cwd: from, top });
  const unknown = given.filter(
    ({ path, typed }) => path !== "" && !isOnDisk(resolve(from, typed)) && !isInCommits(repository, range, path),
  );
  // The top itself is all there is, messages included.
  const isAll = given.some(({ path }) => path === "");
  return { ...(isAll ? {} : { holds }), problems: [...problems, ...unknown.map(({ typed }) => missing(typed))] };
}

const isOnDisk = (path: string): boolean => {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
};

function isInCommits(repository: GitRepository, range: readonly ObjectId[], path: BytePath): boolean {
  const commits = commitsOf(repository);
  const all = new Set(range.flatMap((id) => [id, ...commits.head(id).parents]));
  return [...all].some((id) => entryAt(repository, commits.head(id).tree, path) !== undefined);
}

function missing(typed: string): Problem {
  return {
    level: "error",
    code: "missing-path",
    subject: typed,
    message: "is neither on the disk nor in a commit of the range",
    hint: "Check the spelling; paths start from the current folder.",
  };
}
