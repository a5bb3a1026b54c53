import { Command, CommanderError, Option } from "commander";
import { ScanError } from "../core/errors.ts";
import { nearest } from "../core/nearest.ts";
import { alternatives } from "./alternatives.ts";
import { type CommandMeta, type Flag, flagName } from "./flags.ts";

/** What stands on a command line, by the names of the table and not yet checked against each other. */
export interface RawArguments {
  readonly operands: readonly string[];
  readonly switches: ReadonlySet<string>;
  /** Values of each flag that was given, in order. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

function unknownFlag(written: string, { name, flags }: CommandMeta): ScanError {
  const [word = written] = written.split("=");
  const known = flags.find((flag) => flagName(flag) === word || (flag.short && `-${flag.short}` === word));
  if (known !== undefined) {
    return new ScanError(`\`${word}\` takes no value`, `Write \`${word}\` alone.`);
  }
  const near = nearest(word, flags.map(flagName));
  const hint = near === undefined ? `\`sealint ${name} --help\` lists the flags.` : `Did you mean \`${near}\`?`;
  return new ScanError(`unknown flag \`${word}\``, hint);
}

function missingValue(flag: Flag): ScanError {
  const hint = flag.choices === undefined ? "" : ` with ${alternatives(flag.choices)} for ${flag.value?.split("[")[0]}`;
  return new ScanError(`\`${flagName(flag)}\` has no value`, `Write \`${flagName(flag)} ${flag.value}\`${hint}.`);
}

/** A value that looks like a flag is nearly always a value that was forgotten. */
function checkValue(flag: Flag, value: string): void {
  if (value === "") throw missingValue(flag);
  if (!/^--?[A-Za-z]/.test(value)) return;
  throw new ScanError(
    `\`${flagName(flag)}\` has no value: \`${value}\` follows it`,
    `Write \`${flagName(flag)} ${flag.value}\`; begin a file name that starts with a dash with \`./\`.`,
  );
}

function commandOf({ name, flags }: CommandMeta, values: Map<string, string[]>, switches: Set<string>): Command {
  const command = new Command(name).argument("[operands...]").helpOption(false).exitOverride();
  command
    .configureOutput({ writeErr: () => {}, writeOut: () => {}, outputError: () => {} })
    .showSuggestionAfterError(false);
  for (const flag of flags) {
    const placeholder = flag.kind === "switch" ? "" : " <value>";
    command.addOption(new Option(`${flag.short ? `-${flag.short}, ` : ""}${flagName(flag)}${placeholder}`));
    command.on(`option:${flag.name}`, (value?: string) => {
      if (flag.kind === "switch") {
        switches.add(flag.name);
        return;
      }
      checkValue(flag, value ?? "");
      values.set(flag.name, [...(values.get(flag.name) ?? []), value ?? ""]);
    });
  }
  return command;
}

/** Commander's own failures in our words; anything else is no fault of the command line. */
function explained(error: unknown, meta: CommandMeta): unknown {
  if (!(error instanceof CommanderError)) return error;
  if (error.code === "commander.unknownOption") return unknownFlag(/'(.*)'/s.exec(error.message)?.[1] ?? "", meta);
  if (error.code !== "commander.optionMissingArgument") return error;
  const flag = meta.flags.find(({ name }) => name === /--([\w-]+)/.exec(error.message)?.[1]);
  return flag === undefined ? error : missingValue(flag);
}

/** Reads what follows a command's name. Throws a ScanError for a flag that the command has not, or without its value. */
export function readFlags(argv: readonly string[], meta: CommandMeta): RawArguments {
  const values = new Map<string, string[]>();
  const switches = new Set<string>();
  const command = commandOf(meta, values, switches);
  try {
    command.parse(argv, { from: "user" });
  } catch (error) {
    throw explained(error, meta);
  }
  return { operands: command.args, switches, values };
}
