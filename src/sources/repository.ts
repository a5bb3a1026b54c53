import { ScanError } from "../core/errors.ts";
import type { Problem } from "../core/source.ts";
import { type BytePath, textOfPath, withTrailingSlash } from "../files/byte-path.ts";
import { readSmallFile } from "../files/small-file.ts";
import { commonFolder, findGitFolder } from "../git/find-git-folder.ts";
import { expandPath, type PersonalSettings, readGitConfig } from "../git/git-config.ts";
import { NOTHING_TRACKED, readIndexPaths, type TrackedPaths, trackedPaths } from "../git/git-index.ts";
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
const INDEX_LIMIT = 1 << 30;

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

function readTracked(folder: BytePath, hashLength: 20 | 32, context: GitContext): TrackedPaths {
  const path = `${folder}/index`;
  const note = (message: string, hint: string): TrackedPaths => {
    context.report({
      level: "note",
      code: "malformed",
      subject: textOfPath(path),
      message: `${message}; files that are committed although they are ignored are not searched`,
      hint,
    });
    return NOTHING_TRACKED;
  };
  const file = readSmallFile(path, INDEX_LIMIT);
  if (file === "absent") return NOTHING_TRACKED;
  if (file === "too-large") return note("is larger than 1 GiB", "Pass --no-ignore to search all files.");
  if (file === "unreadable")
    return note("cannot be read", "Make it readable, or pass --no-ignore to search all files.");
  try {
    return trackedPaths(readIndexPaths(file.bytes, hashLength));
  } catch (error) {
    if (error instanceof ScanError) return note(error.message, error.hint);
    throw error;
  }
}

/** Opens the repository whose work tree starts at a folder that has a `.git`; undefined where that is not git's. */
export function openRepository(top: BytePath, context: GitContext): Repository | undefined {
  const folder = findGitFolder(top);
  if (folder === undefined) return undefined;
  const common = commonFolder(folder);
  const config = readGitConfig(`${common}/config`);
  const ignoreCase = config.get("core.ignorecase")?.toLowerCase() === "true";
  const { home, excludesFile } = context.personal;
  const set = config.get("core.excludesfile");
  const personal = set === undefined ? excludesFile : expandPath(set, home, top);
  const prefix = withTrailingSlash(top);
  const outermost =
    personal === undefined ? undefined : addIgnoreFile(personal, prefix, undefined, ignoreCase, context);
  const hashLength = config.get("extensions.objectformat")?.toLowerCase() === "sha256" ? 32 : 20;
  let tracked: TrackedPaths | undefined;
  return {
    prefix,
    ignoreCase,
    excludes: addIgnoreFile(`${common}/info/exclude`, prefix, outermost, ignoreCase, context),
    tracked() {
      tracked ??= readTracked(folder, hashLength, context);
      return tracked;
    },
  };
}
