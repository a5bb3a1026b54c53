import type { Assignment, Command, CommandArgument, Word } from "unbash";
import { hostsOf } from "../hosts.ts";
import type { ScriptUse } from "../script.ts";
import { type Call, callOf, programOf } from "./call.ts";
import { ALTERING, DECLARING, PASSING, PRINTERS, SENDERS, SILENT } from "./command-table.ts";
import { environmentAt, filteredEnvironment, isDump } from "./dumps.ts";
import { outputTo, redirected } from "./redirects.ts";
import { altered, distinct, type Streams, type Walk } from "./walk.ts";
import { assign, usesOfAssignment, usesOfSubstitutedFile, usesOfVariable, usesOfWord } from "./words.ts";

/** Follows values through one simple command. */
export function runCommand(walk: Walk, node: Command, outer: Streams): void {
  if (walk.calling.size > 0 && walk.budget-- <= 0) return;
  const streams = redirected(walk, node.redirects, outer);
  const assignments = node.prefix.filter((item): item is Assignment => item.type === "Assignment");
  for (const assignment of assignments) {
    const uses = usesOfAssignment(walk, assignment);
    if (node.name === undefined) assign(walk, assignment, uses);
  }
  if (node.name === undefined) return;
  // A name that is computed may hand a value over as well: `$TOOL`, `$(cmd)`.
  usesOfWord(walk, node.name);
  const call = callOf(node);
  if (call === undefined) return;
  if (isDump(call)) return streams.out(environmentAt(node.pos, node.end), call.name);
  runCall(walk, call, streams);
}

function runCall(walk: Walk, call: Call, streams: Streams): void {
  const { name, args } = call;
  if (runFunctions(walk, call, streams)) return;
  if (PRINTERS.has(name)) return print(walk, call, streams);
  if (DECLARING.has(name)) return declare(walk, args);
  if (name === "read" || name === "mapfile" || name === "readarray") return read(walk, args, streams);
  if (name === "printenv") return printVariables(walk, args, streams);
  if (SILENT.has(name)) return void usesOfArgs(walk, args);
  if (name === "xargs") return runXargs(walk, args, streams);
  if (PASSING.has(name) || ALTERING.has(name)) return filter(walk, call, streams);
  handOver(walk, call, usesOfArgs(walk, args), streams.stdin);
}

const usesOfArg = (walk: Walk, arg: CommandArgument): ScriptUse[] =>
  arg.type === "Assignment" ? usesOfAssignment(walk, arg) : usesOfWord(walk, arg);

const usesOfArgs = (walk: Walk, args: readonly CommandArgument[]): ScriptUse[] =>
  args.flatMap((arg) => usesOfArg(walk, arg));

const textOf = (walk: Walk, arg: CommandArgument): string => walk.text.slice(arg.pos, arg.end);

/** Calls of the script's own functions, also of those that are handed to another one by name (`retry deploy`). */
function runFunctions(walk: Walk, { name, args }: Call, streams: Streams): boolean {
  const names = [name, ...args.map((arg) => textOf(walk, arg))].filter((word) => walk.functions.has(word));
  for (const called of names) {
    if (walk.calling.has(called)) continue;
    walk.calling.add(called);
    const before = new Map(["@", "*", ..."123456789"].map((key) => [key, walk.variables.get(key)]));
    const values = args.map((arg) => usesOfArg(walk, arg));
    for (const key of before.keys())
      walk.variables.set(key, /\d/.test(key) ? (values[Number(key) - 1] ?? []) : values.flat());
    walk.run(walk.functions.get(called)?.body ?? { type: "CompoundList", pos: 0, end: 0, commands: [] }, streams);
    for (const [key, uses] of before) {
      if (uses === undefined) walk.variables.delete(key);
      else walk.variables.set(key, uses);
    }
    walk.calling.delete(called);
  }
  return names[0] === name && names.length > 0;
}

/** `echo` and `printf`: arguments go to the output, unless the line is a command to the runner. */
function print(walk: Walk, { name, args }: Call, streams: Streams): void {
  const uses = usesOfArgs(walk, args);
  const variable = args[0] !== undefined && textOf(walk, args[0]) === "-v" ? args[1] : undefined;
  if (name === "printf" && variable !== undefined) {
    walk.variables.set(textOf(walk, variable), distinct(uses));
    return;
  }
  const first = args.find((arg) => !/^-[neE]+$/.test(textOf(walk, arg)));
  const line = first === undefined ? "" : textOf(walk, first).replace(/^["']/, "");
  const command = walk.dialect.commands.find(({ prefix }) => line.startsWith(prefix));
  if (command?.effect === "mask") return mask(walk, uses);
  if (command?.effect === "output") {
    for (const use of uses) walk.sinks.push({ kind: "output", name: command.prefix, use });
    return;
  }
  for (const use of uses) streams.out(use, name);
}

/** From here on the runner masks the value as it is now. */
function mask(walk: Walk, uses: readonly ScriptUse[]): void {
  const masked = new Set(uses.map((use) => `${use.origin} ${use.name}`));
  for (const [name, values] of walk.variables) {
    if (!values.some((use) => use.altered && masked.has(`${use.origin} ${use.name}`))) continue;
    walk.variables.set(
      name,
      values.map((use) => (masked.has(`${use.origin} ${use.name}`) ? { ...use, altered: false } : use)),
    );
  }
}

function declare(walk: Walk, args: readonly CommandArgument[]): void {
  for (const arg of args) {
    const uses = usesOfArg(walk, arg);
    if (arg.type === "Assignment") assign(walk, arg, uses);
  }
}

function read(walk: Walk, args: readonly CommandArgument[], { stdin }: Streams): void {
  const names = args.map((arg) => textOf(walk, arg)).filter((text) => /^[A-Za-z_]\w*$/.test(text));
  for (const name of names) walk.variables.set(name, distinct(names.length > 1 ? altered(stdin) : stdin));
}

function printVariables(walk: Walk, args: readonly CommandArgument[], streams: Streams): void {
  for (const arg of args) {
    for (const use of usesOfVariable(walk, textOf(walk, arg), arg.pos, arg.end)) streams.out(use, "printenv");
  }
}

function runXargs(walk: Walk, args: readonly CommandArgument[], streams: Streams): void {
  const index = args.findIndex((arg) => arg.type === "Word" && /^[a-z]/i.test(arg.value));
  const command = args[index];
  if (command?.type !== "Word" || PRINTERS.has(programOf(command.value))) {
    for (const use of streams.stdin) streams.out(use, "xargs");
    return;
  }
  const rest = args.slice(index + 1);
  handOver(walk, { name: programOf(command.value), args: rest }, [...usesOfArgs(walk, rest), ...streams.stdin], []);
}

/** A command that prints what it reads. What it is given as an argument stands on its command line all the same. */
function filter(walk: Walk, { name, args }: Call, streams: Streams): void {
  const words = args.filter((arg): arg is Word => arg.type === "Word");
  const options = words.map((word) => textOf(walk, word));
  const given = usesOfArgs(walk, args);
  const files = words.flatMap((word) => usesOfSubstitutedFile(walk, word));
  const stdin = [...streams.stdin, ...files];
  if (name === "tee") {
    const outputs = words.filter((word) => !word.value.startsWith("-")).map((word) => outputTo(walk, word, streams));
    for (const use of stdin) outputs.forEach((output) => output(use, name));
  } else {
    for (const use of given) walk.sinks.push({ kind: "argv", name, use });
  }
  if (isQuiet(name, options)) return;
  // `jq -n --arg` writes its arguments into the document that it makes.
  const built =
    name === "jq" && options.some((option) => /^(?:-[a-z]*n[a-z]*|--null-input)$/.test(option)) ? given : [];
  const passed = stdin.flatMap((use) =>
    use.origin === "environment"
      ? filteredEnvironment(use, name, options)
      : ALTERING.has(name) || picksPart(name, options)
        ? altered([use])
        : [use],
  );
  for (const use of [...passed, ...built]) streams.out(use, name);
}

/** `jq .token` prints a part of what it reads, which the platform has never heard of as a secret. */
function picksPart(name: string, options: readonly string[]): boolean {
  if (name !== "jq" && name !== "yq") return false;
  const path = options.find((option) => !option.startsWith("-"))?.replaceAll(/["']/g, "");
  return path !== undefined && /^\.\S/.test(path);
}

function isQuiet(name: string, options: readonly string[]): boolean {
  if (name.endsWith("grep") || name === "rg") {
    return options.some((option) => /^(?:-[a-zA-Z]*[qcl][a-zA-Z]*|--quiet|--silent|--count)$/.test(option));
  }
  if (name === "jq") return options.includes("empty");
  // Digests and keys are not the value; an encoding is.
  return name === "openssl" && !["base64", "enc"].includes(options[0] ?? "");
}

/** Any other program: its arguments stand in the process list, and what it sends goes to the hosts that it names. */
function handOver(walk: Walk, { name, args }: Call, given: readonly ScriptUse[], stdin: readonly ScriptUse[]): void {
  for (const use of given) walk.sinks.push({ kind: "argv", name, use });
  const texts = args.map((arg) => ({ text: textOf(walk, arg), arg }));
  const all = SENDERS.has(name) ? hostsOf(texts.map(({ text }) => text).join(" ")) : [];
  for (const host of all) for (const use of [...given, ...stdin]) walk.sinks.push({ kind: "host", name: host, use });
  if (all.length > 0) return;
  for (const { text, arg } of texts) {
    const [host] = hostsOf(text);
    if (host === undefined) continue;
    for (const use of usesOfArg(walk, arg)) walk.sinks.push({ kind: "host", name: host, use });
  }
}
