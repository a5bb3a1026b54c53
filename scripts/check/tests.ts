import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { type Outcome, run } from "./step.ts";

/** What is read of vitest's JSON report. */
interface TestReport {
  readonly numPassedTests: number;
  readonly numTotalTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/**
 * Counts a report: a test that did not pass failed, skipped ones too, because a skipped test says nothing. A file that
 * could not even be loaded counts as one failure, and so does a run that failed beside its tests.
 */
export function countTests(report: TestReport, code: number): { readonly passed: number; readonly failed: number } {
  const isUnloaded = (file: TestReport["testResults"][number]): boolean =>
    file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed");
  const failed = report.numTotalTests - report.numPassedTests + report.testResults.filter(isUnloaded).length;
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

/** Runs vitest, which prints as it goes, and counts its tests one by one. */
export async function runTests(): Promise<Outcome> {
  const start = performance.now();
  const folder = mkdtempSync(join(tmpdir(), "sealint-check-"));
  const report = join(folder, "report.json");
  const args = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  try {
    const { code } = await run(args, (chunk) => process.stdout.write(chunk));
    const counts = countTests(JSON.parse(readFileSync(report, "utf8")) as TestReport, code);
    return { name: "tests", seconds: (performance.now() - start) / 1000, output: "", ...counts };
  } catch (error) {
    process.stdout.write(`The test runner gave no report: ${String(error)}\n`);
    return { name: "tests", seconds: 0, output: "", passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
