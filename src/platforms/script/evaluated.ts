import { quotedAt, splitOutside } from "./quotes.ts";
import type { ScriptCommand, TextRange } from "./script.ts";
import { programOf } from "./shell/call.ts";

/** A variable whose text a command takes for code. */
export interface EvaluatedVariable extends TextRange {
  readonly name: string;
  /** The command: `eval`, `bash -c`. */
  readonly by: string;
}

/** Options behind which the next word is code, by program. */
const CODE_OPTION: ReadonlyMap<string, RegExp> = new Map([
  ...["sh", "bash", "dash", "zsh", "ksh", "su"].map((name) => [name, /^-[a-z]*c$/] as const),
  ...["python", "python3"].map((name) => [name, /^-c$/] as const),
  ...["node", "perl", "ruby"].map((name) => [name, /^-[a-z]*e$/] as const),
]);

const VARIABLE = /\$(?:\{(?<braced>[A-Za-z_]\w*)|(?<plain>[A-Za-z_]\w*))/g;

/** What a script has in which a command takes a variable's text for code; to parse every script once more would be slow. */
const EVALUATES = /\b(?:eval|ssh)\b/;
const TAKES_CODE = [/\b(?:sh|bash|dash|zsh|ksh|su|python3?|node|perl|ruby)\b/, /\s-[a-z]*[ce]\s/];
const HAS_VARIABLE = /\$\{?[A-Za-z_]/;

/** Whether a script may have such a variable, told without its commands. */
export const mayEvaluate = (script: string): boolean =>
  HAS_VARIABLE.test(script) && (EVALUATES.test(script) || TAKES_CODE.every((sign) => sign.test(script)));

/** Variables that the shell fills into a text which is then run as code: what they hold may be commands. */
export function evaluatedVariables(text: string, commands: readonly ScriptCommand[]): EvaluatedVariable[] {
  const marks = quotedAt(text, "\"'", "\\");
  return commands.flatMap(({ name, start, end }) => {
    const option = CODE_OPTION.get(name);
    if (option === undefined && name !== "eval" && name !== "ssh") return [];
    const words = splitOutside(text, { start, end }, marks, /\s+/);
    if (option === undefined) return words.slice(1).flatMap((word) => variablesIn(text, word, marks, name));
    const options = words.map((word) => text.slice(word.start, word.end));
    const at = options.findIndex((word) => option.test(word));
    const code = at === -1 ? undefined : words[at + 1];
    // Behind the name of a file of code an option is the file's own: `python3 build.py -c "$TITLE"`.
    const from = options.findIndex((word) => programOf(word) === name) + 1;
    const isOwn = name !== "su" && options.slice(from, at).some((word) => !/^[-+]|^(?:pipefail|xtrace)$/.test(word));
    return code === undefined || isOwn ? [] : variablesIn(text, code, marks, `${name} ${options[at]}`);
  });
}

const SINGLE_QUOTE = "'".charCodeAt(0);

/** In single quotes the shell fills nothing in: the code reads the variable itself, as a value. */
function variablesIn(text: string, { start, end }: TextRange, marks: Uint8Array, by: string): EvaluatedVariable[] {
  return Array.from(text.slice(start, end).matchAll(VARIABLE)).flatMap(({ index, 0: written, groups }) => {
    const from = start + index;
    const name = groups?.["braced"] ?? groups?.["plain"];
    if (name === undefined || marks[from] === SINGLE_QUOTE || text[from - 1] === "\\") return [];
    return [{ name, by, start: from, end: from + written.length + (text[from + 1] === "{" ? 1 : 0) }];
  });
}
