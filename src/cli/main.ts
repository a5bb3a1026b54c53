import process from "node:process";
import { ConfigError } from "../core/config-error.ts";
import { ScanError } from "../core/errors.ts";
import { printable } from "../reporters/printable.ts";
import { describeProblem } from "../reporters/text-problem.ts";
import { EXIT } from "./exit-code.ts";
import { isTerminal } from "./is-terminal.ts";
import { pathPrefixOf } from "./path-prefix.ts";
import { readPlainScan } from "./plain-scan.ts";
import type { Program } from "./program.ts";
import { runScan } from "./run-scan.ts";
import type { serveHistory } from "./history/helper.ts";
import type { serveBatches } from "./search/worker.ts";
import { printError } from "./write-out.ts";

declare const SEALINT_VERSION: string;

/** Runs sealint with a command line, without node and script; sets the process's exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  process.exitCode = await run(argv);
}

/** What a thread of a scan runs, which loads this very module again. */
export async function work(task: Parameters<typeof serveBatches>[0]): Promise<void> {
  const { serveBatches } = await import("./search/worker.ts");
  await serveBatches(task);
}

/** What a thread runs that helps with history. */
export async function help(task: Parameters<typeof serveHistory>[0]): Promise<void> {
  const { serveHistory } = await import("./history/helper.ts");
  await serveHistory(task);
}

async function run(argv: readonly string[]): Promise<number> {
  try {
    const scan = readPlainScan(argv);
    if (scan !== undefined) return await runScan(scan, programOf());
    // Whatever else was asked for takes more than every scan should load.
    const { runCommand } = await import("./run-command.ts");
    return await runCommand(argv, programOf());
  } catch (error) {
    if (error instanceof ConfigError) {
      const pathPrefix = pathPrefixOf(error.root, process.cwd());
      for (const problem of error.problems) printError(`sealint: error: ${describeProblem(problem, { pathPrefix })}`);
    } else if (error instanceof ScanError) {
      printError(printable(`sealint: ${error.message}. ${error.hint}`));
    } else {
      throw error;
    }
    return EXIT.failed;
  }
}

function programOf(): Program {
  const now = new Date();
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  const beside = (name: string): URL => new URL(name, import.meta.url);
  return {
    version: SEALINT_VERSION,
    address: new URL(import.meta.url),
    rules: { index: beside("rules-index.json"), secrets: beside("rules.json"), policies: beside("policies.json") },
    examplesFile: beside("rules-examples.json"),
    cwd: process.cwd(),
    env: process.env,
    isTty: isTerminal(1),
    isErrorTty: isTerminal(2),
    today: local.toISOString().slice(0, 10),
  };
}
