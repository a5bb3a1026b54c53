import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { performance } from "node:perf_hooks";

const ROOT = dirname(dirname(import.meta.dirname));

/** One check: a program in JavaScript or TypeScript, run with this very Node in the repository's root. */
export interface Step {
  readonly name: string;
  /** Path of the program relative to the root, then its arguments. */
  readonly args: readonly string[];
}

/** How a step ended; `passed` and `failed` count what it checked: 1 for a tool, the tests for the test runner. */
export interface Outcome {
  readonly name: string;
  readonly seconds: number;
  readonly output: string;
  readonly passed: number;
  readonly failed: number;
}

/** Runs a step to its end and keeps what it printed; passes where the program exits 0. */
export async function runStep({ name, args }: Step): Promise<Outcome> {
  const start = performance.now();
  const { code, output } = await run(args);
  const failed = code === 0 ? 0 : 1;
  return { name, seconds: (performance.now() - start) / 1000, output, passed: 1 - failed, failed };
}

// What is kept and printed later is read in logs; tools that see CI colour it all the same.
const ENV = process.stdout.isTTY ? { ...process.env, FORCE_COLOR: "1" } : { ...process.env, NO_COLOR: "1" };

/** Runs Node with `args`; `onOutput` sees what it prints as it comes. A signal counts as code 1. */
export function run(
  args: readonly string[],
  onOutput: (chunk: Buffer) => void = () => {},
): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env: ENV, stdio: ["ignore", "pipe", "pipe"] });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        onOutput(chunk);
      });
    }
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString("utf8") }));
  });
}
