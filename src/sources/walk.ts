import type { Problem, SourceEvent } from "../core/source.ts";
import { type BytePath, parentOf, textOfPath, withTrailingSlash } from "../files/byte-path.ts";
import { type FolderEntry, listFolder } from "../files/list-folder.ts";
import { goneProblem, isGone, unreadable } from "../files/system-errors.ts";
import { type IgnoreScope, isIgnored } from "./ignore-rules.ts";
import { addIgnoreFile, type GitContext, openRepository, type Repository } from "./repository.ts";

/** A file that is to be read, found in a tree or named. */
export interface FoundFile {
  readonly type: "file";
  readonly location: BytePath;
  /** As people see it: relative to the root where it lies below it. */
  readonly path: string;
  readonly named: boolean;
}

/** A folder to walk: where it really lies, and how its path is shown; the root itself is shown as nothing. */
export interface FoundFolder {
  readonly type: "folder";
  readonly location: BytePath;
  readonly path: string;
}

/** What finding files yields: files to read, and what `SourceEvent` has to say of all else. */
export type FoundEvent = FoundFile | Exclude<SourceEvent, { readonly type: "unit" }>;

export interface WalkOptions {
  /** Git's settings where its ignore rules hold; undefined where nothing is to be left out. */
  readonly git: GitContext | undefined;
  /** Things with a place of their own in the scan, which the walk passes over. */
  readonly claimed: ReadonlySet<BytePath>;
}

/** What git says about a folder's content. */
interface Standing {
  readonly repository: Repository | undefined;
  readonly rules: IgnoreScope | undefined;
  /** True in an ignored folder that was entered only for what is tracked in it. */
  readonly onlyTracked: boolean;
}

/** A folder in the middle of being walked. */
interface Frame extends Standing {
  readonly entries: readonly FolderEntry[];
  next: number;
  readonly prefix: BytePath;
  readonly shown: string;
}

const OUTSIDE_GIT: Standing = { repository: undefined, rules: undefined, onlyTracked: false };

/** The standing of a folder itself, from what holds in the folder above it and the git files that lie in it. */
function enter(folder: BytePath, outer: Standing, git: GitContext, names: ReadonlySet<string>): Standing {
  const repository = names.has(".git") ? openRepository(folder, git) : undefined;
  const inside = repository === undefined ? outer : { repository, rules: repository.excludes, onlyTracked: false };
  if (!names.has(".gitignore")) return inside;
  const prefix = withTrailingSlash(folder);
  const ignoreCase = inside.repository?.ignoreCase ?? false;
  return { ...inside, rules: addIgnoreFile(`${prefix}.gitignore`, prefix, inside.rules, ignoreCase, git) };
}

const IGNORE_FILE: ReadonlySet<string> = new Set([".gitignore"]);

/** The standing of a folder by what lies above it: the rules of its repository from the top down to its parent. */
function standingAbove(folder: BytePath, git: GitContext): Standing {
  const above: BytePath[] = [];
  for (let at = folder; parentOf(at) !== at; at = parentOf(at)) {
    const parent = parentOf(at);
    above.unshift(parent);
    const repository = openRepository(parent, git);
    if (repository === undefined) continue;
    const top: Standing = { repository, rules: repository.excludes, onlyTracked: false };
    return above.reduce((outer, each) => enter(each, outer, git, IGNORE_FILE), top);
  }
  return OUTSIDE_GIT;
}

/**
 * Whether git would list an entry, as `git ls-files --cached --others --exclude-standard` does: what is tracked counts
 * though a pattern names it. `partly` is an ignored folder with something tracked in it.
 */
function listing(frame: Frame, location: BytePath, name: BytePath, isFolder: boolean): "listed" | "partly" | "ignored" {
  if (!frame.onlyTracked && !isIgnored(frame.rules, location, name, isFolder)) return "listed";
  if (frame.repository === undefined) return "ignored";
  const tracked = frame.repository.tracked();
  const path = location.slice(frame.repository.prefix.length);
  if (!isFolder) return tracked.has(path) ? "listed" : "ignored";
  return tracked.has(path) || tracked.hasBelow(path) ? "partly" : "ignored";
}

function openFrame(location: BytePath, shown: string, outer: Standing, git: GitContext | undefined): Frame {
  const entries = listFolder(location);
  const names = new Set<string>();
  for (const entry of entries) {
    // git takes a linked .gitignore for a mere link, so its rules do not hold.
    if (entry.name === ".git" || (entry.name === ".gitignore" && entry.isFile())) names.add(entry.name);
  }
  const standing = git === undefined || names.size === 0 ? outer : enter(location, outer, git, names);
  return { ...standing, entries, next: 0, prefix: withTrailingSlash(location), shown };
}

/**
 * Walks a folder depth first, in the order of the names' bytes, hidden files included, and never enters `.git`. Links are
 * not followed, so there are no loops; what cannot be listed becomes a problem, and the rest goes on.
 */
export function* walkFolder(folder: FoundFolder, { git, claimed }: WalkOptions): Iterable<FoundEvent> {
  const frames: Frame[] = [];
  const open = (location: BytePath, path: string, outer: Standing): FoundEvent | undefined => {
    try {
      const shown = path === "" || path.endsWith("/") ? path : `${path}/`;
      frames.push(openFrame(location, shown, outer, git));
      return undefined;
    } catch (error) {
      const subject = path === "" ? "." : path;
      const problem = isGone(error) ? goneProblem(subject, frames.length === 0) : unreadable(subject, error);
      return { type: "problem", problem };
    }
  };
  const failed = open(
    folder.location,
    folder.path,
    git === undefined ? OUTSIDE_GIT : standingAbove(folder.location, git),
  );
  if (failed !== undefined) yield failed;
  let isPassedOver = false;
  let isAnyListed = failed !== undefined;
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    const entry = frame.entries[frame.next++];
    if (entry === undefined) {
      frames.pop();
      continue;
    }
    const { name } = entry;
    const location = frame.prefix + name;
    if (name === ".git") continue;
    isAnyListed ||= claimed.has(location);
    if (claimed.has(location)) continue;
    const isFolder = entry.isDirectory();
    const listed = git === undefined ? "listed" : listing(frame, location, name, isFolder);
    isPassedOver ||= listed === "ignored";
    if (listed === "ignored") continue;
    const path = frame.shown + textOfPath(name);
    isAnyListed ||= !isFolder;
    if (entry.isFile()) yield { type: "file", location, path, named: false };
    else if (isFolder) {
      const problem = open(location, path, listed === "partly" ? { ...frame, onlyTracked: true } : frame);
      if (problem !== undefined) yield problem;
    } else yield { type: "skipped", path, reason: entry.isSymbolicLink() ? "link" : "special" };
  }
  if (isPassedOver && !isAnyListed) yield { type: "problem", problem: nothingLeft(folder.path) };
}

/** A gate that was told to look somewhere and looked at nothing must not say that all is well. */
const nothingLeft = (path: string): Problem => ({
  level: "error",
  code: "all-ignored",
  subject: path === "" ? "." : path,
  message: "was not searched: git ignores everything in it",
  hint: "Search it with `--no-ignore`, or name its files; else leave it out of the command.",
});
