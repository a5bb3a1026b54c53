import type { Problem } from "../core/source.ts";
import type { RenderOptions, ScanReport } from "../core/stages.ts";
import type { Outcome } from "../engine/outcome.ts";
import { conclude, scan } from "../engine/scan.ts";
import { describeProblem } from "../reporters/text-problem.ts";
import { findFiles } from "../sources/scan-paths.ts";
import { scanStdin } from "../sources/stdin.ts";
import { wantsColors } from "./colors.ts";
import { EXIT, exitCodeOf } from "./exit-code.ts";
import { listenForStop } from "./listen-for-stop.ts";
import { pathPrefixOf } from "./path-prefix.ts";
import { type PreparedScan, prepareScan } from "./prepare-scan.ts";
import type { Program } from "./program.ts";
import { showProgress, wantsProgress } from "./progress.ts";
import type { ReportOutput } from "./report-outputs.ts";
import type { ScanArguments } from "./scan-arguments.ts";
import { createLookAt } from "./search/look.ts";
import { type SearchOptions, search } from "./search/search.ts";
import { workerTask } from "./search/worker-task.ts";
import { printError, writeError } from "./write-out.ts";
import { writeReports } from "./write-reports.ts";

/** Runs `sealint scan` and gives its exit code. Throws a ScanError or ConfigError for what keeps it from starting. */
export async function runScan(args: ScanArguments, program: Program): Promise<number> {
  const prepared = await prepareScan(args, program, { withInventory: true });
  const { options, strictReads, range } = prepared;
  const report = args.stdin ? scan(scanStdin(args.stdinPath), options) : await searchFiles(args, program, prepared);

  const pathPrefix = pathPrefixOf(range.root, program.cwd);
  const tell = (problem: Problem): boolean =>
    printError(`sealint: ${problem.level}: ${describeProblem(problem, { pathPrefix })}`);
  report.problems.forEach(tell);
  const unwritten = await writeReports(
    report,
    args.outputs,
    (output) => renderOptions(output, args, program, pathPrefix),
    program.cwd,
  );
  unwritten.forEach(tell);
  return unwritten.length > 0 ? EXIT.failed : exitCodeOf(report, strictReads);
}

/** Searches the files that were asked for, with as many threads as may be; what was found counts though it is stopped. */
async function searchFiles(args: ScanArguments, program: Program, prepared: PreparedScan): Promise<ScanReport> {
  const started = performance.now();
  const { options, config, range } = prepared;
  const { cwd, env } = program;
  const found = findFiles(range.paths, {
    cwd,
    root: range.root,
    ignore: args.ignore,
    environment: env,
    ...(config === undefined ? {} : { isExcluded: config.isExcluded }),
  });
  const stop = listenForStop();
  const progress = wantsProgress({ choice: args.progress, env, isTty: program.isErrorTty })
    ? showProgress(writeError, program.isErrorTty)
    : undefined;
  try {
    const outcome = await search(found, {
      lookAt: createLookAt(options),
      ...(args.jobs > 1 ? { startCrew: crewStarter(args, range.root, program) } : {}),
      onOutcome: ({ seen, facts }) => {
        const findings = facts.reduce((sum, one) => sum + one.findings.length, 0);
        progress?.searched(seen.files, seen.bytes, findings);
      },
      isStopped: () => stop.isStopped,
    });
    return conclude(stop.isStopped ? stopped(outcome) : outcome, options, started);
  } finally {
    progress?.end();
    stop.done();
  }
}

/** What threads take is loaded only where there are to be any. */
function crewStarter(args: ScanArguments, root: string, program: Program): NonNullable<SearchOptions["startCrew"]> {
  return async (take, report) => {
    const { startCrew } = await import("./search/crew.ts");
    return startCrew(args.jobs - 1, workerTask(args, root, program), take, report);
  };
}

function stopped(outcome: Outcome): Outcome {
  const problem: Problem = {
    level: "error",
    code: "interrupted",
    subject: "sealint",
    message: "was stopped before everything was searched",
    hint: "What is reported is what was found until then; run it again to search the rest.",
  };
  return { ...outcome, problems: [...outcome.problems, problem] };
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
