import { forEachChild, type SyntaxNode } from "unbash";
import { splitOutside } from "./quotes.ts";
import { splitStatements } from "./read-lines.ts";
import type { Script, ScriptCommand } from "./script.ts";
import { callOf } from "./shell/call.ts";
import { isChecked } from "./shell/checked.ts";
import { parseShell } from "./shell/parse-shell.ts";
import { type UnheededRange, unheededWithin } from "./shell/unheeded.ts";

/** Deeper nesting than any script has; the walk recurses. */
const MAX_DEPTH = 100;

/** The commands of a shell's script in their order, those in functions and substitutions included; none of other languages. */
export function readCommands(script: Script): readonly ScriptCommand[] {
  const { language } = script;
  if (language === "pwsh" || language === "cmd") return commandsOfLines(script, language);
  if (language !== "bash") return [];
  const commands: ScriptCommand[] = [];
  const root = parseShell(script);
  collect(root, script.text, 0, commands);
  return MAY_GO_ON.test(script.text) ? withUnheeded(commands, root, script.text) : commands;
}

/** What a script has in which a failure may change nothing: a guard, a substitution, a setting. Few have; others need no further look. */
const MAY_GO_ON = /\|\||\$\(|`|[<>]\(|\bset\b|\$\{/;

/** Commands with what keeps the script going where they fail; a guard counts before a status that is lost. */
function withUnheeded(commands: readonly ScriptCommand[], root: SyntaxNode, text: string): ScriptCommand[] {
  const waiting = [...unheededWithin(root)].sort((a, b) => b.start - a.start);
  let open: UnheededRange[] = [];
  return commands.map((command) => {
    for (let next = waiting.at(-1); next !== undefined && next.start <= command.start; next = waiting.at(-1)) {
      open.push(next);
      waiting.pop();
    }
    open = open.filter(({ end }) => end > command.start);
    const around = open.filter(({ end }) => end >= command.end);
    const range = around.find(({ by }) => by === "guard") ?? around[0];
    if (range === undefined || isChecked(text, command, range)) return command;
    return { ...command, unheeded: { by: range.by, cause: range.cause } };
  });
}

function collect(node: SyntaxNode, text: string, depth: number, into: ScriptCommand[]): void {
  // A script in escaped backticks has offsets of its own, which mean nothing here.
  if (depth > MAX_DEPTH || (node.type === "Script" && node.source !== undefined)) return;
  const call = node.type === "Command" ? callOf(node) : undefined;
  if (call !== undefined) {
    const words = call.args.map(({ pos, end }) => unquoted(text.slice(pos, end)));
    const ranges = call.args.map(({ pos, end }) => ({ start: pos, end }));
    into.push({ name: call.name, words, ranges, start: node.pos, end: node.end });
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
    const [first, ...rest] = [...source.matchAll(WORD)].filter(([word]) => word !== "`" && word !== "^");
    const name = unquoted(first?.[0] ?? "")
      .replace(/^[@&.](?=[\w./\\])/, "")
      .replace(/^.*[\\/]/, "")
      .replace(/\.exe$/i, "");
    if (!/^\w[\w.-]*$/.test(name) || KEYWORD.test(name)) return [];
    const start = stage.start + script.text.slice(stage.start, stage.end).indexOf(source);
    const ranges = rest.map(({ index, 0: word }) => ({ start: start + index, end: start + index + word.length }));
    return [{ name, words: rest.map(([word]) => unquoted(word)), ranges, start, end: start + source.length }];
  });
}

const unquoted = (word: string): string => word.replaceAll(/["']/g, "");
