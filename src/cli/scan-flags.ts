import { CONFIDENCES, PRESETS, SEVERITIES } from "../core/levels.ts";
import { REPORTER_NAMES } from "../reporters/registry.ts";
import { COLOR_FLAG, type CommandMeta, type Flag, GLOBAL_FLAGS } from "./flags.ts";
import { PROGRESS_CHOICES } from "./progress.ts";

/** What `--fail-on` takes, worst first. */
export const FAIL_ON_CHOICES = [...SEVERITIES.toReversed(), "never"] as const;

/** Whether ignored files are searched, too. */
export const NO_IGNORE: Flag = {
  name: "no-ignore",
  kind: "switch",
  group: "What to search",
  text: "Search files that .gitignore leaves out, too.",
  more: "Without it, what git ignores is left alone, unless it is committed all the same or a path names it.",
};

const FILES: readonly Flag[] = [
  {
    name: "files-from",
    kind: "value",
    value: "FILE",
    group: "What to search",
    text: "Search files that FILE lists; `-` is standard input.",
    more: "Names end in a line feed, or in a NUL byte where the list has any, and are relative to the current folder. They count as named: one that is missing or cannot be read is an error. Paths may be given besides.",
  },
  NO_IGNORE,
];

const COMMITS: readonly Flag[] = [
  {
    name: "since",
    kind: "value",
    value: "REF",
    group: "What to search",
    text: "Search the commits that HEAD has and REF has not.",
    more: "Each commit is searched for what it adds, its message included, so that a secret that came and went is found, too; a pipeline's mistake counts where it still stands in the end. REF is a branch, tag or commit, as git reads it. Paths that are given narrow it down, as with `git log`. Ignore rules do not hold for what is committed. Where a shallow clone ends too early to tell, the run fails and says what to do.",
  },
  {
    name: "range",
    kind: "value",
    value: "A..B",
    group: "What to search",
    text: "Search the commits that B has and A has not.",
    more: "`A..` goes up to HEAD. `A...B` is what B has since it left A, which are the same commits. Where B is an annotated tag, its message is searched, too.",
  },
  {
    name: "ci",
    kind: "switch",
    group: "What to search",
    text: "Search the commits that this run of a CI system is about.",
    more: "What was pushed, or what a pull request or a merge queue brings, as GitHub Actions, GitLab CI, Azure Pipelines, Bitbucket Pipelines, CircleCI, Jenkins and Buildkite tell it in their variables. A line on standard error says which commits these are. Where that cannot be told, the run fails and says what to do; it never searches less, nor all there is. A pull request or merge queue does not decide how it is looked at: configuration, baseline and comments count as its base has them, and its own configuration where that is stricter; secrets that it adds to the inventory are declared. What it would loosen is reported as `incident/loosened-by-change`.",
  },
  {
    name: "trusted-config",
    kind: "value",
    value: "FILE",
    group: "What to search",
    text: "With --ci: configuration to use in place of those of the repository.",
    more: "A file outside of the repository, which no pull request can alter. One within it is read as the base commit has it.",
  },
];

const STDIN: readonly Flag[] = [
  {
    name: "staged",
    kind: "switch",
    group: "What to search",
    text: "Search what is staged for the next commit, and report on its added and changed lines.",
    more: "Content comes from git's index, not from the work tree, and is held against the last commit, renames followed. Paths that are given narrow it down. Ignore rules do not hold for what is staged. Neither git nor anything in the repository is run.",
  },
  {
    name: "whole-files",
    kind: "switch",
    group: "What to search",
    text: "With --staged, report on the other lines of changed files, too.",
  },
  {
    name: "history",
    kind: "switch",
    group: "What to search",
    text: "Search all that the repository ever held, instead of files.",
    more: "All refs, stashes and unreachable objects; file contents, and the messages of commits and tags. Each secret is reported once, with the commit that brought it, the one that removed it, and the refs that still hold it. The repository is the one of the current folder, or of the one folder that is named. Pipelines and the inventory are not checked: their rules are about how things are now.",
  },
  {
    name: "no-cache",
    kind: "switch",
    group: "What to search",
    text: "Search all of the history, whatever was searched before.",
    more: "What `--history` has searched is remembered, so that the next run searches only what is new: as numbers made of object ids and paths, with prints of what was found and findings as reports show them, in your own cache folder, and never a value. A change of rules or configuration starts afresh.",
  },
  {
    name: "stdin",
    kind: "switch",
    group: "What to search",
    text: "Search standard input instead of files.",
  },
  {
    name: "stdin-path",
    kind: "value",
    value: "PATH",
    group: "What to search",
    text: "Path that standard input is reported and judged under.",
    more: "The path tells what the content is: a pipeline, a lock file, a test. No file needs to lie there.",
  },
];

/** The configuration, for commands that read one. */
export const CONFIG_FLAG: Flag = {
  name: "config",
  kind: "value",
  value: "FILE",
  group: "What to search",
  text: "Configuration to use.",
  more: "Without it, `sealint.yaml` at the root of the repository is read. What a flag says wins over what the configuration says.",
};

/** The inventory, for commands that read one. */
export const INVENTORY_FLAG: Flag = {
  name: "inventory",
  kind: "value",
  value: "FILE",
  group: "What to search",
  text: "Inventory of secrets to hold the pipelines against.",
  more: "Without it, the nearest `.sealint/inventory.yaml` is read, with the files in `.sealint/inventory/`, from the folder that is searched up to the repository's root.",
};

const SETTINGS: readonly Flag[] = [CONFIG_FLAG, INVENTORY_FLAG];

/** The baseline, for commands that read one. */
export const BASELINE_FLAG: Flag = {
  name: "baseline",
  kind: "value",
  value: "FILE",
  group: "What to search",
  text: "Baseline of findings that were there before.",
  more: "Without it, `.sealint/baseline.json` at the root of the repository is read, where there is one. What it holds is not shown and fails no run.",
};

/** Whether the baseline counts. */
export const NO_BASELINE: Flag = {
  name: "no-baseline",
  kind: "switch",
  group: "What to search",
  text: "Show what the baseline holds, too.",
};

/** What says which files are searched, and what they are held against. */
export const WHAT_TO_SEARCH: readonly Flag[] = [...FILES, ...SETTINGS];

/** What says which findings there are. */
export const WHAT_TO_REPORT: readonly Flag[] = [
  {
    name: "preset",
    kind: "value",
    value: "NAME",
    choices: PRESETS,
    default: "recommended",
    group: "What to report",
    text: "Rules that run, from few to all.",
    more: "Each preset contains the one before it.",
  },
  {
    name: "rule",
    kind: "list",
    value: "ID",
    group: "What to report",
    text: "Run this rule only; repeat it for more.",
    more: "Ids look like `group/name`. Rules that are named run whatever the preset.",
  },
  {
    name: "min-confidence",
    kind: "value",
    value: "LEVEL",
    choices: CONFIDENCES,
    default: "medium",
    group: "What to report",
    text: "Leave out findings that are less certain.",
  },
  {
    name: "as-of",
    kind: "value",
    value: "DATE",
    group: "What to report",
    text: "Day to hold expiry dates against; today by default.",
    more: "Written as 2026-12-31. Given a day, a scan of the same content gives the same report on any day.",
  },
];

/** The file of the format that names none. */
export const OUTPUT_FLAG: Flag = {
  name: "output",
  short: "o",
  kind: "value",
  value: "FILE",
  group: "How to report it",
  text: "File for the format that has none of its own.",
  more: "`-` is standard output.",
};

const FORMATS: readonly Flag[] = [
  {
    name: "format",
    short: "f",
    kind: "list",
    value: "NAME[=FILE]",
    choices: REPORTER_NAMES,
    default: "text",
    group: "How to report it",
    text: "Format, with a file to write it to; repeat it for more.",
    more: "Without a file the format goes to standard output, where there is room for one. `--format text --format sarif=scan.sarif` shows the findings and keeps them. docs/formats.md tells what each format is for.",
  },
  OUTPUT_FLAG,
  COLOR_FLAG,
];

/** What says how a search goes about its work. */
export const HOW_TO_SEARCH: readonly Flag[] = [
  {
    name: "jobs",
    kind: "value",
    value: "N",
    group: "How to report it",
    text: "Threads to search with; by default as many as there are processors, up to 8.",
    more: "The report is the same whatever their number. Few files are searched by one thread in any case.",
  },
  {
    name: "progress",
    kind: "value",
    value: "WHEN",
    choices: PROGRESS_CHOICES,
    default: "auto",
    group: "How to report it",
    text: "Progress of a scan that lasts over a second.",
    more: "It is drawn on standard error and erased at the end. `auto` draws it on a terminal, and not where `CI` is set.",
  },
];

/** What fails a run. */
export const FAIL_ON: Flag = {
  name: "fail-on",
  kind: "value",
  value: "LEVEL",
  choices: FAIL_ON_CHOICES,
  default: "medium",
  group: "What fails the run",
  text: "Least severity that makes the run exit 1.",
  more: "Findings below it are still reported.",
};

/** Whether notes about files fail a run. */
export const STRICT_READS: Flag = {
  name: "strict-reads",
  kind: "switch",
  group: "What fails the run",
  text: "Let malformed files fail the run, too.",
  more: "A file that is malformed for its kind is searched as text and named in a note; with this flag the note makes the run exit 2.",
};

/** `sealint scan`. */
export const SCAN: CommandMeta = {
  name: "scan",
  text: "Search files and pipelines for leaked or mishandled secrets.",
  operand: { usage: "[PATH…]", text: "Files and folders to search; the current folder by default." },
  flags: [
    ...FILES,
    ...COMMITS,
    ...STDIN,
    ...SETTINGS,
    BASELINE_FLAG,
    NO_BASELINE,
    ...WHAT_TO_REPORT,
    ...FORMATS,
    ...HOW_TO_SEARCH,
    FAIL_ON,
    STRICT_READS,
    ...GLOBAL_FLAGS,
  ],
  examples: [
    { line: "sealint scan", text: "Search the current folder." },
    { line: "sealint scan src .github --fail-on high", text: "Search two folders; fail on high and critical." },
    { line: "sealint scan --history", text: "Search the whole history of the repository." },
    { line: "sealint scan -f text -f sarif=scan.sarif", text: "Show the findings and keep them as SARIF." },
    { line: "sealint scan --staged", text: "Search what is about to be committed." },
    { line: "sealint scan --since origin/main", text: "Search what this branch adds, commit by commit." },
    { line: "sealint scan --ci", text: "Search what was pushed, or what a pull request brings." },
    {
      line: "git show HEAD:.env | sealint scan --stdin --stdin-path .env",
      text: "Search what another command prints.",
    },
  ],
};
