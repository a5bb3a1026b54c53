import { forEachChild, parse, type SyntaxNode } from "unbash";
import { blankHoles } from "./holes.ts";
import { splitOutside } from "./quotes.ts";
import { splitStatements } from "./read-lines.ts";
import type { Script, TextRange } from "./script.ts";
import { callOf } from "./shell/call.ts";
import { isChecked } from "./shell/checked.ts";
import { type UnheededRange, unheededWithin } from "./shell/unheeded.ts";

/** A command of a script: the program without its folder and wrappers, and its arguments as written, without quotes. */
export interface ScriptCommand extends TextRange {
  readonly name: string;
  readonly words: readonly string[];
  /** What keeps the script going when the command fails; absent where it stops, or looks at what came of it. */
  readonly unheeded?: Pick<UnheededRange, "by" | "cause">;
}

/** Deeper nesting than any script has; the walk recurses. */
const MAX_DEPTH = 100;

/** The commands of a shell's script in their order, those in functions and substitutions included; none of other languages. */
export function readCommands(script: Script): readonly ScriptCommand[] {
  const { language } = script;
  if (language === "pwsh" || language === "cmd") return commandsOfLines(script, language);
  if (language !== "bash") return [];
  const commands: ScriptCommand[] = [];
  const root = parse(blankHoles(script.text, script.holes));
  collect(root, script.text, 0, commands);
  const ranges = unheededWithin(root).filter((range) => !isChecked(script.text, range, range.variable));
  return commands.map((command) => withUnheeded(command, ranges));
}

function withUnheeded(command: ScriptCommand, ranges: readonly UnheededRange[]): ScriptCommand {
  const range = ranges.find(({ start, end }) => start <= command.start && command.end <= end);
  return range === undefined ? command : { ...command, unheeded: { by: range.by, cause: range.cause } };
}

function collect(node: SyntaxNode, text: string, depth: number, into: ScriptCommand[]): void {
  // A script in escaped backticks has offsets of its own, which mean nothing here.
  if (depth > MAX_DEPTH || (node.type === "Script" && node.source !== undefined)) return;
  const call = node.type === "Command" ? callOf(node) : undefined;
  if (call !== undefined) {
    const words = call.args.map(({ pos, end }) => unquoted(text.slice(pos, end)));
    into.push({ name: call.name, words, start: node.pos, end: node.end });
  }
  forEachChild(node, (child) => collect(child, text, depth + 1, into));
}

/** A word of PowerShell or cmd: what the platform fills in and what stands in quotes may hold spaces. */
const WORD = /(?:"[^"]*"|'[^']*'|\$\{\{[^\n]{0,500}?\}\}|[^\s"'])+/g;

const KEYWORD = /^(?:if|else|elseif|for|foreach|while|switch|try|catch|finally|function|return|param|rem)$/i;

function commandsOfLines(script: Script, language: "pwsh" | "cmd"): ScriptCommand[] {
  const { text, marks, statements } = splitStatements(script, language);
  const stages = statements.flatMap((statement) => splitOutside(text, statement, marks, /\|/));
  return stages.flatMap((stage) => {
    const source = script.text.slice(stage.start, stage.end).trim().replace(/^&\s*/, "");
    const [first = "", ...words] = source.match(WORD) ?? [];
    const name = unquoted(first)
      .replace(/^[@&.](?=[\w./\\])/, "")
      .replace(/^.*[\\/]/, "")
      .replace(/\.exe$/i, "");
    if (!/^\w[\w.-]*$/.test(name) || KEYWORD.test(name)) return [];
    const start = stage.start + script.text.slice(stage.start, stage.end).indexOf(source);
    return [{ name, words: words.map(unquoted), start, end: start + source.length }];
  });
}

const unquoted = (word: string): string => word.replaceAll(/["']/g, "");
