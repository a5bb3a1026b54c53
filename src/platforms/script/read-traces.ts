import type { ScriptCommand, ScriptLanguage, ScriptTrace } from "./script.ts";

/** Where a shell's script is traced; `end` is the length of its text. */
export function readTraces(commands: readonly ScriptCommand[], language: ScriptLanguage, end: number): ScriptTrace[] {
  if (language === "pwsh") return tracesOf(commands, end, powershellSwitch);
  return language === "bash" ? [...tracesOf(commands, end, shellSwitch), ...startedWithTrace(commands)] : [];
}

/** What a command does to the trace: switches it on (with values or without), or off; undefined where nothing. */
type Switch = (command: ScriptCommand) => { readonly on: boolean; readonly values: boolean } | undefined;

function tracesOf(commands: readonly ScriptCommand[], length: number, switchOf: Switch): ScriptTrace[] {
  const found: ScriptTrace[] = [];
  let open: Omit<ScriptTrace, "end"> | undefined;
  for (const command of commands) {
    const change = switchOf(command);
    if (change === undefined) continue;
    if (open !== undefined && !change.on) found.push({ ...open, end: command.start });
    const cause = { start: command.start, end: command.end };
    if (!change.on) open = undefined;
    else open ??= { start: command.end, cause, values: change.values, elsewhere: false };
  }
  return open === undefined ? found : [...found, { ...open, end: length }];
}

const shellSwitch: Switch = ({ name, words }) => {
  if (name !== "set") return undefined;
  const options = words.includes("--") ? words.slice(0, words.indexOf("--")) : words;
  if (options.some((word, at) => switches(word, options[at + 1], "-"))) return { on: true, values: true };
  return options.some((word, at) => switches(word, options[at + 1], "+")) ? { on: false, values: true } : undefined;
};

/** Whether a word of `set` is `-x`, has an x among its letters, or is `-o` (`-eo`, …) with `xtrace` behind it. */
function switches(word: string, next: string | undefined, sign: "-" | "+"): boolean {
  if (!word.startsWith(sign) || !/^.[A-Za-z]+$/.test(word)) return false;
  return word.includes("x") || (word.endsWith("o") && next === "xtrace");
}

/** Whether a shell that is started by such a line has its trace on: `bash -ex {0}`. */
export function startsTraced(line: string): boolean {
  const [program = "", ...words] = line.trim().split(/\s+/);
  return isTraced(program.replace(/^.*\//, ""), words);
}

const powershellSwitch: Switch = ({ name, words }) => {
  if (name.toLowerCase() !== "set-psdebug") return undefined;
  const level = words[words.findIndex((word) => /^-t(?:race)?$/i.test(word)) + 1];
  // Level 1 prints lines as they are written, level 2 also what is assigned.
  return { on: level === "1" || level === "2", values: level === "2" };
};

const SHELLS = new Set(["bash", "sh", "dash", "zsh", "ksh"]);

/** `bash -x deploy.sh`: what that script prints depends on its environment. */
function startedWithTrace(commands: readonly ScriptCommand[]): ScriptTrace[] {
  return commands.flatMap(({ name, words, start, end }) => {
    return isTraced(name, words) ? [{ start, end, cause: { start, end }, values: true, elsewhere: true }] : [];
  });
}

function isTraced(shell: string, words: readonly string[]): boolean {
  let at = words.findIndex((word) => !/^[-+]/.test(word) && !/^(?:xtrace|pipefail|errexit|nounset)$/.test(word));
  if (at === -1) at = words.length;
  return SHELLS.has(shell) && words.slice(0, at).some((word, index) => switches(word, words[index + 1], "-"));
}
