import { ScanError } from "../core/errors.ts";
import { CONFIDENCES, type Confidence, PRESETS, type Preset, type Severity } from "../core/levels.ts";
import { nearest } from "../core/nearest.ts";
import { REPORTER_NAMES } from "../reporters/registry.ts";
import { checkChoice } from "./check-choice.ts";
import { COLOR_CHOICES, type ColorChoice } from "./colors.ts";
import { COMMANDS, type CommandMeta, FAIL_ON_CHOICES, flagName, SCAN } from "./flags.ts";
import { type RawArguments, readFlags } from "./read-flags.ts";
import { type ReportOutput, resolveOutputs } from "./report-outputs.ts";

/** What `sealint scan` was asked for: checked on its own, not yet held against files, rules or a terminal. */
export interface ScanArguments {
  readonly command: "scan";
  /** As typed; the current folder where nothing else is named, empty with `stdin` or where `filesFrom` stands alone. */
  readonly paths: readonly string[];
  /** A list of files, `-` for standard input. */
  readonly filesFrom?: string;
  readonly ignore: boolean;
  readonly stdin: boolean;
  readonly stdinPath?: string;
  readonly outputs: readonly ReportOutput[];
  readonly failOn: Severity | "never";
  readonly minConfidence: Confidence;
  readonly preset: Preset;
  /** Ids as typed; empty where the preset decides. */
  readonly rules: readonly string[];
  readonly inventory?: string;
  /** ISO day. */
  readonly asOf?: string;
  readonly strictReads: boolean;
  readonly color: ColorChoice;
}

/** What the command line was: `topic` is the command that help is about, all of them where it is absent. */
export type Arguments =
  | ScanArguments
  | { readonly command: "help"; readonly topic?: string }
  | { readonly command: "version" };

/** Value of a flag: the last one given, else the table's default. */
function valueOf(raw: RawArguments, name: string): string | undefined {
  return raw.values.get(name)?.at(-1) ?? SCAN.flags.find((flag) => flag.name === name)?.default;
}

function choiceOf<Choice extends string>(raw: RawArguments, name: string, choices: readonly Choice[]): Choice {
  return checkChoice(name, valueOf(raw, name) ?? "", choices);
}

function checkDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  const exists = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
  if (exists) return day;
  throw new ScanError(
    `\`--as-of\` cannot be \`${day}\``,
    "Write a day that exists as year, month and day: 2026-12-31.",
  );
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
  if (values.has("files-from")) throw new ScanError("`--stdin` and `--files-from` cannot be searched at once", hint);
}

/** The paths to search. Throws a ScanError for what cannot be one. */
function pathsOf({ operands, switches, values }: RawArguments): readonly string[] {
  if (operands.includes("")) {
    throw new ScanError("a path is empty", "Check the variable that it came from; `.` is the current folder.");
  }
  if (operands.includes("-")) {
    throw new ScanError(
      "the path `-` is no file",
      "Write `--stdin` to search standard input, or `./-` for a file of that name.",
    );
  }
  return operands.length > 0 || switches.has("stdin") || values.has("files-from") ? operands : ["."];
}

function optional<Key extends string>(key: Key, value: string | undefined): { readonly [K in Key]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]: string });
}

function scanArguments(raw: RawArguments): ScanArguments {
  const paths = pathsOf(raw);
  checkStdin(raw);
  const asOf = valueOf(raw, "as-of");
  const formats = raw.values.get("format") ?? [valueOf(raw, "format") ?? ""];
  return {
    command: "scan",
    paths,
    ...optional("filesFrom", valueOf(raw, "files-from")),
    ignore: !raw.switches.has("no-ignore"),
    stdin: raw.switches.has("stdin"),
    ...optional("stdinPath", valueOf(raw, "stdin-path")),
    outputs: resolveOutputs(formats, valueOf(raw, "output"), REPORTER_NAMES),
    failOn: choiceOf(raw, "fail-on", FAIL_ON_CHOICES),
    minConfidence: choiceOf(raw, "min-confidence", CONFIDENCES),
    preset: choiceOf(raw, "preset", PRESETS),
    rules: raw.values.get("rule") ?? [],
    ...optional("inventory", valueOf(raw, "inventory")),
    ...optional("asOf", asOf === undefined ? undefined : checkDay(asOf)),
    strictReads: raw.switches.has("strict-reads"),
    color: choiceOf(raw, "color", COLOR_CHOICES),
  };
}

/** A flag where a command should be: known to a command, mistyped, or neither. */
function misplacedFlag(word: string): ScanError {
  const [name = word] = word.split("=");
  const flags = SCAN.flags.map(flagName);
  const near = flags.includes(name) ? undefined : nearest(name, flags);
  const meant = near === undefined ? "" : `Did you mean \`${near}\`? `;
  const hint = `${meant}Write \`sealint scan\` in front of its flags; \`sealint --help\` lists the commands.`;
  return new ScanError(`a command is missing in front of \`${word}\``, hint);
}

function findCommand(word: string): CommandMeta {
  const found = COMMANDS.find(({ name }) => name === word);
  if (found !== undefined) return found;
  if (word.startsWith("-")) throw misplacedFlag(word);
  const near = nearest(word, [...COMMANDS.map(({ name }) => name), "help"]);
  const hint = near === undefined ? `To search a path, write \`sealint scan ${word}\`.` : `Did you mean \`${near}\`?`;
  throw new ScanError(`unknown command \`${word}\``, hint);
}

/**
 * Turns a command line, without node and script, into what it asks for. Throws a ScanError that says what is wrong with it
 * and what to write instead.
 */
export function parseArguments(argv: readonly string[]): Arguments {
  const [word, ...rest] = argv;
  if (word === undefined || word === "--help" || word === "-h") return { command: "help" };
  if (word === "--version" || word === "-V") return { command: "version" };
  if (word === "help")
    return rest[0] === undefined ? { command: "help" } : { command: "help", topic: findCommand(rest[0]).name };
  const command = findCommand(word);
  const raw = readFlags(rest, command);
  if (raw.switches.has("help")) return { command: "help", topic: command.name };
  if (raw.switches.has("version")) return { command: "version" };
  return scanArguments(raw);
}
