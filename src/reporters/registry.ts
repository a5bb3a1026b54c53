import type { Reporter } from "../core/stages.ts";
import { jsonReporter } from "./json.ts";
import { jsonlReporter } from "./jsonl.ts";
import { sarifReporter } from "./sarif.ts";
import { textReporter } from "./text.ts";

const REPORTERS: readonly Reporter[] = [textReporter, jsonReporter, jsonlReporter, sarifReporter];

/** Names of all formats, the default first. */
export const REPORTER_NAMES: readonly string[] = REPORTERS.map(({ name }) => name);

/** The reporter of a format, by the name that `--format` takes. */
export function findReporter(name: string): Reporter | undefined {
  return REPORTERS.find((reporter) => reporter.name === name);
}
