import { type ChildProcess, spawn } from "node:child_process";
import { BenchError } from "./bench-error.ts";

/** How a child ended and what it printed; a signal counts as code 1. */
export interface ChildEnd {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a child runs; what is left out is ours. */
export interface ChildPlace {
  readonly cwd?: string | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

const running = new Set<ChildProcess>();

/** Kills all children with all that they started. */
export function stopChildren(): void {
  for (const { pid } of running) {
    try {
      if (pid !== undefined) process.kill(-pid, "SIGKILL");
    } catch {
      // It has just ended by itself.
    }
  }
}

/** Runs a command to its end and keeps what it prints; throws where it cannot be started. */
export function runChild(command: string, args: readonly string[], place: ChildPlace = {}): Promise<ChildEnd> {
  return new Promise((resolve, reject) => {
    // Its own process group, so that one signal reaches its children too.
    const child = spawn(command, args, { ...place, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    running.add(child);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.once("error", (error: NodeJS.ErrnoException) => {
      running.delete(child);
      reject(error.code === "ENOENT" ? new BenchError(`${command} is not installed`) : error);
    });
    child.once("close", (code) => {
      running.delete(child);
      const text = (chunks: Buffer[]): string => Buffer.concat(chunks).toString("utf8");
      resolve({ code: code ?? 1, stdout: text(stdout), stderr: text(stderr) });
    });
  });
}

/** Last line of a text that says anything. */
export const lastLine = (text: string): string => text.trimEnd().split("\n").at(-1)?.trim() ?? "";

/** Runs a command that has to succeed, and gives what it printed. */
export async function runOrFail(command: string, args: readonly string[], place: ChildPlace = {}): Promise<string> {
  const { code, stdout, stderr } = await runChild(command, args, place);
  if (code !== 0) {
    throw new BenchError(`${[command, ...args.slice(0, 3)].join(" ")} … ended with ${code}: ${lastLine(stderr)}`);
  }
  return stdout;
}
