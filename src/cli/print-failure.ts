import process from "node:process";
import { ConfigError } from "../core/config-error.ts";
import { ScanError } from "../core/errors.ts";
import { printable } from "../reporters/printable.ts";
import { describeProblem } from "../reporters/text-problem.ts";
import { wrapWords } from "../reporters/width.ts";
import { pathPrefixOf } from "./path-prefix.ts";
import { printError } from "./write-out.ts";

/** Prints what keeps a command from running, in lines of at most `width` columns where that is given. False for a fault of ours. */
export function printFailure(error: unknown, width?: number): boolean {
  const print = (line: string): void => {
    for (const part of width === undefined ? [line] : wrapWords(line, width)) printError(part);
  };
  if (error instanceof ConfigError) {
    const pathPrefix = pathPrefixOf(error.root, process.cwd());
    for (const problem of error.problems) print(`sealint: error: ${describeProblem(problem, { pathPrefix })}`);
    return true;
  }
  if (!(error instanceof ScanError)) return false;
  print(printable(`sealint: ${error.message}. ${error.hint}`));
  for (const line of error.lines) printError(printable(line));
  return true;
}
