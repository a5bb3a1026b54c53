import type { PlacedText } from "../../core/pipeline.ts";
import { type Replacement, rewriteText } from "../document/rewrite-text.ts";
import type { TextRange } from "../script/script.ts";

/** A variable of whoever starts the containers, as Compose fills it into a text. */
export interface Interpolation extends TextRange {
  readonly name: string;
  /** What stands in where it is missing: where that starts in the text, and the text. */
  readonly fallback?: { readonly start: number; readonly value: string };
}

const USE =
  /\$\$|\$\{(?<braced>[A-Za-z_]\w*)(?:(?<operator>:?[-?+])(?<operand>(?:[^{}]|\$\{[^{}]{0,200}\}){0,500}))?\}|\$(?<plain>[A-Za-z_]\w*)/g;

export function interpolationsIn(text: string): Interpolation[] {
  if (!text.includes("$")) return [];
  return Array.from(text.matchAll(USE)).flatMap(({ index, 0: written, groups }): Interpolation[] => {
    const name = groups?.["braced"] ?? groups?.["plain"];
    if (name === undefined) return [];
    const range = { name, start: index, end: index + written.length };
    const { operator = "", operand = "" } = groups ?? {};
    if (!operator.endsWith("-") || operand === "" || operand.includes("$")) return [range];
    return [{ ...range, fallback: { start: range.end - 1 - operand.length, value: operand } }];
  });
}

/** A text as the container gets it: `$$` is a dollar sign, and what is filled in stands there as `$(env.NAME)`, which no shell means. */
export function asRun(text: PlacedText): PlacedText {
  const replacements = Array.from(text.value.matchAll(USE), ({ index, 0: written, groups }): Replacement => {
    const name = groups?.["braced"] ?? groups?.["plain"];
    return { start: index, end: index + written.length, by: name === undefined ? "$" : `$(env.${name})` };
  });
  return rewriteText(text, replacements);
}

const HOLE = /\$\(env\.(?<name>\w+)\)/g;

/** Where such fillings stand in a text as the container gets it. */
export const holesIn = (text: string): Interpolation[] =>
  Array.from(text.matchAll(HOLE), ({ index, 0: written, groups }) => ({
    name: groups?.["name"] ?? "",
    start: index,
    end: index + written.length,
  }));
