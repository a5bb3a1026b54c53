import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { shownPath } from "../../config/read-document.ts";
import type { Baseline, BaselineOutcome, BaselineSetting } from "../../core/baseline.ts";
import { ScanError } from "../../core/errors.ts";
import type { ScanReport } from "../../core/stages.ts";
import { describeProblem } from "../../reporters/text-problem.ts";
import { changeBaseline } from "../../suppressions/baseline/change-baseline.ts";
import { EXIT, exitCodeOf } from "../exit-code.ts";
import { pathPrefixOf } from "../path-prefix.ts";
import { prepareScan } from "../prepare-scan.ts";
import type { Program } from "../program.ts";
import { searchFiles } from "../search-files.ts";
import { printError } from "../write-out.ts";
import type { BaselineArguments } from "./baseline-arguments.ts";
import type { BaselineRequest } from "./baseline-request.ts";
import { describeChange } from "./describe-change.ts";
import { baselineFile, baselineSetting, missing, readBaseline } from "./read-baseline.ts";
import { writeBaseline } from "./write-baseline.ts";

/**
 * Runs `sealint baseline create`, `update` or `prune` and gives the exit code: a scan, of which the baseline is made. Throws
 * a ScanError or ConfigError for what keeps it from starting.
 */
export async function runBaseline(args: BaselineArguments, program: Program): Promise<number> {
  let target: { readonly file: string; readonly shown: string } | undefined;
  const readForChange = (request: BaselineRequest): BaselineSetting => {
    const file = args.output === undefined ? baselineFile(request) : resolve(request.cwd, args.output);
    target = { file, shown: shownPath(file, request.range.root) };
    return baselineSetting(startOf(args, request, target), request);
  };
  const prepared = await prepareScan(args.scan, program, { isWhole: true, readBaseline: readForChange });
  const { root } = prepared.range;
  const report = await searchFiles(args.scan, program, prepared, undefined);
  const pathPrefix = pathPrefixOf(root, program.cwd);
  for (const problem of report.problems.filter(({ code }) => code !== "stale-baseline"))
    printError(`sealint: ${problem.level}: ${describeProblem(problem, { pathPrefix })}`);
  if (target === undefined) throw new Error("no baseline was asked for");
  const failure = failureOf(report, prepared.strictReads);
  if (failure !== EXIT.clean) {
    printError(`sealint: ${target.shown} was not written, because not everything could be searched.`);
    return failure;
  }
  const change = changeBaseline(report.baseline as BaselineOutcome, {
    ...(args.command === "baseline prune" ? {} : { adds: args.beside }),
    drops: args.prune || args.command === "baseline prune",
  });
  const written = writeBaseline({ ...target, root, isNew: args.command === "baseline create" && !args.force }, change);
  for (const line of describeChange(change, { ...written, shown: target.shown, over: overIn(report) }))
    printError(line);
  return EXIT.clean;
}

/** The baseline to start from: none for `create`, which writes over one only where it is told to. */
function startOf(
  { command, force }: BaselineArguments,
  request: BaselineRequest,
  { file, shown }: { readonly file: string; readonly shown: string },
): Baseline {
  if (command !== "baseline create") {
    const baseline = readBaseline(request);
    if (baseline === undefined) throw missing(shown);
    return baseline;
  }
  if (existsSync(file) && !force) {
    const hint =
      "Add what is new with `sealint baseline update`, or write it anew with `--force`; nothing was written.";
    throw new ScanError(`${shown} is there already`, hint);
  }
  return {
    path: shown,
    entries: [],
    mentions: () => false,
    writtenAt: () => {
      throw new Error("an empty baseline has no entry");
    },
  };
}

/** Findings fail no command that writes them down; what could not be looked at does. */
function failureOf(report: ScanReport, strictReads: boolean): number {
  const code = exitCodeOf({ ...report, failOn: "never" }, strictReads);
  return code === EXIT.interrupted || code === EXIT.failed ? code : EXIT.clean;
}

/** How many findings entries stand for that are past their last day. */
function overIn({ baseline, suppressed }: ScanReport): number {
  const hidden = suppressed.filter(({ suppression }) => suppression.by === "baseline").length;
  return (baseline?.held.length ?? 0) - hidden;
}
