import type { TextRange } from "../script/script.ts";

/** A line that tells the agent to set a variable: `##vso[task.setvariable variable=x;issecret=true]value`. */
export interface SetVariable extends TextRange {
  readonly name: string;
  readonly isSecret: boolean;
  readonly isOutput: boolean;
  /** Range of the value behind it, up to the quote or the end of the line. */
  readonly value: TextRange;
}

const COMMAND = /##vso\[task\.setvariable\s+(?<properties>[^\]\n]{0,500})\](?<value>[^\n]*)/gi;

/** The commands of a text that set variables. */
export function setVariablesIn(text: string): SetVariable[] {
  if (!text.includes("##vso[")) return [];
  return Array.from(text.matchAll(COMMAND)).flatMap(({ index, 0: written, groups }) => {
    const { properties = "", value = "" } = groups ?? {};
    const name = propertyOf(properties, "variable");
    if (name === undefined) return [];
    const start = index + written.length - value.length;
    const end = start + lengthOf(value, text[index - 1] ?? "");
    const isSecret = /^true$/i.test(propertyOf(properties, "issecret") ?? "");
    const isOutput = /^true$/i.test(propertyOf(properties, "isoutput") ?? "");
    return [{ name, isSecret, isOutput, start: index, end: start, value: { start, end } }];
  });
}

function propertyOf(properties: string, name: string): string | undefined {
  const parts = properties.split(";").map((part) => part.split("=", 2));
  const found = parts.find(([key = ""]) => key.trim().toLowerCase() === name)?.[1];
  return found?.trim().replaceAll(/\\?["']/g, "");
}

/** The value ends with the quote that was opened before the command, if one was. */
function lengthOf(value: string, before: string): number {
  if (before !== '"' && before !== "'") return value.search(/\s*(?:[|&;>]|$)/);
  for (let at = 0; at < value.length; at++) {
    if (value[at] === "\\") at++;
    else if (value[at] === before) return at;
  }
  return value.length;
}
