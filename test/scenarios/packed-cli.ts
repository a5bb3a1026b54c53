import { spawn } from "node:child_process";
import { join } from "node:path";
import { inject } from "vitest";

export interface Invocation {
  /** Folder to run in; the project that has sealint installed where absent. */
  readonly cwd?: string;
  /** Added to an environment that has PATH and nothing else, so that the machine's settings do not matter. */
  readonly env?: Readonly<Record<string, string>>;
  /** What comes in on stdin; nothing, and its end at once, where absent. */
  readonly stdin?: string | Uint8Array;
  /** The Node that runs it; the one that runs the tests where absent. */
  readonly node?: string;
}

export interface Outcome {
  /** Exit code; absent where a signal ended it. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the packed and installed `sealint` with these arguments, as a user's shell would. */
export function runSealint(args: readonly string[], { cwd, env, stdin, node }: Invocation = {}): Promise<Outcome> {
  const { project } = inject("packed");
  return new Promise((resolve, reject) => {
    const child = spawn(node ?? process.execPath, [join(project, "node_modules", ".bin", "sealint"), ...args], {
      cwd: cwd ?? project,
      env: { PATH: process.env["PATH"], ...env },
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.once("error", reject);
    child.once("close", (code) =>
      resolve({
        code: code ?? undefined,
        stdout: Buffer.concat(stdout).toString("utf8"),
        stderr: Buffer.concat(stderr).toString("utf8"),
      }),
    );
    // Whoever stops reading early, as a failing run may, is no error of the test.
    child.stdin.on("error", () => {});
    child.stdin.end(stdin);
  });
}
