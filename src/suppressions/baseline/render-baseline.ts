import type { BaselineEntry } from "../../core/baseline.ts";
import { BASELINE_VERSION } from "./check-entry.ts";

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function inFileOrder(a: BaselineEntry, b: BaselineEntry): number {
  return compare(a.path, b.path) || compare(a.rule, b.rule) || compare(a.identity, b.identity);
}

/**
 * Fields in the order in which they are always written. What stands behind the name of a rule or a file is short: a word of
 * the length of a password would be found as one behind `…-password`.
 */
function lineOf({ path, rule, count = 1, identity, reason, until }: BaselineEntry): string {
  return JSON.stringify({ path, rule, count, identity, reason, until });
}

const HEAD = `{\n"version": ${BASELINE_VERSION},\n"findings": [\n`;
const TAIL = '"end"\n]\n}\n';

/**
 * The text of a baseline: sorted, an entry a line. Each entry's line ends in a comma, and the list in a text that never
 * changes, so that nobody who adds or drops an entry touches the line of another, and git can join two branches.
 */
export function renderBaseline(entries: readonly BaselineEntry[]): string {
  const lines = [...entries].sort(inFileOrder).map((entry) => `${lineOf(entry)},\n`);
  return HEAD + lines.join("") + TAIL;
}

/** Whether a text has the look of what is written here, and of no merge that is not finished: told without reading it. */
export function looksRendered(text: string): boolean {
  return text.startsWith(HEAD) && text.endsWith(TAIL) && !text.includes("\n<<<<<<<") && !text.includes("\n>>>>>>>");
}
