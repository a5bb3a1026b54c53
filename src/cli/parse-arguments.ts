import { ScanError } from "../core/errors.ts";
import { PRESETS, type Preset } from "../core/levels.ts";
import { nearest } from "../core/nearest.ts";
import { IMPORT_TOOLS, type ImportTool } from "../migrate/tool-names.ts";
import { alternatives } from "./alternatives.ts";
import { type BaselineArguments, baselineArguments } from "./baseline/baseline-arguments.ts";
import { COLOR_CHOICES, type ColorChoice } from "./colors.ts";
import { COMMANDS, LIST_FORMATS } from "./commands.ts";
import { type DashboardArguments, dashboardArguments } from "./dashboard/dashboard-arguments.ts";
import { type ExplainArguments, explainArguments } from "./explain/explain-arguments.ts";
import { type FixArguments, fixArguments } from "./fix/fix-arguments.ts";
import { flagValues } from "./flag-values.ts";
import { type CommandMeta, flagName } from "./flags.ts";
import { type FlowsArguments, flowsArguments } from "./flows/flows-arguments.ts";
import { type HookArguments, type HookRunArguments, hookArguments, hookRunArguments } from "./hook-arguments.ts";
import { type InitArguments, initArguments } from "./init/init-arguments.ts";
import { type InventoryArguments, inventoryArguments } from "./inventory/inventory-arguments.ts";
import { type RawArguments, readFlags } from "./read-flags.ts";
import type { ImportArguments } from "./run-import.ts";
import { type ScanArguments, scanArguments } from "./scan-arguments.ts";
import { SCAN } from "./scan-flags.ts";

/** What `sealint rules list` was asked for. */
export interface RulesListArguments {
  readonly command: "rules list";
  readonly preset: Preset;
  readonly format: (typeof LIST_FORMATS)[number];
  readonly color: ColorChoice;
}

/** What the command line was: `topic` is the command that help is about, all of them where it is absent. */
export type Arguments =
  | ScanArguments
  | BaselineArguments
  | InitArguments
  | FixArguments
  | FlowsArguments
  | InventoryArguments
  | DashboardArguments
  | ({ readonly command: "import" } & ImportArguments)
  | ExplainArguments
  | RulesListArguments
  | HookArguments
  | HookRunArguments
  | { readonly command: "rules test"; readonly files: readonly string[]; readonly color: ColorChoice }
  | { readonly command: "help"; readonly topic?: string }
  | { readonly command: "version" };

/** A flag where a command should be: known to a command, mistyped, or neither. */
function misplacedFlag(word: string): ScanError {
  const [name = word] = word.split("=");
  const flags = SCAN.flags.map(flagName);
  const near = flags.includes(name) ? undefined : nearest(name, flags);
  const meant = near === undefined ? "" : `Did you mean \`${near}\`? `;
  const hint = `${meant}Write \`sealint scan\` in front of its flags; \`sealint --help\` lists the commands.`;
  return new ScanError(`a command is missing in front of \`${word}\``, hint);
}

/** Commands of two words that begin with this one. */
function secondWords(first: string): readonly string[] {
  return COMMANDS.flatMap(({ name }) => (name.startsWith(`${first} `) ? [name.slice(first.length + 1)] : []));
}

/** The command that words begin with, and the words behind it. */
function findCommand(words: readonly string[]): { readonly command: CommandMeta; readonly rest: readonly string[] } {
  const [first = "", second] = words;
  const length = secondWords(first).length > 0 ? 2 : 1;
  const command = COMMANDS.find(({ name }) => name === words.slice(0, length).join(" "));
  if (command !== undefined) return { command, rest: words.slice(length) };
  if (length === 2) throw unknownSecond(first, second);
  if (first.startsWith("-")) throw misplacedFlag(first);
  const near = nearest(first, [...COMMANDS.map(({ name }) => name.split(" ")[0] ?? name), "help"]);
  const hint = near === undefined ? `To search a path, write \`sealint scan ${first}\`.` : `Did you mean \`${near}\`?`;
  throw new ScanError(`unknown command \`${first}\``, hint);
}

function unknownSecond(first: string, second: string | undefined): ScanError {
  const hint = `Write ${alternatives(secondWords(first).map((word) => `sealint ${first} ${word}`))}.`;
  const isFlag = second === undefined || second.startsWith("-");
  return new ScanError(isFlag ? `\`${first}\` is half a command` : `unknown command \`${first} ${second}\``, hint);
}

/** Refuses operands that a command has no use for. */
function checkOperands({ operands }: RawArguments, { name, operand }: CommandMeta, most: number): void {
  const beyond = operands[most];
  if (beyond === undefined) return;
  const hint =
    operand === undefined ? `Write \`sealint ${name}\` alone.` : `Write \`sealint ${name} ${operand.usage}\`.`;
  throw new ScanError(`\`${beyond}\` is more than \`sealint ${name}\` takes`, hint);
}

function argumentsOf(command: CommandMeta, raw: RawArguments): Arguments {
  const flags = flagValues(raw, command);
  const color = (): ColorChoice => flags.choice("color", COLOR_CHOICES);
  switch (command.name) {
    case "init":
      checkOperands(raw, command, 0);
      return initArguments(raw, command);
    case "fix":
      return fixArguments(raw);
    case "flows":
      return flowsArguments(raw, command);
    case "inventory check":
    case "inventory init":
    case "inventory digest":
    case "inventory canary":
      if (command.operand === undefined) checkOperands(raw, command, 0);
      return inventoryArguments(raw, command);
    case "dashboard":
      return dashboardArguments(raw);
    case "import":
      return { command: "import", ...importArguments(raw, flags.value("output"), color()) };
    case "explain":
      return explainArguments(raw);
    case "rules list": {
      checkOperands(raw, command, 0);
      const [preset, format] = [flags.choice("preset", PRESETS), flags.choice("format", LIST_FORMATS)];
      return { command: "rules list", preset, format, color: color() };
    }
    case "hook install":
    case "hook uninstall":
      return hookArguments(command.name, raw);
    case "hook run":
      return hookRunArguments(raw.operands);
    case "rules test":
      return { command: "rules test", files: raw.operands, color: color() };
    case "baseline create":
    case "baseline update":
    case "baseline prune":
      return baselineArguments(raw, command);
    default:
      return scanArguments(raw);
  }
}

function importArguments(
  { operands: [tool, ...files], switches }: RawArguments,
  output: string | undefined,
  color: ColorChoice,
): ImportArguments {
  const known: readonly string[] = IMPORT_TOOLS;
  if (tool === undefined || !known.includes(tool)) {
    const near = tool === undefined ? undefined : nearest(tool, known);
    const hint =
      near === undefined
        ? `Write ${alternatives(known.map((one) => `sealint import ${one}`))}.`
        : `Did you mean \`${near}\`?`;
    throw new ScanError(
      tool === undefined ? "`sealint import` names no tool" : `\`${tool}\` is no tool that files are read of`,
      hint,
    );
  }
  return {
    tool: tool as ImportTool,
    files,
    dryRun: switches.has("dry-run"),
    color,
    ...(output === undefined ? {} : { output }),
  };
}

/**
 * Turns a command line, without node and script, into what it asks for. Throws a ScanError that says what is wrong with it
 * and what to write instead.
 */
export function parseArguments(argv: readonly string[]): Arguments {
  const [word, ...others] = argv;
  if (word === undefined || word === "--help" || word === "-h") return { command: "help" };
  if (word === "--version" || word === "-V") return { command: "version" };
  if (word === "help")
    return others[0] === undefined ? { command: "help" } : { command: "help", topic: findCommand(others).command.name };
  const { command, rest } = findCommand(argv);
  const raw = readFlags(rest, command);
  if (raw.switches.has("help")) return { command: "help", topic: command.name };
  if (raw.switches.has("version")) return { command: "version" };
  return argumentsOf(command, raw);
}
