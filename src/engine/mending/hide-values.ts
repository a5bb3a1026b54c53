import type { Finding } from "../../core/finding.ts";
import { decode } from "../../core/text.ts";
import { maskOf } from "../../findings/redact.ts";
import type { Contents } from "./contents.ts";
import { spanOf } from "./offset-of.ts";

/** Shorter parts of a value hide nothing, and would blank words of the file. */
const LEAST = 4;

/** Makes what takes the values of findings out of a text. A value of several lines is hidden line by line. */
export function hiderOf(findings: readonly Finding[], contents: Contents): (text: string) => string {
  const values = new Set<string>();
  for (const { location, isSetting } of findings) {
    const bytes = contents.get(location.path);
    if (bytes === undefined || isSetting === true || location.inside !== undefined) continue;
    for (const line of decode(bytes, spanOf(location, bytes)).split(/\r?\n/)) {
      const value = line.trim();
      if (value.length >= LEAST) values.add(value);
    }
  }
  const longest = [...values].sort((a, b) => b.length - a.length);
  return (text) => longest.reduce((hidden, value) => hidden.replaceAll(value, () => maskOf(value, "")), text);
}
