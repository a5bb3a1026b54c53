import { partitionPoint } from "../../core/partition-point.ts";
import { entryOf } from "../../platforms/document/access.ts";
import { byteOffsetAt, type Scalar } from "../../platforms/document/tree.ts";
import type { ScriptHost } from "./script-host.ts";
import { shellStateAt } from "./shell-state.ts";

/** Where in the script's value a byte of the file is. */
export const indexIn = (script: Scalar, offset: number): number =>
  partitionPoint(script.value.length, (index) => byteOffsetAt(script, index) < offset);

/** What a step's own variables say of one. */
export function bindingOf({ owner, variablesKey }: ScriptHost, name: string): string | undefined {
  const value = entryOf(entryOf(owner, variablesKey)?.value, name)?.value;
  return value?.kind === "scalar" ? value.value : undefined;
}

/** Where assignments to a variable end with their sign. */
export const assignments = (script: string, name: string): number[] =>
  Array.from(
    script.matchAll(new RegExp(String.raw`(?<![\w$])${name}=`, "g")),
    ({ index, 0: { length } }) => index + length,
  );

/** The variable as the quotes around it take it, and the YAML around those; `dollar` is how the file writes one that the shell is to see. */
export function inShell(script: Scalar, index: number, name: string, dollar = "$"): string | undefined {
  const state = shellStateAt(script.value, index);
  if (state === "quoted-heredoc") return undefined;
  if (state === "double" || state === "heredoc") return `${dollar}{${name}}`;
  if (state === "comment") return `${dollar}${name}`;
  const quote = script.style === "double" ? String.raw`\"` : '"';
  if (state === "plain") return `${quote}${dollar}{${name}}${quote}`;
  const single = script.style === "single" ? "''" : "'";
  return `${single}${quote}${dollar}{${name}}${quote}${single}`;
}

/** The variable in a text in double quotes, or in a line of PowerShell; undefined between single quotes. */
export function inPowershell(script: Scalar, index: number, name: string): string | undefined {
  const line = script.value.slice(script.value.lastIndexOf("\n", index - 1) + 1, index);
  const [singles, doubles] = [line.split("'").length - 1, line.split('"').length - 1];
  if (doubles % 2 === 1) return `$($env:${name})`;
  return singles % 2 === 1 ? undefined : `$env:${name}`;
}
