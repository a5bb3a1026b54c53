import { CONFIDENCES, PRESETS, SEVERITIES } from "../core/levels.ts";
import { REPORTER_NAMES } from "../reporters/registry.ts";
import { COLOR_CHOICES } from "./colors.ts";

/** Headings under which help and documentation list the flags, in their order. */
export const FLAG_GROUPS = [
  "What to search",
  "What to report",
  "How to report it",
  "What fails the run",
  "Other",
] as const;
export type FlagGroup = (typeof FLAG_GROUPS)[number];

/** One flag of the command line: parsing, help and docs/flags.md all come from it. */
export interface Flag {
  /** Long form without its dashes. */
  readonly name: string;
  /** Short form, one letter. */
  readonly short?: string;
  /** A switch takes no value, a list may be given several times. */
  readonly kind: "switch" | "value" | "list";
  /** Placeholder of the value: `FILE`. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly default?: string;
  readonly group: FlagGroup;
  /** One line for `--help`. */
  readonly text: string;
  /** The rest of what there is to know, for docs/flags.md. */
  readonly more?: string;
}

/** What a command takes besides flags. */
export interface Operand {
  /** As usage shows it: `[PATH…]`. */
  readonly usage: string;
  readonly text: string;
}

/** A command with what it takes. */
export interface CommandMeta {
  readonly name: string;
  readonly text: string;
  readonly operand: Operand;
  readonly flags: readonly Flag[];
  readonly examples: readonly { readonly line: string; readonly text: string }[];
}

/** What `--fail-on` takes, worst first. */
export const FAIL_ON_CHOICES = [...SEVERITIES.toReversed(), "never"] as const;

const WHAT_TO_SEARCH: readonly Flag[] = [
  {
    name: "files-from",
    kind: "value",
    value: "FILE",
    group: "What to search",
    text: "Search files that FILE lists; `-` is standard input.",
    more: "Names end in a line feed, or in a NUL byte where the list has any, and are relative to the current folder. They count as named: one that is missing or cannot be read is an error. Paths may be given besides.",
  },
  {
    name: "no-ignore",
    kind: "switch",
    group: "What to search",
    text: "Search files that .gitignore leaves out, too.",
    more: "Without it, what git ignores is left alone, unless it is committed all the same or a path names it.",
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
  {
    name: "inventory",
    kind: "value",
    value: "FILE",
    group: "What to search",
    text: "Inventory of secrets to hold the pipelines against.",
    more: "Without it, the nearest `.sealint/inventory.yaml` is read, from the folder that is searched up to the repository's root.",
  },
];

const WHAT_TO_REPORT: readonly Flag[] = [
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

const HOW_TO_REPORT: readonly Flag[] = [
  {
    name: "format",
    short: "f",
    kind: "list",
    value: "NAME[=FILE]",
    choices: REPORTER_NAMES,
    default: "text",
    group: "How to report it",
    text: "Format, with a file to write it to; repeat it for more.",
    more: "Without a file the format goes to standard output, where there is room for one. `--format text --format sarif=scan.sarif` shows the findings and keeps them.",
  },
  {
    name: "output",
    short: "o",
    kind: "value",
    value: "FILE",
    group: "How to report it",
    text: "File for the format that has none of its own.",
    more: "`-` is standard output.",
  },
  {
    name: "color",
    kind: "value",
    value: "WHEN",
    choices: COLOR_CHOICES,
    default: "auto",
    group: "How to report it",
    text: "Colours in the text format.",
    more: "`auto` colours a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`; `FORCE_COLOR` colours what is no terminal, too.",
  },
];

const WHAT_FAILS: readonly Flag[] = [
  {
    name: "fail-on",
    kind: "value",
    value: "LEVEL",
    choices: FAIL_ON_CHOICES,
    default: "medium",
    group: "What fails the run",
    text: "Least severity that makes the run exit 1.",
    more: "Findings below it are still reported.",
  },
  {
    name: "strict-reads",
    kind: "switch",
    group: "What fails the run",
    text: "Let malformed files fail the run, too.",
    more: "A file that is malformed for its kind is searched as text and named in a note; with this flag the note makes the run exit 2.",
  },
];

/** Flags that every command takes. */
export const GLOBAL_FLAGS: readonly Flag[] = [
  { name: "help", short: "h", kind: "switch", group: "Other", text: "Show this help." },
  { name: "version", short: "V", kind: "switch", group: "Other", text: "Show the version." },
];

export const SCAN: CommandMeta = {
  name: "scan",
  text: "Search files and pipelines for leaked and mishandled secrets.",
  operand: { usage: "[PATH…]", text: "Files and folders to search; the current folder by default." },
  flags: [...WHAT_TO_SEARCH, ...WHAT_TO_REPORT, ...HOW_TO_REPORT, ...WHAT_FAILS, ...GLOBAL_FLAGS],
  examples: [
    { line: "sealint scan", text: "Search the current folder." },
    { line: "sealint scan src .github --fail-on high", text: "Search two folders; fail on high and critical." },
    { line: "sealint scan -f text -f sarif=scan.sarif", text: "Show the findings and keep them as SARIF." },
    {
      line: "git show HEAD:.env | sealint scan --stdin --stdin-path .env",
      text: "Search what another command prints.",
    },
  ],
};

/** All commands, in the order of help. */
export const COMMANDS: readonly CommandMeta[] = [SCAN];

/** What the exit code says, in the order of help. */
export const EXIT_CODES: readonly { readonly code: number; readonly text: string }[] = [
  { code: 0, text: "Nothing was found that fails the run." },
  { code: 1, text: "Findings reach the failing level." },
  { code: 2, text: "Something could not be read or done; findings are still reported." },
  { code: 130, text: "Interrupted." },
];

/** A flag as people write it: `--format`. */
export function flagName({ name }: Pick<Flag, "name">): string {
  return `--${name}`;
}

/** A flag with its short form and its placeholder: `-f, --format NAME[=FILE]`. */
export function flagUsage({ name, short, value }: Flag): string {
  return `${short === undefined ? "" : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`;
}
