import { readFileSync } from "node:fs";
import { ScanError } from "../core/errors.ts";
import type { SecretRule } from "../core/rule.ts";

/** Reads the compiled rules: one JSON file that the build lays beside the program. Throws a ScanError where it is missing. */
export function loadRules(file: URL): readonly SecretRule[] {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as SecretRule[];
  } catch (cause) {
    throw new ScanError(
      "the compiled rules, rules.json, could not be read beside the program",
      "Install sealint again, or run `npm run build` in a checkout.",
      { cause },
    );
  }
}
