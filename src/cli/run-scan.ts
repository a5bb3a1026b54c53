import type { Problem } from "../core/source.ts";
import type { RenderOptions, ScanReport } from "../core/stages.ts";
import { scan } from "../engine/scan.ts";
import { describeProblem } from "../reporters/text-problem.ts";
import { scanStdin } from "../sources/stdin.ts";
import { wantsColors } from "./colors.ts";
import { EXIT, exitCodeOf } from "./exit-code.ts";
import { pathPrefixOf } from "./path-prefix.ts";
import { type PreparedScan, prepareScan } from "./prepare-scan.ts";
import type { Program } from "./program.ts";
import type { ReportOutput } from "./report-outputs.ts";
import type { ScanArguments } from "./scan-arguments.ts";
import { type Clock, clockFor, describeSpent } from "./search/clock.ts";
import { searchFiles } from "./search-files.ts";
import { printError } from "./write-out.ts";
import { writeReports } from "./write-reports.ts";

/** Runs `sealint scan` and gives its exit code. Throws a ScanError or ConfigError for what keeps it from starting. */
export async function runScan(args: ScanArguments, program: Program): Promise<number> {
  const prepared = await prepareScan(args, program, { withInventory: !args.history });
  const { strictReads, range } = prepared;
  const clock = clockFor(program.env);
  const report = await reportOf(args, program, prepared, clock);

  const pathPrefix = pathPrefixOf(range.root, program.cwd);
  const tell = (problem: Problem): boolean =>
    printError(`sealint: ${problem.level}: ${describeProblem(problem, { pathPrefix })}`);
  report.problems.forEach(tell);
  const reporting = performance.now();
  const unwritten = await writeReports(
    report,
    args.outputs,
    (output) => renderOptions(output, args, program, pathPrefix),
    program.cwd,
  );
  unwritten.forEach(tell);
  if (clock !== undefined) {
    clock.spend("report", performance.now() - reporting);
    printError(describeSpent(clock.takeSpent()));
  }
  return unwritten.length > 0 ? EXIT.failed : exitCodeOf(report, strictReads);
}

async function reportOf(
  args: ScanArguments,
  program: Program,
  prepared: PreparedScan,
  clock: Clock | undefined,
): Promise<ScanReport> {
  const started = performance.now();
  if (args.history) return (await import("./history/scan-history.ts")).scanHistory(args, program, prepared, started);
  if (args.stdin) return scan(scanStdin(args.stdinPath), prepared.options);
  return searchFiles(args, program, prepared, clock);
}

function renderOptions(
  output: ReportOutput,
  { color }: ScanArguments,
  { env, isTty }: Program,
  pathPrefix: string,
): RenderOptions {
  const toTerminal = output.file === undefined && isTty;
  return {
    colors: wantsColors({ choice: color, env, isTty: toTerminal }),
    pathPrefix,
    // On standard output they would come twice: the command line prints each on standard error.
    listProblems: output.file !== undefined,
  };
}
