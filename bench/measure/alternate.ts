import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { countFindings } from "../report/count-findings.ts";
import { messageOf } from "../run/bench-error.ts";
import { type Contestant, type Sample, takeSample } from "./sample.ts";

/** What the runs of one contestant took. */
export interface Result {
  readonly name: string;
  readonly samples: readonly Sample[];
  /** Numbers of findings that it reported, each once: one number, where all runs agree. */
  readonly findings: readonly number[];
  /** Why it was given up. */
  readonly failure: string | undefined;
}

interface Runner {
  readonly contestant: Contestant;
  readonly samples: Sample[];
  readonly findings: Set<number>;
  failure: string | undefined;
}

async function runOnce(runner: Runner, folder: string): Promise<void> {
  const { contestant, samples, findings } = runner;
  const { report } = contestant;
  // What an earlier run reported must not count for one that reports nothing.
  if (report !== undefined) rmSync(report.path, { force: true });
  try {
    samples.push(await takeSample(contestant, join(folder, "stderr")));
    if (report !== undefined && existsSync(report.path)) {
      findings.add(countFindings(report.kind, readFileSync(report.path, "utf8")));
    }
  } catch (error) {
    runner.failure = messageOf(error);
  }
}

/** Where and how often the runs take place. */
export interface Rounds {
  readonly rounds: number;
  /** Folder for what the runs write. */
  readonly folder: string;
  tell(text: string): void;
}

/**
 * Runs the contestants in alternation (A B C, A B C, …), so that whatever disturbs the machine disturbs all of them. One
 * that fails is not run again.
 */
export async function alternate(
  contestants: readonly Contestant[],
  { rounds, folder, tell }: Rounds,
): Promise<readonly Result[]> {
  mkdirSync(folder, { recursive: true });
  const runners = contestants.map(
    (contestant): Runner => ({ contestant, samples: [], findings: new Set(), failure: undefined }),
  );
  for (let round = 1; round <= rounds; round++) {
    for (const runner of runners) {
      if (runner.failure !== undefined) continue;
      tell(`round ${round} of ${rounds}: ${runner.contestant.name}`);
      await runOnce(runner, folder);
    }
  }
  return runners.map(({ contestant: { name }, samples, findings, failure }) => ({
    name,
    samples,
    findings: [...findings].sort((a, b) => a - b),
    failure,
  }));
}
