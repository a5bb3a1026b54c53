import type { Problem, SourceEvent } from "../core/source.ts";
import { type Environment, type PersonalSettings, readPersonalSettings } from "../git/git-config.ts";
import { findNamed } from "./named-paths.ts";
import { eventsOf, fileReader } from "./read-file.ts";
import type { WindowSizes } from "./read-windows.ts";
import type { GitContext } from "./repository.ts";
import { type FoundEvent, walkFolder } from "./walk.ts";

export interface FindOptions {
  /** Absolute folder that relative paths start from. */
  readonly cwd: string;
  /** Absolute folder that shown paths are relative to. */
  readonly root: string;
  /** Whether git's ignore rules hold in named folders. They never hold for a file that is named itself. */
  readonly ignore: boolean;
  /** Variables that say where the person's git settings lie. */
  readonly environment: Environment;
  /** Whether a file, by its shown path, is to be left out; it is counted and not opened. */
  readonly isExcluded?: (path: string) => boolean;
}

export interface ScanOptions extends FindOptions {
  readonly windows?: WindowSizes;
  /** Where content is read into, of the size that the windows take. */
  readonly buffer?: Buffer | undefined;
}

/**
 * Finds the files of named files and folders without reading them, each once: a file that is named itself comes as named,
 * whichever folder it lies in. A path outside the root is shown as an absolute one.
 */
export function* findFiles(paths: readonly string[], options: FindOptions): Generator<FoundEvent, void, void> {
  const named = findNamed(paths, options);
  const claimed = new Set(named.flatMap((thing) => ("location" in thing ? [thing.location] : [])));
  const reported: Problem[] = [];
  const git = options.ignore ? gitContext(options.environment, (problem) => reported.push(problem)) : undefined;
  const { isExcluded = () => false } = options;
  for (const thing of named) {
    for (const found of thing.type === "folder" ? walkFolder(thing, { git, claimed }) : [thing]) {
      const isOut = found.type === "file" && isExcluded(found.path);
      yield isOut ? { type: "skipped", path: found.path, reason: "excluded" } : found;
    }
    for (const problem of reported.splice(0)) yield { type: "problem", problem };
  }
}

/** What walks share of git; a scan of named files never asks for the person's settings. */
function gitContext(environment: Environment, report: GitContext["report"]): GitContext {
  let personal: PersonalSettings | undefined;
  return {
    get personal() {
      personal ??= readPersonalSettings(environment);
      return personal;
    },
    report,
  };
}

/** Yields the content of named files and folders, with what was passed over and what went wrong. */
export function* scanPaths(paths: readonly string[], options: ScanOptions): Generator<SourceEvent, void, void> {
  const read = fileReader(options.windows, options.buffer);
  for (const found of findFiles(paths, options)) {
    yield* eventsOf(found.type === "file" ? read(found) : found);
  }
}
