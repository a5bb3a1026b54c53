import { readFileSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import type { ReportKind } from "../report/count-findings.ts";
import { BenchError } from "../run/bench-error.ts";
import { lastLine, runChild } from "../run/children.ts";

const RUSAGE = join(import.meta.dirname, "rusage.py");

/** A command that is timed as a whole process. */
export interface Contestant {
  readonly name: string;
  readonly command: readonly string[];
  readonly cwd?: string;
  /** Variables beside ours. */
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes of a run that did its work; 0 where none are named. */
  readonly exits?: readonly number[];
  /** The report that it writes. */
  readonly report?: { readonly path: string; readonly kind: ReportKind };
}

/** What one run took: times in milliseconds, memory in bytes. */
export interface Sample {
  readonly wall: number;
  readonly user: number;
  readonly sys: number;
  /** Peak of the largest process. */
  readonly rss: number;
  /** A peak at or below this is not known closer. */
  readonly floor: number;
  readonly exit: number;
}

/** Runs a contestant once; throws where it did not do its work. Its errors go to the file `stderr`. */
export async function takeSample(contestant: Contestant, stderr: string): Promise<Sample> {
  const { command, cwd, env, exits = [0] } = contestant;
  const measured = await runChild("python3", ["-I", "-S", RUSAGE, devNull, stderr, ...command], {
    cwd,
    env: { ...process.env, ...env },
  });
  if (measured.code !== 0) throw new BenchError(`it could not be run: ${lastLine(measured.stderr)}`);
  const sample = JSON.parse(measured.stdout) as Sample;
  if (!exits.includes(sample.exit)) {
    throw new BenchError(`it ended with ${sample.exit}: ${lastLine(readFileSync(stderr, "utf8"))}`);
  }
  return sample;
}
