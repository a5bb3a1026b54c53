import { type AndOr, type Command, forEachChild, type PipelineNode, type SyntaxNode } from "unbash";
import type { TextRange, Unheeding } from "../script.ts";
import { callOf } from "./call.ts";
import { DECLARING, PRINTERS } from "./command-table.ts";

/** A part of a script whose failure changes nothing, and what makes it so. */
export interface UnheededRange extends TextRange, Unheeding {
  /** The variable that takes the output, where there is one. */
  readonly variable?: string;
}

/** Deeper nesting than any script has; the walk recurses. */
const MAX_DEPTH = 100;

/**
 * The parts of a shell script whose failure changes nothing: in front of a guard such as `|| true`, in the substitution of
 * a command that only prints or declares, and behind `set +e`. Inner parts stand behind the ones that hold them.
 */
export function unheededWithin(root: SyntaxNode): readonly UnheededRange[] {
  const found: UnheededRange[] = [];
  collect(root, undefined, 0, found);
  return [...found, ...switchedOff(root)];
}

function collect(node: SyntaxNode, variable: string | undefined, depth: number, into: UnheededRange[]): void {
  // A script in escaped backticks has offsets of its own, which mean nothing here.
  if (depth > MAX_DEPTH || (node.type === "Script" && node.source !== undefined)) return;
  if (node.type === "AndOr") into.push(...guarded(node, variable));
  if (node.type === "Command") into.push(...lost(node));
  const inner = node.type === "Assignment" ? node.name : variable;
  forEachChild(node, (child) => collect(child, inner, depth + 1, into));
}

/** What stands in front of an `||` whose other side never fails and does nothing about it. */
function guarded({ commands, operators }: AndOr, outer: string | undefined): UnheededRange[] {
  const at = operators.findLastIndex((operator, index) => operator === "||" && isHarmless(commands[index + 1]));
  const [first, last, guard] = [commands[0], commands[at], commands[at + 1]];
  if (first === undefined || last === undefined || guard === undefined) return [];
  const assigned = commands.slice(0, at + 1).flatMap((command) => assignedBy(command));
  const variable = assigned.at(-1) ?? outer;
  return [
    {
      start: first.pos,
      end: last.end,
      by: "guard",
      cause: { start: guard.pos, end: guard.end },
      ...(variable !== undefined && { variable }),
    },
  ];
}

function assignedBy(node: PipelineNode): string[] {
  return node.type === "Command" ? node.prefix.flatMap((item) => (item.type === "Assignment" ? [item.name] : [])) : [];
}

const NOTHING_DONE = new Set(["true", ":", ...PRINTERS, "warn", "continue"]);

/** Whether a guard only prints, sets a variable or does nothing, so that the script goes on as if all were well. */
function isHarmless(node: SyntaxNode | undefined): boolean {
  if (node === undefined) return false;
  if (node.type === "Command") return isHarmlessCommand(node);
  if (node.type === "BraceGroup" || node.type === "Subshell") return isHarmless(node.body);
  if (node.type === "CompoundList") return node.commands.every(({ command }) => isHarmless(command));
  return false;
}

function isHarmlessCommand(command: Command): boolean {
  if (command.name === undefined) return command.prefix.every((item) => item.type !== "Assignment" || isWritten(item));
  const call = callOf(command);
  if (call === undefined) return false;
  if (call.name === "exit" || call.name === "return")
    return call.args[0]?.type === "Word" && call.args[0].value === "0";
  return NOTHING_DONE.has(call.name);
}

/** Whether an assignment has no substitution, which may well be another way to the value. */
function isWritten(node: SyntaxNode): boolean {
  let written = node.type !== "CommandExpansion";
  forEachChild(node, (child) => {
    written &&= isWritten(child);
  });
  return written;
}

/** Substitutions in what a command prints or declares: its own status takes the place of theirs. */
function lost(command: Command): UnheededRange[] {
  const call = callOf(command);
  if (call === undefined || !(DECLARING.has(call.name) || PRINTERS.has(call.name))) return [];
  const cause = { start: command.pos, end: command.name?.end ?? command.end };
  return call.args.map((arg) => ({
    start: arg.pos,
    end: arg.end,
    by: "lost" as const,
    cause,
    ...(arg.type === "Assignment" && { variable: arg.name }),
  }));
}

/** From `set +e` to the `set -e` behind it, or to the end. */
function switchedOff(root: SyntaxNode): UnheededRange[] {
  const found: UnheededRange[] = [];
  let off: TextRange | undefined;
  const visit = (node: SyntaxNode, depth: number): void => {
    const call = node.type === "Command" ? callOf(node) : undefined;
    if (call?.name === "set") {
      const words = call.args.map((arg) => (arg.type === "Word" ? arg.value : ""));
      if (words.some((word, at) => /^\+[a-z]*e/.test(word) || (word === "+o" && words[at + 1] === "errexit"))) {
        off ??= { start: node.pos, end: node.end };
      } else if (words.some((word, at) => /^-[a-z]*e/.test(word) || (word === "-o" && words[at + 1] === "errexit"))) {
        if (off !== undefined) found.push({ start: off.end, end: node.pos, by: "guard", cause: off });
        off = undefined;
      }
    }
    if (depth < MAX_DEPTH) forEachChild(node, (child) => visit(child, depth + 1));
  };
  visit(root, 0);
  if (off !== undefined) found.push({ start: off.end, end: root.end, by: "guard", cause: off });
  return found;
}
