import { EXIT } from "../exit-code.ts";
import type { HookRunArguments } from "../hook-arguments.ts";
import { printFailure } from "../print-failure.ts";
import type { Program } from "../program.ts";
import { printError } from "../write-out.ts";
import { runPreCommit } from "./run-pre-commit.ts";
import { WIDTHS } from "./widths.ts";

/**
 * Runs what an installed hook runs, and gives its exit code; all but 0 stops git. What keeps it from running is printed
 * here, with how to go on.
 */
export async function runHook(asked: HookRunArguments, program: Program): Promise<number> {
  const { hook } = asked;
  try {
    return await runOne(asked, program);
  } catch (error) {
    if (!printFailure(error, hook === "pre-receive" ? WIDTHS[hook] : undefined)) throw error;
    const { notSearched } = await import("./ways-on.ts");
    for (const line of notSearched(hook, WIDTHS[hook])) printError(line);
    return EXIT.failed;
  }
}

/** What only a push takes is loaded late. */
async function runOne({ hook, args }: HookRunArguments, program: Program): Promise<number> {
  if (hook === "pre-commit") return runPreCommit(args, program);
  return (await import("./run-pushed.ts")).runPushed(hook, args, program);
}
