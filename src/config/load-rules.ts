import { readFileSync } from "node:fs";
import type { SecretRule } from "../core/rule.ts";
import { orReinstall } from "./rule-records.ts";

/** Reads all secret rules whole, for those who want everything of each. Throws a ScanError where they are missing. */
export function loadRules(file: string): readonly SecretRule[] {
  return orReinstall(() => JSON.parse(readFileSync(file, "utf8")) as SecretRule[]);
}
