import { lstatSync } from "node:fs";
import { isAbsolute, posix } from "node:path";
import { type BytePath, openable, parentOf, pathFromText, textOfPath, withTrailingSlash } from "../files/byte-path.ts";
import { findGitFolder, isGitFolder } from "./find-git-folder.ts";
import type { Environment } from "./git-config.ts";
import { GitError } from "./git-error.ts";

/** Where a repository was found. */
export interface FoundRepository {
  /** The folder with git's own data. */
  readonly folder: BytePath;
  /** Top of the work tree where one was met on the way; the config may name another. */
  readonly top: BytePath | undefined;
}

const exists = (path: BytePath): boolean => {
  try {
    return lstatSync(openable(path), { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
};

/** A path of the environment, absolute; undefined where it is not set. */
export function pathOfEnvironment(environment: Environment, name: string, cwd: BytePath): BytePath | undefined {
  const text = environment[name];
  if (text === undefined || text === "") return undefined;
  const path = pathFromText(text);
  return isAbsolute(path) ? path : posix.join(cwd, path);
}

function notFound(start: BytePath): GitError {
  const shown = textOfPath(start);
  return new GitError(
    "not-a-repository",
    `${shown} is not inside a git repository`,
    "Go into a repository, or name a path of one.",
    { file: shown },
  );
}

/**
 * Finds the repository that a folder belongs to, as git does: the one of `GIT_DIR`, or the nearest at or above the folder,
 * which may be a bare one. Throws a GitError where there is none.
 */
export function locateRepository(start: BytePath, environment: Environment): FoundRepository {
  const given = pathOfEnvironment(environment, "GIT_DIR", start);
  if (given !== undefined) {
    const top = pathOfEnvironment(environment, "GIT_WORK_TREE", start);
    if (isGitFolder(given)) return { folder: given, top: top ?? start };
    const shown = textOfPath(given);
    throw new GitError(
      "not-a-repository",
      `GIT_DIR names ${shown}, which is no git repository`,
      "Unset GIT_DIR, or set it to the `.git` folder of a repository.",
      { file: shown },
    );
  }
  for (let at = start; ; at = parentOf(at)) {
    const folder = findGitFolder(at);
    if (folder !== undefined) return { folder, top: at };
    const pointer = `${withTrailingSlash(at)}.git`;
    if (isPointer(pointer)) throw brokenPointer(pointer);
    if (isBareFolder(at)) return { folder: at, top: undefined };
    if (parentOf(at) === at) throw notFound(start);
  }
}

const isBareFolder = (at: BytePath): boolean =>
  exists(`${withTrailingSlash(at)}objects`) && exists(`${withTrailingSlash(at)}refs`) && isGitFolder(at);

function isPointer(path: BytePath): boolean {
  try {
    return lstatSync(openable(path), { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false;
  }
}

/** git refuses such a folder, too, and does not look further up. */
function brokenPointer(path: BytePath): GitError {
  const shown = textOfPath(path);
  return new GitError(
    "not-a-repository",
    `${shown} does not lead to a git repository`,
    "Run `git worktree repair` or `git submodule update --init`, or delete the file.",
    { file: shown },
  );
}
