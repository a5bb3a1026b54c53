import { type CommandNode, forEachChild, type Pipeline, type SyntaxNode } from "unbash";
import { blankHoles, holesWithin } from "../holes.ts";
import type { RunnerDialect, Script, ScriptUse, WalkedScript } from "../script.ts";
import { parseShell } from "./parse-shell.ts";
import { redirected } from "./redirects.ts";
import { runCommand } from "./run-command.ts";
import { capture, distinct, logOutput, type Streams, type Walk } from "./walk.ts";
import { runSubstitutions, usesOfWord } from "./words.ts";

/** More commands than the functions of any script run. */
const MAX_COMMANDS = 20_000;

/** Deeper nesting than any script has; each level of substitution is parsed anew, and the walk recurses. */
const MAX_DEPTH = 100;

/** Follows values through a bash or sh script to where they leave it. */
export function readShell(script: Script, dialect: RunnerDialect): WalkedScript {
  const { text, holes } = script;
  const walk: Walk = {
    text: blankHoles(text, holes),
    holes,
    dialect,
    sinks: [],
    reads: [...holesWithin(holes, 0, text.length)],
    variables: new Map(),
    functions: new Map(),
    calling: new Set(),
    budget: MAX_COMMANDS,
    depth: 0,
    run: (node, streams) => runBelow(walk, node, streams),
  };
  runBelow(walk, parseShell(script), { stdin: [], out: logOutput(walk), err: logOutput(walk) });
  return { reads: walk.reads, sinks: walk.sinks };
}

function runBelow(walk: Walk, node: SyntaxNode, streams: Streams): void {
  if (walk.depth >= MAX_DEPTH) return;
  walk.depth++;
  run(walk, node, streams);
  walk.depth--;
}

function run(walk: Walk, node: SyntaxNode, streams: Streams): void {
  switch (node.type) {
    case "Command":
      return runCommand(walk, node, streams);
    case "Pipeline":
      return runPipeline(walk, node, streams);
    case "Redirected":
      return runBelow(walk, node.command, redirected(walk, node.redirects, streams));
    case "Function":
      return void walk.functions.set(node.name.value, node);
    case "For":
    case "Select":
      walk.variables.set(node.name.value, distinct((node.wordlist ?? []).flatMap((word) => usesOfWord(walk, word))));
      return runBelow(walk, node.body, streams);
    case "TestCommand":
    case "ArithmeticCommand":
      return runSubstitutions(walk, node);
    case "Word":
      return void usesOfWord(walk, node);
    default:
      // Lists, groups and branches: all of them are walked, in the order of the text.
      forEachChild(node, (child) => runBelow(walk, child, streams));
  }
}

function runPipeline(walk: Walk, { commands, operators }: Pipeline, streams: Streams): void {
  let stdin: readonly ScriptUse[] = streams.stdin;
  commands.forEach((command: CommandNode, index) => {
    if (index === commands.length - 1) return runBelow(walk, command, { ...streams, stdin });
    const printed: ScriptUse[] = [];
    const err = operators[index] === "|&" ? (use: ScriptUse) => void printed.push(use) : streams.err;
    stdin = distinct([...capture(walk, command, { stdin, err }), ...printed]);
  });
}
