import { once } from "../core/once.ts";
import type { Problem, SourceEvent, Unit } from "../core/source.ts";
import type { ScanReport } from "../core/stages.ts";
import type { Facts } from "../engine/facts.ts";
import { createInspect } from "../engine/inspect-unit.ts";
import type { EngineOptions } from "../engine/options.ts";
import { addSeen, nothingSeen, type Outcome, outcomeOf } from "../engine/outcome.ts";
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

/** What of a search is asked for, where it is not all. */
export interface SearchPart {
  /** Searched besides, and told before all else: this thread looks at it while the others look at files. */
  readonly first?: () => readonly Unit[];
  /** What of the files that are found is searched. */
  readonly select?: (found: Iterable<FoundEvent>) => Iterable<FoundEvent>;
  /** As the options have it, for the other threads. */
  readonly withoutPolicies?: boolean;
  /** Files that the run itself writes, by their paths from the root: they are left out. */
  readonly ownFiles?: ReadonlySet<string>;
  /** Hears the facts of all that was looked at. */
  readonly onFacts?: (facts: readonly Facts[]) => void;
}

/** Searches the files that were asked for, with as many threads as may be; what was found counts though it is stopped. */
export async function searchFiles(
  args: ScanArguments,
  program: Program,
  prepared: PreparedScan,
  clock: Clock | undefined,
  { first, select = (found) => found, withoutPolicies = false, ownFiles = new Set(), onFacts }: SearchPart = {},
): Promise<ScanReport> {
  const started = performance.now();
  const { options } = prepared;
  const found = select(filesOf(args, program, prepared, ownFiles));
  const ahead = first === undefined ? undefined : once(() => lookAtUnits(first(), options));
  const stop = listenForStop();
  const progress = progressFor(args, program);
  try {
    const outcome = await search(clock === undefined ? found : clock.each("walk", found), {
      lookAt: createLookAt(options, clock),
      ...(args.jobs === 1 ? {} : { startCrew: crewStarter(args, prepared, program, clock, withoutPolicies) }),
      onOutcome: ({ seen, facts }) => {
        const findings = facts.reduce((sum, one) => sum + one.findings.length, 0);
        progress?.searched(seen.files, seen.bytes, findings);
      },
      ...(ahead === undefined ? {} : { meanwhile: ahead }),
      isStopped: () => stop.isStopped,
    });
    const whole = ahead === undefined ? outcome : joined(ahead(), outcome);
    onFacts?.(whole.facts);
    const end = (): ScanReport => conclude(stop.isStopped ? stopped(whole) : whole, options, started);
    return clock === undefined ? end() : clock.time("report", end);
  } finally {
    progress?.end();
    stop.done();
  }
}

function lookAtUnits(units: readonly Unit[], options: EngineOptions): Outcome {
  const events = units.map((unit): SourceEvent => ({ type: "unit", unit }));
  return outcomeOf(events, createInspect(options), "sealint");
}

/** What was looked at in both counts once. */
function joined(one: Outcome, other: Outcome): Outcome {
  const seen = nothingSeen();
  for (const { seen: more } of [one, other]) addSeen(seen, more);
  const ahead = new Set(one.facts.map(({ unit }) => unit));
  const facts = [...one.facts, ...other.facts.filter(({ unit }) => !ahead.has(unit))];
  return { seen, facts, problems: [...one.problems, ...other.problems] };
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
  { range: { root }, options: { inventory } }: PreparedScan,
  program: Program,
  clock: Clock | undefined,
  withoutPolicies: boolean,
): NonNullable<SearchOptions["startCrew"]> {
  return async ({ take, lose }) => {
    const { startCrew } = await import("./search/crew.ts");
    const takeTimed: typeof take = (result) => {
      if (result.spent !== undefined) clock?.add(result.spent);
      take(result);
    };
    const part = { hasInventory: inventory !== undefined, withoutPolicies };
    let hasMissed = false;
    const miss = (cause: string): void => {
      if (!hasMissed) printError(`sealint: warning: a thread did not start (${cause}); the others search in its place`);
      hasMissed = true;
    };
    return startCrew(jobsOf(args) - 1, workerTask(args, root, program, part), { take: takeTimed, lose, miss });
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
