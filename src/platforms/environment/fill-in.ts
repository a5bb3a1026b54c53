import type { VariableUse } from "./dialect.ts";

/** What stands for something that is only known as the job runs. */
const OPEN = /[$%]/;

/** A text with the variables filled in that have one written value each: an image's name, for instance. */
export function fillIn(
  text: string,
  uses: readonly VariableUse[],
  valuesOf: (name: string) => readonly (string | undefined)[],
): string {
  let filled = "";
  let from = 0;
  for (const { name, start, end } of uses) {
    const [value, ...others] = valuesOf(name);
    const isKnown = value !== undefined && others.length === 0 && !OPEN.test(value);
    filled += text.slice(from, start) + (isKnown ? value : text.slice(start, end));
    from = end;
  }
  return filled + text.slice(from);
}
