import { COLOR_CHOICES } from "./colors.ts";

/** Headings under which help and documentation list the flags, in their order. */
export const FLAG_GROUPS = [
  "What to search",
  "What to report",
  "What to write",
  "How to report it",
  "What fails the run",
  "How to change it",
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
  /** Absent where the command takes nothing but flags. */
  readonly operand?: Operand;
  readonly flags: readonly Flag[];
  readonly examples: readonly { readonly line: string; readonly text: string }[];
}

/** Colours, for commands that print for people. */
export const COLOR_FLAG: Flag = {
  name: "color",
  kind: "value",
  value: "WHEN",
  choices: COLOR_CHOICES,
  default: "auto",
  group: "How to report it",
  text: "Colours in what people read.",
  more: "`auto` colours a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`; `FORCE_COLOR` colours what is no terminal, too.",
};

/** Flags that every command takes. */
export const GLOBAL_FLAGS: readonly Flag[] = [
  { name: "help", short: "h", kind: "switch", group: "Other", text: "Show this help." },
  { name: "version", short: "V", kind: "switch", group: "Other", text: "Show the version." },
];

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
