import type { Problem } from "../core/source.ts";
import type { ScanReport } from "../core/stages.ts";
import type { Outcome } from "../engine/outcome.ts";
import { conclude } from "../engine/scan.ts";
import { findFiles } from "../sources/scan-paths.ts";
import type { FoundEvent } from "../sources/walk.ts";
import { listenForStop } from "./listen-for-stop.ts";
import type { PreparedScan } from "./prepare-scan.ts";
import type { Program } from "./program.ts";
import { type Progress, showProgress, wantsProgress } from "./progress.ts";
import type { ScanArguments } from "./scan-arguments.ts";
import type { Clock } from "./search/clock.ts";
import { jobsOf } from "./search/jobs.ts";
import { createLookAt } from "./search/look.ts";
import { type SearchOptions, search } from "./search/search.ts";
import { workerTask } from "./search/worker-task.ts";
import { printError, writeError } from "./write-out.ts";

/**
 * Searches the files that were asked for, with as many threads as may be; what was found counts though it is stopped. Files of the
 * run itself, by their paths from the root, are left out.
 */
export async function searchFiles(
  args: ScanArguments,
  program: Program,
  prepared: PreparedScan,
  clock: Clock | undefined,
  ownFiles: ReadonlySet<string> = new Set(),
): Promise<ScanReport> {
  const started = performance.now();
  const { options, range } = prepared;
  const found = filesOf(args, program, prepared, ownFiles);
  const stop = listenForStop();
  const progress = progressFor(args, program);
  try {
    const outcome = await search(clock === undefined ? found : clock.each("walk", found), {
      lookAt: createLookAt(options, clock),
      ...(args.jobs === 1 ? {} : { startCrew: crewStarter(args, range.root, program, clock) }),
      onOutcome: ({ seen, facts }) => {
        const findings = facts.reduce((sum, one) => sum + one.findings.length, 0);
        progress?.searched(seen.files, seen.bytes, findings);
      },
      isStopped: () => stop.isStopped,
    });
    const end = (): ScanReport => conclude(stop.isStopped ? stopped(outcome) : outcome, options, started);
    return clock === undefined ? end() : clock.time("report", end);
  } finally {
    progress?.end();
    stop.done();
  }
}

function filesOf(
  { ignore }: ScanArguments,
  { cwd, env }: Program,
  { config, range: { paths, root } }: PreparedScan,
  ownFiles: ReadonlySet<string>,
): Iterable<FoundEvent> {
  const isExcluded =
    ownFiles.size === 0
      ? config?.isExcluded
      : (path: string): boolean => ownFiles.has(path) || config?.isExcluded(path) === true;
  const excluding = isExcluded === undefined ? {} : { isExcluded };
  return findFiles(paths, { cwd, root, ignore, environment: env, ...excluding });
}

function progressFor({ progress: choice }: ScanArguments, { env, isErrorTty: isTty }: Program): Progress | undefined {
  return wantsProgress({ choice, env, isTty }) ? showProgress(writeError, isTty) : undefined;
}

/** What threads take is loaded only where there are to be any. */
function crewStarter(
  args: ScanArguments,
  root: string,
  program: Program,
  clock: Clock | undefined,
): NonNullable<SearchOptions["startCrew"]> {
  return async ({ take, lose }) => {
    const { startCrew } = await import("./search/crew.ts");
    const takeTimed: typeof take = (result) => {
      if (result.spent !== undefined) clock?.add(result.spent);
      take(result);
    };
    let hasMissed = false;
    const miss = (cause: string): void => {
      if (!hasMissed) printError(`sealint: warning: a thread did not start (${cause}); the others search in its place`);
      hasMissed = true;
    };
    return startCrew(jobsOf(args) - 1, workerTask(args, root, program), { take: takeTimed, lose, miss });
  };
}

function stopped(outcome: Outcome): Outcome {
  return { ...outcome, problems: [...outcome.problems, stoppedProblem()] };
}

/** The problem of a scan that was stopped. */
export function stoppedProblem(): Problem {
  return {
    level: "error",
    code: "interrupted",
    subject: "sealint",
    message: "was stopped before everything was searched",
    hint: "What is reported is what was found until then; run it again to search the rest.",
  };
}
