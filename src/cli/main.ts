import process from "node:process";
import { EXIT } from "./exit-code.ts";
import type { serveHistory } from "./history/helper.ts";
import { readPlainHook } from "./plain-hook.ts";
import { readPlainScan } from "./plain-scan.ts";
import { printFailure } from "./print-failure.ts";
import { programOf } from "./program-of.ts";
import { runScan } from "./run-scan.ts";
import type { serveBatches } from "./search/worker.ts";

/**
 * Runs sealint with a command line, without node and script; sets the process's exit code. `starter` is the path of what
 * loaded this module, by which threads load it again; the module itself where absent.
 */
export async function main(argv: readonly string[], starter: string = import.meta.filename): Promise<void> {
  process.exitCode = await run(argv, starter);
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

async function run(argv: readonly string[], starter: string): Promise<number> {
  try {
    const scan = readPlainScan(argv);
    if (scan !== undefined) return await runScan(scan, programOf(starter));
    const hook = readPlainHook(argv);
    if (hook !== undefined) return await (await import("./hook/run-hook.ts")).runHook(hook, programOf(starter));
    // Whatever else was asked for takes more than every scan should load.
    const { runCommand } = await import("./run-command.ts");
    return await runCommand(argv, programOf(starter));
  } catch (error) {
    if (!printFailure(error)) throw error;
    return EXIT.failed;
  }
}
