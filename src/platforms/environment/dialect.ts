import type { RunnerDialect, TextRange } from "../script/script.ts";

/** A variable in a text that a platform fills in. */
export interface VariableUse extends TextRange {
  readonly name: string;
}

/** How a platform treats the environment of its jobs. */
export interface Dialect {
  readonly platform: string;
  /** Variables of a setting, which the platform itself or a tool fills in. */
  variablesIn(text: string): readonly VariableUse[];
  /** Whether a variable holds a token that the platform makes for each run. */
  isBuiltIn(name: string): boolean;
  /** Whether a variable is set by the platform and is no secret, whatever its name sounds like. */
  isOwn(name: string): boolean;
  /** Whether a variable that the file does not define holds a stored secret, although its name does not say so. */
  isStored?(name: string): boolean;
  /** Whether `$env:Key` and `%KEY%` are one variable, as on Windows. */
  readonly caseless?: boolean;
  readonly runner: RunnerDialect;
  /** The variables that name the folder of the job, as the start of a path. */
  readonly folder: RegExp;
}

const NAMED = /\$\{(?<braced>[A-Za-z_]\w*)\}|\$(?<plain>[A-Za-z_]\w*)/g;

/** `$NAME` and `${NAME}`, as shells write them. */
export const shellVariables = (text: string): VariableUse[] => variablesBy(NAMED, text);

/** Variables by a pattern with the name in one of its groups. */
export function variablesBy(pattern: RegExp, text: string): VariableUse[] {
  return Array.from(text.matchAll(pattern)).flatMap(({ index, 0: written, groups }) => {
    const name = Object.values(groups ?? {}).find((one) => one !== undefined);
    return name === undefined ? [] : [{ name, start: index, end: index + written.length }];
  });
}
