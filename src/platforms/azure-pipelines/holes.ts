import type { TextRange } from "../script/script.ts";
import { type Expression, parseExpression } from "./expression.ts";

/** A part of a text that Azure fills in: `$(x)` and `$[ … ]` when the step runs, `${{ … }}` when the pipeline is compiled. */
export interface Hole extends TextRange {
  readonly form: "macro" | "template" | "runtime";
  /** Name of a macro's variable. */
  readonly name?: string;
  /** Undefined for a macro, and for an expression that is malformed. */
  readonly expression?: Expression;
}

const HOLE =
  /\$\((?<name>[A-Za-z_][\w.-]*)\)|\$\{\{(?<template>(?:'[^'\n]*'|[^'}]|\}(?!\}))*)\}\}|^\s*\$\[(?<runtime>[^\n]*)\]\s*$/g;

/** The parts of a text that are filled in, in their order. */
export function holesIn(text: string): Hole[] {
  if (!/\$[({[]/.test(text)) return [];
  return Array.from(text.matchAll(HOLE), ({ index, 0: written, groups }): Hole => {
    const end = index + written.length;
    const { name, template, runtime } = groups ?? {};
    if (name !== undefined) return { form: "macro", name, start: index, end };
    const source = template ?? runtime ?? "";
    const offset = template === undefined ? index + written.indexOf("$[") + 2 : index + 3;
    const expression = parseExpression(source, offset);
    return {
      form: template === undefined ? "runtime" : "template",
      start: index,
      end,
      ...(expression && { expression }),
    };
  });
}

/** Whether a text is filled in, in part or as a whole. */
export const isComputed = (text: string): boolean => /\$\(|\$\{\{|\$\[/.test(text);
