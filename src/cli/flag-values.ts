import { checkChoice } from "./check-choice.ts";
import type { CommandMeta } from "./flags.ts";
import type { RawArguments } from "./read-flags.ts";

/** Values of a command's flags, with the defaults of the table. */
export interface FlagValues {
  /** The last value given, else the default; undefined where there is neither. */
  value(name: string): string | undefined;
  /** The value where it is one of the choices. Throws a ScanError where it is none. */
  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice;
  /** The same, but undefined where the flag was not given, whatever its default. */
  given<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined;
}

export function flagValues(raw: RawArguments, command: CommandMeta): FlagValues {
  const last = (name: string): string | undefined => raw.values.get(name)?.at(-1);
  const value = (name: string): string | undefined =>
    last(name) ?? command.flags.find((flag) => flag.name === name)?.default;
  return {
    value,
    choice: (name, choices) => checkChoice(name, value(name) ?? "", choices),
    given: (name, choices) => {
      const written = last(name);
      return written === undefined ? undefined : checkChoice(name, written, choices);
    },
  };
}
