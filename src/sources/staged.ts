import type { Finding } from "../core/finding.ts";
import { ofContainer } from "../core/member-path.ts";
import { partitionPoint } from "../core/partition-point.ts";
import type { Problem, SourceEvent } from "../core/source.ts";
import { type BytePath, pathFromText, textOfPath } from "../files/byte-path.ts";
import type { Environment } from "../git/git-config.ts";
import { GitError, passingOver } from "../git/git-error.ts";
import { type GitIndex, readIndex } from "../git/index/read-index.ts";
import { type GitRepository, openGit } from "../git/open-repository.ts";
import { kindOfMode } from "../git/parse/tree.ts";
import { type StagedChanges, type StagedFile, stagedChanges } from "../git/worktree/staged-changes.ts";
import { type PathsBelow, pathsBelow } from "./paths-below.ts";
import { notRead, unitsOfBytes } from "./read-blob.ts";
import { WINDOW_SIZES, windowBuffer } from "./read-windows.ts";
import { onChangedLines } from "./staged-lines.ts";

/** What is staged in a repository, ready to be searched. */
export interface Staged {
  /** Absolute path of the top of the work tree. */
  readonly top: string;
  /** Paths of all files that will be searched, relative to the top, as people see them. */
  readonly paths: readonly string[];
  /** Paths at which something is staged, content or not. */
  readonly changed: readonly string[];
  /** Whether anything is staged at all, content or not. */
  readonly hasChanges: boolean;
  /** What is staged at a path of a file that will be searched, more than once in a merge; nothing where it cannot be read. */
  contentsAt(path: string): readonly Uint8Array[] | undefined;
  /** Whether the index has something at a path, shown from the top. */
  exists(path: string): boolean;
  events(options: StagedReadOptions): Generator<SourceEvent, void, void>;
  /** Whether a finding lies on a line that is added or changed by what is staged. */
  isChanged(finding: Pick<Finding, "location" | "related">): boolean;
  close(): void;
}

export interface StagedReadOptions {
  /** Where content is read into, of the usual size for windows. */
  readonly buffer?: Buffer | undefined;
  /** Whether a file, by its shown path, is to be left out; it is counted and not read. */
  readonly isExcluded?: (path: string) => boolean;
}

export interface OpenStagedOptions {
  /** As typed; the whole work tree where absent. */
  readonly paths: readonly string[] | undefined;
  /** Absolute folder that paths start from. */
  readonly cwd: string;
  /** Absolute folder from which the repository is looked for. */
  readonly start: string;
  readonly environment: Environment;
}

const EVERYTHING: PathsBelow = { given: [], problems: [], holds: () => true };

/** Opens what is staged. Throws a GitError where there is no repository, or its index or last commit cannot be read. */
export function openStaged({ paths, cwd, start, environment }: OpenStagedOptions): Staged {
  // As git itself does, and each stream has a checksum of its own: what hashes is not worth its loading for a few files.
  const repository = openGit({ start, environment, store: { verify: false } });
  const { top } = repository;
  if (top === undefined) throw withoutWorkTree(repository);
  const index = readIndex(repository.indexPath, repository.folder, repository.hash);
  const changes = stagedChanges(repository, index);
  const asked = paths === undefined ? EVERYTHING : pathsBelow(paths, { cwd, top });
  const files = changes.files.filter(({ path }) => asked.holds(path));
  const byUnit = new Map(files.map((file) => [unitOf(file), file]));
  const changedAt = (unit: string) => {
    const file = byUnit.get(unit);
    if (file !== undefined) return { now: file, old: () => file.old ?? changes.origin(file) };
    const container = ofContainer(byUnit, unit);
    // Lines of what lies in one are not compared.
    return container === undefined ? undefined : { now: container, old: () => undefined };
  };
  return {
    top: textOfPath(top),
    paths: files.map(({ path }) => textOfPath(path)),
    changed: changes.changed.map(textOfPath),
    hasChanges: changes.hasChanges,
    contentsAt: (path) =>
      passingOver(
        () => undefined,
        () =>
          files.filter((file) => textOfPath(file.path) === path).map(({ id }) => repository.objects.readAs(id, "blob")),
      ),
    exists: (path) => isInIndex(index, pathFromText(path)),
    *events(options) {
      for (const problem of [...asked.problems, ...unknownPaths(asked, index, changes)])
        yield { type: "problem", problem };
      yield* eventsOf(files, repository, options);
    },
    isChanged: onChangedLines(changedAt, repository.objects),
    close: () => repository.close(),
  };
}

function withoutWorkTree({ folder }: GitRepository): GitError {
  const file = textOfPath(folder);
  return new GitError(
    "not-a-repository",
    `${file} has no work tree, so nothing is staged in it`,
    "Run this in a clone with a work tree, or search a range of commits.",
    { file },
  );
}

/** How a file's content is named within one scan: stages of a merge lie at one path. */
const unitOf = ({ path, stage }: StagedFile): string =>
  stage === 0 ? textOfPath(path) : `${textOfPath(path)}:${stage}`;

/** Whether the index has a path, or anything below it, or stands for the folder around it with one entry. */
function isInIndex(index: GitIndex | undefined, path: BytePath): boolean {
  const begins = (start: BytePath): BytePath => {
    if (index === undefined) return "";
    const first = partitionPoint(index.count, (at) => index.path(at) < start);
    return first < index.count ? index.path(first) : "";
  };
  const folders = [...path.matchAll(/\//g)].map((slash) => path.slice(0, slash.index + 1));
  return (
    begins(path) === path ||
    begins(`${path}/`).startsWith(`${path}/`) ||
    folders.some((folder) => begins(folder) === folder)
  );
}

/** Problems of given paths at which there is nothing, neither in the index nor in the last commit. */
function unknownPaths({ given }: PathsBelow, index: GitIndex | undefined, { wasThere }: StagedChanges): Problem[] {
  const isKnown = (path: BytePath): boolean => path === "" || isInIndex(index, path) || wasThere(path);
  return given
    .filter(({ path }) => !isKnown(path))
    .map(({ typed }) => ({
      level: "error",
      code: "missing-path",
      subject: typed,
      message: "is not in the index",
      hint: "Check the spelling, or stage it first with `git add`; paths start from the current folder.",
    }));
}

function* eventsOf(
  files: readonly StagedFile[],
  { objects }: GitRepository,
  { isExcluded = () => false, buffer = windowBuffer(WINDOW_SIZES) }: StagedReadOptions,
): Generator<SourceEvent, void, void> {
  for (const file of files) {
    const path = textOfPath(file.path);
    if (isExcluded(path)) yield { type: "skipped", path, reason: "excluded" };
    else if (kindOfMode(file.mode) === "link") yield { type: "skipped", path, reason: "link" };
    else yield* unitsOf(file, path, objects, buffer);
  }
}

function* unitsOf(
  file: StagedFile,
  path: string,
  objects: GitRepository["objects"],
  buffer: Buffer,
): Generator<SourceEvent, void, void> {
  let bytes: Buffer;
  try {
    bytes = objects.readAs(file.id, "blob");
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    yield { type: "problem", problem: notRead(path, "cannot be read as it is staged", error) };
    return;
  }
  yield* unitsOfBytes({ path, origin: { kind: "index" }, named: false }, unitOf(file), bytes, buffer);
}
