import process from "node:process";
import { ConfigError } from "../core/config-error.ts";
import { ScanError } from "../core/errors.ts";
import { printable } from "../reporters/printable.ts";
import { describeProblem } from "../reporters/text-problem.ts";
import { wantsColors } from "./colors.ts";
import { EXIT } from "./exit-code.ts";
import { renderHelp } from "./help.ts";
import { type Arguments, parseArguments } from "./parse-arguments.ts";
import { pathPrefixOf } from "./path-prefix.ts";
import type { Program } from "./program.ts";
import { runScan } from "./run-scan.ts";
import { printError, printOut } from "./write-out.ts";

declare const SEALINT_VERSION: string;

/** Runs sealint with a command line, without node and script; sets the process's exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  process.exitCode = await run(argv);
}

async function run(argv: readonly string[]): Promise<number> {
  try {
    return await runCommand(parseArguments(argv), programOf());
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

/** Scans at once; what only the other commands take is loaded late. */
async function runCommand(args: Arguments, program: Program): Promise<number> {
  switch (args.command) {
    case "scan":
      return runScan(args, program);
    case "init":
      return (await import("./run-init.ts")).runInit(program);
    case "explain":
      return (await import("./run-explain.ts")).runExplain(args, program);
    case "rules list":
      return (await import("./run-rules-list.ts")).runRulesList(args, program);
    case "rules test":
      return (await import("./run-rules-test.ts")).runRulesTest(args, program);
    case "version":
      printOut(`${program.version}\n`);
      return EXIT.clean;
    case "help": {
      const colors = wantsColors({ choice: "auto", env: program.env, isTty: program.isTty });
      printOut(renderHelp(args.topic, colors));
      return EXIT.clean;
    }
  }
}

function programOf(): Program {
  const now = new Date();
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return {
    version: SEALINT_VERSION,
    rulesFile: new URL("rules.json", import.meta.url),
    examplesFile: new URL("rules-examples.json", import.meta.url),
    cwd: process.cwd(),
    env: process.env,
    isTty: process.stdout.isTTY,
    isErrorTty: process.stderr.isTTY,
    today: local.toISOString().slice(0, 10),
  };
}
