import { join } from "node:path";
import process from "node:process";
import { programOf } from "../program-of.ts";
import { runAction } from "./run-action.ts";

// What action.yml starts; threads load the program by the file that the command line starts from.
async function main(): Promise<void> {
  try {
    process.exitCode = await runAction(programOf(join(import.meta.dirname, "..", "bin", "sealint.js")));
  } catch (error) {
    process.stderr.write(`sealint: internal error: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 2;
  }
}

void main();
