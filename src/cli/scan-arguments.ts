import { isDay } from "../core/days.ts";
import { ScanError } from "../core/errors.ts";
import { CONFIDENCES, type Confidence, PRESETS, type Preset, type Severity } from "../core/levels.ts";
import { REPORTER_NAMES } from "../reporters/registry.ts";
import { COLOR_CHOICES, type ColorChoice } from "./colors.ts";
import { flagValues } from "./flag-values.ts";
import { PROGRESS_CHOICES, type ProgressChoice } from "./progress.ts";
import { type CommitsAsked, commitsAsked } from "./range-arguments.ts";
import type { RawArguments } from "./read-flags.ts";
import { type ReportOutput, resolveOutputs } from "./report-outputs.ts";
import { FAIL_ON_CHOICES, SCAN } from "./scan-flags.ts";

/** What `sealint scan` was asked for: checked on its own, not yet held against files, rules or a terminal. */
export interface ScanArguments {
  readonly command: "scan";
  /**
   * As typed; the current folder where nothing else is named, empty with `stdin`, `staged` or `commits`, or where `filesFrom`
   * stands alone.
   */
  readonly paths: readonly string[];
  /** A list of files, `-` for standard input. */
  readonly filesFrom?: string;
  readonly ignore: boolean;
  /** Whether the index is searched in place of the work tree. */
  readonly staged: boolean;
  /** Commits to search in place of the work tree. */
  readonly commits?: CommitsAsked;
  /** Whether changed files are reported on whole, and not their changed lines only. */
  readonly wholeFiles: boolean;
  /** Whether the repository's history is searched instead of files; `paths` then names one folder in it. */
  readonly history: boolean;
  /** Whether results of earlier searches of history may be used, and kept. */
  readonly cache: boolean;
  readonly stdin: boolean;
  readonly stdinPath?: string;
  readonly outputs: readonly ReportOutput[];
  /** What is left to the configuration and the defaults is absent. */
  readonly failOn?: Severity | "never";
  readonly minConfidence?: Confidence;
  readonly preset?: Preset;
  /** Ids as typed; empty where the preset decides. */
  readonly rules: readonly string[];
  readonly inventory?: string;
  readonly config?: string;
  /** A configuration that a change cannot alter, in place of the one in the repository. */
  readonly trustedConfig?: string;
  readonly baseline?: string;
  /** True where no baseline is to be read, though there may be one. */
  readonly noBaseline: boolean;
  /** ISO day. */
  readonly asOf?: string;
  readonly strictReads: boolean;
  readonly color: ColorChoice;
  readonly progress: ProgressChoice;
  /** Threads to search with; absent where the machine decides. */
  readonly jobs?: number;
}

/** The day that a flag names. Throws a ScanError where it is none. */
export function checkDay(flag: string, day: string): string {
  if (isDay(day)) return day;
  throw new ScanError(
    `\`--${flag}\` cannot be \`${day}\``,
    "Write a day that exists as year, month and day: 2026-12-31.",
  );
}

const MOST_JOBS_ASKED = 64;

function checkJobs(asked: string): number {
  const jobs = /^\d{1,3}$/.test(asked) ? Number(asked) : 0;
  if (jobs >= 1 && jobs <= MOST_JOBS_ASKED) return jobs;
  throw new ScanError(`\`--jobs\` cannot be \`${asked}\``, `Write a number of threads from 1 to ${MOST_JOBS_ASKED}.`);
}

/** Standard input is one thing to search, so nothing else may be asked for beside it. */
function checkStdin({ operands, switches, values }: RawArguments): void {
  if (!switches.has("stdin")) {
    if (!values.has("stdin-path")) return;
    throw new ScanError("`--stdin-path` says nothing without `--stdin`", "Add `--stdin`, or leave `--stdin-path` out.");
  }
  const hint = "Search one after the other, in two runs.";
  if (operands.length > 0)
    throw new ScanError(`\`--stdin\` and the path \`${operands[0]}\` cannot be searched at once`, hint);
  for (const flag of ["files-from", "staged"])
    if (values.has(flag) || switches.has(flag))
      throw new ScanError(`\`--stdin\` and \`--${flag}\` cannot be searched at once`, hint);
}

function checkStaged(raw: RawArguments): void {
  const { switches } = raw;
  if (switches.has("staged") || !switches.has("whole-files")) return;
  const isOfCommits = commitsAsked(raw) !== undefined;
  const hint = isOfCommits
    ? "Leave it out: of commits, what they add is searched."
    : "Add `--staged`, or leave `--whole-files` out: files are searched whole in any case.";
  throw new ScanError("`--whole-files` says nothing without `--staged`", hint);
}

function checkBaseline({ switches, values }: RawArguments): void {
  if (switches.has("no-baseline") && values.has("baseline"))
    throw new ScanError("`--baseline` and `--no-baseline` contradict each other", "Leave one of them out.");
}

function checkTrusted({ switches, values }: RawArguments): void {
  if (!values.has("trusted-config")) return;
  if (!switches.has("ci"))
    throw new ScanError(
      "`--trusted-config` says nothing without `--ci`",
      "Write `--config` to use another configuration in any other scan.",
    );
  if (values.has("config"))
    throw new ScanError("`--config` and `--trusted-config` contradict each other", "Leave one of them out.");
}

/** History is one thing to search, too. */
function checkHistory({ operands, switches, values }: RawArguments): void {
  if (!switches.has("history")) {
    if (!switches.has("no-cache")) return;
    const hint = "Add `--history`, or leave `--no-cache` out: nothing else is remembered.";
    throw new ScanError("`--no-cache` says nothing without `--history`", hint);
  }
  for (const flag of ["files-from", "staged", "stdin"])
    if (values.has(flag) || switches.has(flag))
      throw new ScanError(
        `\`--history\` and \`--${flag}\` cannot be searched at once`,
        "Search one after the other, in two runs.",
      );
  if (operands.length > 1)
    throw new ScanError(
      "`--history` takes one folder",
      "Name a folder of the repository, or none for the current one.",
    );
}

/** The paths to search. Throws a ScanError for what cannot be one. */
function pathsOf({ operands, switches, values }: RawArguments, commits: CommitsAsked | undefined): readonly string[] {
  if (operands.includes("")) {
    throw new ScanError("a path is empty", "Check the variable that it came from; `.` is the current folder.");
  }
  if (operands.includes("-")) {
    throw new ScanError(
      "the path `-` is no file",
      "Write `--stdin` to search standard input, or `./-` for a file of that name.",
    );
  }
  const isOther = switches.has("stdin") || switches.has("staged") || commits !== undefined;
  const isNamed = operands.length > 0 || isOther || values.has("files-from");
  return isNamed ? operands : ["."];
}

function optional<Key extends string>(key: Key, value: string | undefined): { readonly [K in Key]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]: string });
}

/** Checks what stands behind `sealint scan`. Throws a ScanError for what does not fit together. */
export function scanArguments(raw: RawArguments): ScanArguments {
  const flags = flagValues(raw, SCAN);
  const failOn = flags.given("fail-on", FAIL_ON_CHOICES);
  const minConfidence = flags.given("min-confidence", CONFIDENCES);
  const preset = flags.given("preset", PRESETS);
  const commits = commitsAsked(raw);
  const paths = pathsOf(raw, commits);
  checkStdin(raw);
  checkStaged(raw);
  checkHistory(raw);
  checkBaseline(raw);
  checkTrusted(raw);
  const [asOf, jobs] = [flags.value("as-of"), flags.value("jobs")];
  const formats = raw.values.get("format") ?? [flags.value("format") ?? ""];
  return {
    command: "scan",
    paths,
    ...optional("filesFrom", flags.value("files-from")),
    cache: !raw.switches.has("no-cache"),
    history: raw.switches.has("history"),
    ignore: !raw.switches.has("no-ignore"),
    staged: raw.switches.has("staged"),
    ...(commits === undefined ? {} : { commits }),
    wholeFiles: raw.switches.has("whole-files"),
    stdin: raw.switches.has("stdin"),
    ...optional("stdinPath", flags.value("stdin-path")),
    outputs: resolveOutputs(formats, flags.value("output"), REPORTER_NAMES),
    ...(failOn === undefined ? {} : { failOn }),
    ...(minConfidence === undefined ? {} : { minConfidence }),
    ...(preset === undefined ? {} : { preset }),
    rules: raw.values.get("rule") ?? [],
    ...optional("config", flags.value("config")),
    ...optional("trustedConfig", flags.value("trusted-config")),
    ...optional("baseline", flags.value("baseline")),
    noBaseline: raw.switches.has("no-baseline"),
    ...optional("inventory", flags.value("inventory")),
    ...optional("asOf", asOf === undefined ? undefined : checkDay("as-of", asOf)),
    strictReads: raw.switches.has("strict-reads"),
    color: flags.choice("color", COLOR_CHOICES),
    progress: flags.choice("progress", PROGRESS_CHOICES),
    ...(jobs === undefined ? {} : { jobs: checkJobs(jobs) }),
  };
}
