import process from "node:process";
import { ScanError } from "../core/errors.ts";
import { printable } from "../reporters/printable.ts";
import { wantsColors } from "./colors.ts";
import { EXIT } from "./exit-code.ts";
import { renderHelp } from "./help.ts";
import { type Arguments, parseArguments } from "./parse-arguments.ts";
import type { Program } from "./program.ts";
import { runScan } from "./run-scan.ts";
import { printError, printOut } from "./write-out.ts";

declare const SEALINT_VERSION: string;

/** Runs sealint with a command line, without node and script; sets the process's exit code. */
export function main(argv: readonly string[]): void {
  process.exitCode = run(argv);
}

function run(argv: readonly string[]): number {
  try {
    return runCommand(parseArguments(argv), programOf());
  } catch (error) {
    if (!(error instanceof ScanError)) throw error;
    printError(printable(`sealint: ${error.message}. ${error.hint}`));
    return EXIT.failed;
  }
}

function runCommand(args: Arguments, program: Program): number {
  if (args.command === "scan") return runScan(args, program);
  const colors = wantsColors({ choice: "auto", env: program.env, isTty: program.isTty });
  printOut(args.command === "version" ? `${program.version}\n` : renderHelp(args.topic, colors));
  return EXIT.clean;
}

function programOf(): Program {
  const now = new Date();
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return {
    version: SEALINT_VERSION,
    rulesFile: new URL("rules.json", import.meta.url),
    cwd: process.cwd(),
    env: process.env,
    isTty: process.stdout.isTTY,
    today: local.toISOString().slice(0, 10),
  };
}
