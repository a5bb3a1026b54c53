import { readFileSync } from "node:fs";
import { ScanError } from "../core/errors.ts";
import type { Examples } from "../core/stages.ts";

/** Examples of the secret rules and the policies by their ids, with templates in place of tokens. Throws a ScanError where the file is missing. */
export function loadExamples(file: string): Readonly<Record<string, Examples>> {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, Examples>>;
  } catch (cause) {
    throw new ScanError(
      "the examples of the rules, rules-examples.json, could not be read beside the program",
      "Install sealint again, or run `npm run build` in a checkout.",
      { cause },
    );
  }
}
