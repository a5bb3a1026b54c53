import { isNull } from "../document/access.ts";
import type { Scalar } from "../document/tree.ts";

/** What stands in `$[[ … ]]`: an input, and the functions that its value goes through. */
export interface Interpolation {
  readonly input: string;
  readonly functions: readonly string[];
}

const INPUT = /^\s*inputs\.([\w-]+)\s*$/;

/** Reads a `$[[ inputs.name | function ]]`; undefined for anything else that may stand there. */
export function readInterpolation(text: string): Interpolation | undefined {
  const [first = "", ...functions] = text.slice("$[[".length, -"]]".length).split("|");
  const input = INPUT.exec(first)?.[1];
  return input === undefined ? undefined : { input, functions: functions.map((one) => one.trim()) };
}

/** A value as the functions leave it; undefined where one of them is not known. */
export function asOneText(value: Scalar, functions: readonly string[]): string | undefined {
  let text: string | undefined = isNull(value) ? "" : value.value;
  for (const one of functions) text = text === undefined ? undefined : applied(one, text);
  return text;
}

function applied(name: string, text: string): string | undefined {
  // Variables are filled in later, where the text is used.
  if (name === "expand_vars") return text;
  if (name === "posix_escape") return text.replace(/[^\w\-.,:+\/@\n]/g, "\\$&");
  const [, offset, length] = /^truncate\(\s*(\d{1,9})\s*,\s*(\d{1,9})\s*\)$/.exec(name) ?? [];
  if (offset === undefined || length === undefined) return undefined;
  return text.slice(Number(offset), Number(offset) + Number(length));
}
