import type { Finding, Location } from "../../core/finding.ts";
import { ofContainer } from "../../core/member-path.ts";
import type { Origin, Problem, SourceEvent } from "../../core/source.ts";
import { type BytePath, textOfPath } from "../../files/byte-path.ts";
import { GitError } from "../../git/git-error.ts";
import { type Commits, commitsOf } from "../../git/history/commits.ts";
import type { ObjectId } from "../../git/object-id.ts";
import type { GitRepository } from "../../git/open-repository.ts";
import { parseCommit } from "../../git/parse/commit.ts";
import { parseTag } from "../../git/parse/tag.ts";
import { kindOfMode } from "../../git/parse/tree.ts";
import { unitsOfBytes } from "../read-blob.ts";
import { WINDOW_SIZES, windowBuffer } from "../read-windows.ts";
import { type Changed, onChangedLines } from "../staged-lines.ts";
import { type AddedFile, addedFiles, filesOfTree } from "./added-files.ts";
import { originOf } from "./commit-origin.ts";
import { Faults } from "./faults.ts";
import { COMMIT_MESSAGE, TAG_MESSAGE } from "./message-paths.ts";
import { standsAtTips } from "./tips.ts";
import { entryAt } from "./tree-entry.ts";

/** What of a repository's history is to be searched. */
export interface CommitRange {
  /** Parents before children, so that what comes first is what brought a secret in. */
  readonly commits: readonly ObjectId[];
  /** Annotated tags, whose messages are searched. */
  readonly tags?: readonly ObjectId[];
  /** Trees and single contents that refs lead to without a commit. */
  readonly loose?: readonly ObjectId[];
}

/** What of a range is of interest, and what people are told where a part of it is missing. */
export interface CommitScope {
  /** Whether a path is asked for; then other files are left out, and messages of commits that bring none. All are where absent. */
  readonly holds?: (path: BytePath) => boolean;
  /** What to do about contents that a partial clone left on the server, as a sentence. */
  readonly contentsHint?: string;
  /** What was wrong with what was asked for; comes before all else. */
  readonly problems?: readonly Problem[];
}

/** The content that commits bring, ready to be searched: their messages, and of each file the lines that are new. */
export interface CommitContents {
  /** Paths of all files that will be searched, as people see them. */
  readonly paths: readonly string[];
  events(options: CommitReadOptions): Generator<SourceEvent, void, void>;
  /** Whether a finding lies on a line that the commit, in which it was found, has added. */
  isAdded(finding: Pick<Finding, "location" | "related">): boolean;
  /** Whether a place of a file reads as it did in an earlier commit, or is of no file of these commits. */
  stoodIn(earlier: ObjectId, location: Location): boolean;
  /** The place of a unit's commit among all of them. */
  orderOf(unit: string): number;
  /** Whether what a unit holds is what a commit that nothing follows has at its path. */
  isCurrent(unit: string): boolean;
}

export interface CommitReadOptions {
  /** Where content is read into, of the usual size for windows. */
  readonly buffer?: Buffer | undefined;
  /** Whether a file, by its shown path, is to be left out; it is counted and not read. */
  readonly isExcluded?: (path: string) => boolean;
  /** Whether a content at a path is known to say nothing. */
  readonly isSilent?: (blob: ObjectId, path: string) => boolean;
}

/** One thing of the history with what it brings. */
interface Bringer {
  readonly id: ObjectId;
  readonly order: number;
  readonly origin: Origin;
  readonly message?: { readonly path: string; readonly bytes: Buffer };
  readonly files: readonly AddedFile[];
}

const unitOf = (path: string, { id }: Bringer): string => `${path}@${id}`;

/** Reads what commits bring, contents aside. What cannot be read becomes a problem among the events. */
export function openCommits(
  repository: GitRepository,
  range: CommitRange,
  { holds, contentsHint, problems = [] }: CommitScope = {},
): CommitContents {
  const commits = commitsOf(repository);
  const faults = new Faults(contentsHint);
  const all = [...bringersIn(repository, range, commits, faults)];
  const bringers = holds === undefined ? all : all.flatMap((bringer) => limited(bringer, holds));
  const files = new Map<string, AddedFile>();
  const orders = new Map<string, number>();
  for (const bringer of bringers) {
    for (const file of bringer.files) files.set(unitOf(textOfPath(file.path), bringer), file);
    for (const path of pathsOf(bringer)) orders.set(unitOf(path, bringer), bringer.order);
  }
  const most = Math.max(1, ...[...files.values()].map(({ parents }) => parents));
  const against = Array.from({ length: most }, (_, parent) =>
    onChangedLines((unit) => changedAt(files.get(unit), ofContainer(files, unit), parent), repository.objects),
  );
  const since = new Map<ObjectId, ReturnType<typeof onChangedLines>>();
  const isNewSince = (earlier: ObjectId, location: Location): boolean => {
    const isChanged =
      since.get(earlier) ??
      onChangedLines(
        (unit) => changedSince(repository, commits.head(earlier).tree, files.get(unit)),
        repository.objects,
      );
    since.set(earlier, isChanged);
    return !files.has(location.unit) || isChanged({ location, related: [] });
  };
  const stands = standsAtTips(repository, range.commits, commits);
  const paths = new Set(bringers.flatMap((bringer) => bringer.files.map(({ path }) => textOfPath(path))));
  return {
    paths: [...paths],
    *events(options) {
      for (const problem of [...problems, ...faults.problems]) yield { type: "problem", problem };
      const buffer = options.buffer ?? windowBuffer(WINDOW_SIZES);
      const reading = new Faults(contentsHint);
      for (const bringer of bringers) yield* eventsOf(bringer, repository, { ...options, buffer }, reading);
      for (const problem of reading.problems) yield { type: "problem", problem };
    },
    isAdded: (finding) => {
      const { unit, path } = finding.location;
      // A message is new in all its lines, and what is read beside the commits counts where they bring another of it.
      if (!files.has(unit) && (orders.has(unit) || (paths.has(path) && ofContainer(files, unit) === undefined)))
        return true;
      return against.every((isChanged) => isChanged(finding));
    },
    stoodIn: (earlier, location) => !orders.has(location.unit) || !isNewSince(earlier, location),
    orderOf: (unit) => orders.get(unit) ?? ofContainer(orders, unit) ?? 0,
    isCurrent(unit) {
      const file = files.get(unit) ?? ofContainer(files, unit);
      try {
        return file === undefined || stands(file.path, file.now.id);
      } catch (error) {
        if (error instanceof GitError) return true;
        throw error;
      }
    },
  };
}

/** What is left of a bringer where only some paths are of interest. */
function limited(bringer: Bringer, holds: (path: BytePath) => boolean): Bringer[] {
  const files = bringer.files.filter(({ path }) => holds(path));
  return files.length === 0 ? [] : [{ ...bringer, files }];
}

/** A file as it is held against one parent; against parents that its commit has not, all of it is new. So is all that lies in a container. */
function changedAt(file: AddedFile | undefined, container: AddedFile | undefined, parent: number): Changed | undefined {
  if (file !== undefined) return { now: file.now, old: () => file.old(parent) };
  return container === undefined ? undefined : { now: container.now, old: () => undefined };
}

/** A file as it is held against what lay at its path in an earlier tree. */
const changedSince = (repository: GitRepository, tree: ObjectId, file: AddedFile | undefined): Changed | undefined =>
  file === undefined
    ? undefined
    : {
        now: file.now,
        old() {
          const entry = entryAt(repository, tree, file.path);
          return entry === undefined ? undefined : { path: file.path, mode: entry.mode, id: entry.id };
        },
      };

function pathsOf({ message, files }: Bringer): string[] {
  return [...(message === undefined ? [] : [message.path]), ...files.map(({ path }) => textOfPath(path))];
}

function* bringersIn(
  repository: GitRepository,
  { commits: ids, tags = [], loose = [] }: CommitRange,
  commits: Commits,
  faults: Faults,
): Generator<Bringer, void, void> {
  const readers: readonly (() => Omit<Bringer, "order">)[] = [
    ...ids.map((id) => () => commitBringer(repository, commits, id)),
    ...tags.map((id) => () => tagBringer(repository, id)),
    ...loose.map((id) => () => looseBringer(repository, id)),
  ];
  const all = [...ids, ...tags, ...loose];
  for (const [order, read] of readers.entries()) {
    try {
      yield { ...read(), order };
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      faults.note(`commit ${all[order]?.slice(0, 12)}`, error);
    }
  }
}

function commitBringer(repository: GitRepository, commits: Commits, id: ObjectId): Omit<Bringer, "order"> {
  const { author, message } = parseCommit(repository.objects.readAs(id, "commit"), id, repository.hash);
  const origin = originOf(id, author);
  return { id, origin, message: { path: COMMIT_MESSAGE, bytes: message }, files: addedFiles(repository, commits, id) };
}

const NOBODY = { name: "", mail: "", time: 0, zone: "+0000" };

function tagBringer({ objects, hash }: GitRepository, id: ObjectId): Omit<Bringer, "order"> {
  const { name, tagger, message } = parseTag(objects.readAs(id, "tag"), id, hash);
  const path = `${TAG_MESSAGE}${textOfPath(name)}`;
  return { id, origin: originOf(id, tagger ?? NOBODY), message: { path, bytes: message }, files: [] };
}

function looseBringer(repository: GitRepository, id: ObjectId): Omit<Bringer, "order"> {
  const origin = originOf(id, NOBODY);
  const object = repository.objects.read(id);
  if (object.type === "tree") return { id, origin, files: filesOfTree(repository, id) };
  return { id, origin, message: { path: `content ${id.slice(0, 12)}`, bytes: object.bytes }, files: [] };
}

function* eventsOf(
  bringer: Bringer,
  { objects }: GitRepository,
  { buffer, isExcluded, isSilent }: CommitReadOptions & { readonly buffer: Buffer },
  faults: Faults,
): Generator<SourceEvent, void, void> {
  const { origin, message } = bringer;
  const read = (path: string, bytes: Buffer) =>
    unitsOfBytes({ path, origin, named: false }, unitOf(path, bringer), bytes, buffer);
  if (message !== undefined) yield* read(message.path, message.bytes);
  for (const { path: raw, now } of bringer.files) {
    const path = textOfPath(raw);
    if (isExcluded?.(path) === true) yield { type: "skipped", path, reason: "excluded" };
    else if (kindOfMode(now.mode) === "link") yield { type: "skipped", path, reason: "link" };
    else if (isSilent?.(now.id, path) !== true) {
      try {
        yield* read(path, objects.readAs(now.id, "blob"));
      } catch (error) {
        if (!(error instanceof GitError)) throw error;
        faults.note(`${path} in commit ${bringer.id.slice(0, 12)}`, error);
      }
    }
  }
}
