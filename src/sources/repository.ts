import type { Problem } from "../core/source.ts";
import { type BytePath, textOfPath, withTrailingSlash } from "../files/byte-path.ts";
import { readSmallFile } from "../files/small-file.ts";
import { commonFolder, findGitFolder } from "../git/find-git-folder.ts";
import { expandPath, isTrue, type PersonalSettings, readGitConfig } from "../git/git-config.ts";
import { GitError } from "../git/git-error.ts";
import { indexPaths, readIndex } from "../git/index/read-index.ts";
import { NOTHING_TRACKED, type TrackedPaths, trackedPaths } from "../git/index/tracked-paths.ts";
import { type ObjectHash, SHA1, SHA256 } from "../git/object-id.ts";
import { type IgnoreScope, readIgnoreRules } from "./ignore-rules.ts";

/** A git repository's work tree, as far as it decides what is scanned. */
export interface Repository {
  /** The top folder with a slash at its end. */
  readonly prefix: BytePath;
  readonly ignoreCase: boolean;
  /** Rules that come from outside the tree: the person's own and `.git/info/exclude`. */
  readonly excludes: IgnoreScope | undefined;
  /** The index, read on the first call; where it is broken, nothing counts as tracked and a problem is reported. */
  tracked(): TrackedPaths;
}

/** How the parts of one walk share the person's settings and say what went wrong. */
export interface GitContext {
  readonly personal: PersonalSettings;
  report(problem: Problem): void;
}

const RULES_LIMIT = 1 << 20;

/** Reads the rules of one file and puts them before `outer`; a missing or empty file changes nothing. */
export function addIgnoreFile(
  path: BytePath,
  prefix: BytePath,
  outer: IgnoreScope | undefined,
  ignoreCase: boolean,
  context: GitContext,
): IgnoreScope | undefined {
  const file = readSmallFile(path, RULES_LIMIT);
  if (file === "too-large") {
    context.report({
      level: "note",
      code: "limit-reached",
      subject: textOfPath(path),
      message: "is larger than 1 MiB, so its ignore rules are not applied",
      hint: "Shorten it, or pass --no-ignore if no file is to be left out.",
    });
  }
  if (typeof file === "string") return outer;
  const list = readIgnoreRules(file.bytes.toString("latin1"), ignoreCase);
  return list === undefined ? outer : { list, base: prefix.length, outer };
}

function readTracked(folder: BytePath, hash: ObjectHash, context: GitContext): TrackedPaths {
  const path = `${folder}/index`;
  try {
    const index = readIndex(path, folder, hash);
    return index === undefined ? NOTHING_TRACKED : trackedPaths(indexPaths(index));
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    const { message, hint } = error.cause instanceof GitError ? error.cause : error;
    context.report({
      level: "note",
      code: "malformed",
      subject: textOfPath(path),
      message: `${message}; files that are committed although they are ignored are not searched`,
      hint,
    });
    return NOTHING_TRACKED;
  }
}

/** Opens the repository whose work tree starts at a folder that has a `.git`; undefined where that is not git's. */
export function openRepository(top: BytePath, context: GitContext): Repository | undefined {
  const folder = findGitFolder(top);
  if (folder === undefined) return undefined;
  const common = commonFolder(folder);
  const config = readGitConfig(`${common}/config`);
  const ignoreCase = isTrue(config.get("core.ignorecase"));
  const { home, excludesFile } = context.personal;
  const set = config.get("core.excludesfile");
  const personal = set === undefined ? excludesFile : expandPath(set, home, top);
  const prefix = withTrailingSlash(top);
  const outermost =
    personal === undefined ? undefined : addIgnoreFile(personal, prefix, undefined, ignoreCase, context);
  const hash = config.get("extensions.objectformat")?.toLowerCase() === "sha256" ? SHA256 : SHA1;
  let tracked: TrackedPaths | undefined;
  return {
    prefix,
    ignoreCase,
    excludes: addIgnoreFile(`${common}/info/exclude`, prefix, outermost, ignoreCase, context),
    tracked() {
      tracked ??= readTracked(folder, hash, context);
      return tracked;
    },
  };
}
