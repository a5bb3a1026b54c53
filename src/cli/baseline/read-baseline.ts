import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Config } from "../../config/config.ts";
import { shownPath } from "../../config/read-document.ts";
import type { Baseline, BaselineSetting } from "../../core/baseline.ts";
import { ConfigError } from "../../core/config-error.ts";
import { ScanError } from "../../core/errors.ts";
import { pathFromText } from "../../files/byte-path.ts";
import { readSmallFile } from "../../files/small-file.ts";
import { parseBaseline } from "../../suppressions/baseline/parse-baseline.ts";
import { looksRendered } from "../../suppressions/baseline/render-baseline.ts";
import type { Range } from "../range.ts";
import type { ScanArguments } from "../scan-arguments.ts";
import { searchedPaths } from "./searched-paths.ts";

/** Where a repository keeps its baseline, from the root. */
const BASELINE_FILE = ".sealint/baseline.json";
/** More is no baseline that somebody wants. */
const MOST_BYTES = 1 << 28;

/** What is known when a baseline is read. */
export interface BaselineRequest {
  readonly args: ScanArguments;
  readonly range: Range;
  readonly cwd: string;
  /** The file, as flag or configuration name it. */
  readonly file: string | undefined;
  readonly config: Config | undefined;
}

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
  // Flags that leave findings or files out make them no less there.
  return baselineSetting(baseline, request, args.minConfidence === undefined && !args.staged);
}

/** A baseline with the paths that a scan looks at. */
export function baselineSetting(
  baseline: Baseline,
  { args, range, cwd, config }: BaselineRequest,
  canMiss: boolean,
): BaselineSetting {
  const { isSearched, names } = searchedPaths(args, range, cwd, config);
  return {
    baseline,
    isConcerned: () => names === undefined || names.some((name) => baseline.mentions(name)),
    isSearched,
    exists: (path) => existsSync(resolve(range.root, path)),
    canMiss,
  };
}

/** Reads a baseline; undefined where there is none. */
export function readBaseline(request: Pick<BaselineRequest, "range" | "cwd" | "file">): Baseline | undefined {
  const { root } = request.range;
  const file = baselineFile(request);
  const shown = shownPath(file, root);
  const content = readSmallFile(pathFromText(file), MOST_BYTES);
  if (content === "absent") {
    if (!existsSync(file)) return undefined;
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
