import { forEachChild, type ParameterExpansionPart, type SyntaxNode } from "unbash";
import type { Script, ScriptFallback } from "./script.ts";
import { parseShell } from "./shell/parse-shell.ts";

/** Deeper nesting than any script has; the walk recurses. */
const MAX_DEPTH = 100;

/** Reads of a variable with another text behind them, as `name` and `value`. */
const CALLS: Readonly<Record<"python" | "node", RegExp>> = {
  python: /\b(?:environ\.get|getenv)\(\s*["'](?<name>\w+)["']\s*,\s*["'](?<value>[^"'\n]{1,200})["']/dg,
  node: /\bprocess\.env(?:\.|\[["'])(?<name>\w+)(?:["']\])?\s*(?:\|\||\?\?)\s*["'`](?<value>[^"'`\n]{1,200})["'`]/dg,
};

/** The texts that a script takes in place of variables that are missing, where they are written out: `${NAME:-text}`. */
export function readFallbacks(script: Script): readonly ScriptFallback[] {
  const { language } = script;
  if (language === "python" || language === "node") return fallbacksOfCalls(script.text, CALLS[language]);
  if (language !== "bash") return [];
  // Both ways to write one hold this.
  if (!/[-=]/.test(script.text) || !script.text.includes("${")) return [];
  const found: ScriptFallback[] = [];
  collect(parseShell(script), script, 0, found);
  return found;
}

function fallbacksOfCalls(text: string, calls: RegExp): ScriptFallback[] {
  return Array.from(text.matchAll(calls), ({ groups, indices }) => {
    const [start, end] = indices?.groups?.["value"] ?? [0, 0];
    return { name: groups?.["name"] ?? "", value: groups?.["value"] ?? "", start, end };
  });
}

function collect(node: SyntaxNode, script: Script, depth: number, into: ScriptFallback[]): void {
  // A script in escaped backticks has offsets of its own, which mean nothing here.
  if (depth > MAX_DEPTH || (node.type === "Script" && node.source !== undefined)) return;
  if (node.type === "ParameterExpansion") into.push(...fallbackOf(node, script));
  forEachChild(node, (child) => collect(child, script, depth + 1, into));
}

function fallbackOf({ parameter, operation, prefix }: ParameterExpansionPart, script: Script): ScriptFallback[] {
  if (operation?.type !== "Default" || prefix !== undefined || !/^:?[-=]$/.test(operation.operator)) return [];
  const { pos: start, end } = operation.operand;
  const value = operation.operand.value.trim();
  const computed =
    value.includes("$") || value.includes("`") || script.holes.some((hole) => hole.start < end && start < hole.end);
  return value === "" || computed ? [] : [{ name: parameter, value, start, end }];
}
