import { join, resolve } from "node:path";
import { type FileAccess, ON_DISK } from "../../config/file-access.ts";
import { shownPath } from "../../config/read-document.ts";
import type { Baseline, BaselineSetting } from "../../core/baseline.ts";
import { ConfigError } from "../../core/config-error.ts";
import { ScanError } from "../../core/errors.ts";
import { pathFromText } from "../../files/byte-path.ts";
import { readSmallFile, type SmallFile } from "../../files/small-file.ts";
import { parseBaseline } from "../../suppressions/baseline/parse-baseline.ts";
import { looksRendered } from "../../suppressions/baseline/render-baseline.ts";
import type { BaselineRequest } from "./baseline-request.ts";
import { searchedPaths } from "./searched-paths.ts";

/** Where a repository keeps its baseline, from the root. */
const BASELINE_FILE = ".sealint/baseline.json";
/** More is no baseline that somebody wants. */
const MOST_BYTES = 1 << 28;

/** Absolute path of the baseline of a scan, whether or not there is one. */
export function baselineFile({ range, cwd, file }: Pick<BaselineRequest, "range" | "cwd" | "file">): string {
  return file === undefined ? join(range.root, BASELINE_FILE) : resolve(cwd, file);
}

/** Whether a file is the one that a scan finds by itself. */
export function isUsualBaseline(file: string, root: string): boolean {
  return file === join(root, BASELINE_FILE);
}

/**
 * The baseline that a scan reads, with what it is held against. Throws a ScanError or ConfigError where one is named or lies
 * there, and cannot be read as what it is.
 */
export function readBaselineOfScan(request: BaselineRequest): BaselineSetting | undefined {
  const { args, file } = request;
  if (args.noBaseline) return undefined;
  const baseline = readBaseline(request);
  if (baseline === undefined && file !== undefined) throw missing(file);
  if (baseline === undefined) return undefined;
  return baselineSetting(baseline, request);
}

/** A baseline with the paths that a scan looks at. */
export function baselineSetting(baseline: Baseline, request: BaselineRequest): BaselineSetting {
  const { args, range, files } = request;
  const { isSearched, names } = searchedPaths(request);
  return {
    baseline,
    isConcerned: () => names === undefined || names.some((name) => baseline.mentions(name)),
    isSearched,
    exists: request.exists ?? ((path) => files.exists(resolve(range.root, path))),
    // Flags that leave findings out make them no less there, and what is staged may be another than what `prune` sees.
    canMiss: args.minConfidence === undefined && request.names === undefined,
  };
}

/** Reads a baseline; undefined where there is none. */
export function readBaseline(request: Pick<BaselineRequest, "range" | "cwd" | "file" | "files">): Baseline | undefined {
  const { files } = request;
  const { root } = request.range;
  const file = baselineFile(request);
  const shown = shownPath(file, root);
  const content = contentOf(file, files);
  if (content === "absent") {
    if (!files.exists(file)) return undefined;
    throw unusable(shown, "it is no file");
  }
  if (content === "unreadable") throw unusable(shown, "permission denied, or the disk fails");
  if (content === "too-large") throw unusable(shown, "it is larger than 256 MB");
  const text = content.bytes.toString("utf8");
  const read = (): Baseline => {
    const parsed = parseBaseline(text, shown);
    if ("problems" in parsed) throw new ConfigError(parsed.problems, root);
    return parsed.baseline;
  };
  return looksRendered(text) ? readLate(text, shown, read) : read();
}

function contentOf(file: string, files: FileAccess): SmallFile {
  // On the disk it may be a device or a pipe, that of a commit is what it is.
  if (files === ON_DISK) return readSmallFile(pathFromText(file), MOST_BYTES);
  try {
    return { bytes: files.readFile(file) };
  } catch (error) {
    if (error instanceof ScanError) throw error;
    return "absent";
  }
}

/** A baseline that is read when somebody asks for an entry. What is wrong with it is an error then. */
function readLate(text: string, path: string, read: () => Baseline): Baseline {
  let baseline: Baseline | undefined;
  const whole = (): Baseline => {
    baseline ??= read();
    return baseline;
  };
  return {
    path,
    mentions: (word) => text.includes(word),
    get entries() {
      return whole().entries;
    },
    writtenAt: (entry) => whole().writtenAt(entry),
  };
}

/** The error that there is no baseline where one was named. */
export function missing(file: string): ScanError {
  return new ScanError(`there is no baseline ${file}`, "Write it with `sealint baseline create`, or name another.");
}

function unusable(file: string, why: string): ScanError {
  return new ScanError(
    `the baseline ${file} cannot be read: ${why}`,
    "Make it readable, or name another with `--baseline FILE`.",
  );
}
