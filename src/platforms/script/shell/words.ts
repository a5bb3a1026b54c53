import type { ArrayValue, Assignment, ParameterExpansionPart, SyntaxNode, Word, WordPart } from "unbash";
import { forEachChild } from "unbash";
import { holesWithin, readAgain } from "../holes.ts";
import type { ScriptUse } from "../script.ts";
import { environmentAt, isEnvironmentFile } from "./dumps.ts";
import { altered, capture, distinct, logOutput, type Walk } from "./walk.ts";

/** Values from outside that a word's text holds once it is expanded. */
export function usesOfWord(walk: Walk, word: Word): ScriptUse[] {
  return word.parts === undefined ? holesWithin(walk.holes, word.pos, word.end) : usesOfParts(walk, word.parts);
}

export function usesOfParts(walk: Walk, parts: readonly WordPart[]): ScriptUse[] {
  return parts.flatMap((part) => usesOfPart(walk, part));
}

/** Values that an assignment hands to its variable. */
export function usesOfAssignment(walk: Walk, { value }: Assignment): ScriptUse[] {
  const words: readonly Word[] = isArray(value) ? value.elements : [value];
  return words.flatMap((word) => usesOfWord(walk, word));
}

const isArray = (value: Word | ArrayValue): value is ArrayValue => value.type === "ArrayValue";

export function assign(walk: Walk, { name, append }: Assignment, uses: readonly ScriptUse[]): void {
  const before = append === true ? (walk.variables.get(name) ?? []) : [];
  walk.variables.set(name, distinct([...before, ...uses]));
}

/** Runs whatever is substituted anywhere below a node whose own value goes nowhere, such as a test. */
export function runSubstitutions(walk: Walk, node: SyntaxNode): void {
  if (node.type === "Word") usesOfWord(walk, node);
  else forEachChild(node, (child) => runSubstitutions(walk, child));
}

/** What a file that a command reads holds: what `<(…)` prints, or the environment. */
export function usesOfSubstitutedFile(walk: Walk, word: Word): ScriptUse[] {
  if (isEnvironmentFile(word.value)) return [environmentAt(word.pos, word.end)];
  return (word.parts ?? []).flatMap((part) =>
    part.type === "ProcessSubstitution" && part.operator === "<" && part.script !== undefined
      ? capture(walk, part.script, { stdin: [], err: logOutput(walk) })
      : [],
  );
}

/** The value of a variable where it is expanded: one from outside, or what the script put into it. */
export function usesOfVariable(walk: Walk, name: string, start: number, end: number): ScriptUse[] {
  const known = walk.variables.get(name);
  if (known !== undefined) {
    return known.map((use) => readAgain(use, start, end));
  }
  if (!/^[A-Za-z_]\w*$/.test(name)) return [];
  const use: ScriptUse = { origin: "variable", name, start, end, path: [], altered: false };
  walk.reads.push(use);
  return [use];
}

function usesOfPart(walk: Walk, part: WordPart): ScriptUse[] {
  switch (part.type) {
    case "DoubleQuoted":
    case "LocaleString":
      return usesOfParts(walk, part.parts);
    case "SimpleExpansion":
      return usesOfVariable(walk, part.text.slice(1), part.pos, part.end);
    case "ParameterExpansion":
      return usesOfParameter(walk, part);
    case "CommandExpansion":
      // A script in escaped backticks has offsets of its own, which mean nothing here.
      if (part.script === undefined || part.script.source !== undefined) return [];
      return capture(walk, part.script, { stdin: [], err: logOutput(walk) });
    case "ProcessSubstitution":
      if (part.script !== undefined) {
        const out = part.operator === ">" ? logOutput(walk) : () => {};
        walk.run(part.script, { stdin: [], out, err: logOutput(walk) });
      }
      return [];
    case "ArithmeticExpansion":
      return [];
    case "Glob":
    case "ExtendedGlob":
    case "BraceExpansion":
      return part.parts === undefined ? holesWithin(walk.holes, part.pos, part.end) : usesOfParts(walk, part.parts);
    default:
      return holesWithin(walk.holes, part.pos, part.end);
  }
}

/** `${NAME…}`: its length and whether it is set say nothing of the value; cutting or replacing changes it. */
function usesOfParameter(walk: Walk, part: ParameterExpansionPart): ScriptUse[] {
  const { operation } = part;
  if (part.prefix !== undefined || operation?.type === "Names") return [];
  const own = usesOfVariable(walk, part.parameter, part.pos, part.end);
  if (operation === undefined || operation.type === "Unknown") return own;
  if (operation.type !== "Default") return altered(own);
  const operand = usesOfWord(walk, operation.operand);
  if (operation.operator.endsWith("+")) return operand;
  return operation.operator.endsWith("?") ? own : [...own, ...operand];
}
