import type { Problem } from "../core/source.ts";
import type { RenderOptions, ScanReport } from "../core/stages.ts";
import type { Facts } from "../engine/facts.ts";
import { scan } from "../engine/scan.ts";
import { describeProblem } from "../reporters/text-problem.ts";
import { wrapWords } from "../reporters/width.ts";
import { scanStdin } from "../sources/stdin.ts";
import { wantsColors } from "./colors.ts";
import { EXIT, exitCodeOf } from "./exit-code.ts";
import { pathPrefixOf } from "./path-prefix.ts";
import { prepareScan } from "./prepare-scan.ts";
import type { Program } from "./program.ts";
import type { ReportOutput } from "./report-outputs.ts";
import type { ScanArguments } from "./scan-arguments.ts";
import { clockFor, describeSpent } from "./search/clock.ts";
import { searchFiles } from "./search-files.ts";
import type { SpecialSearch } from "./special-search.ts";
import { printError } from "./write-out.ts";
import { writeReports } from "./write-reports.ts";

/** What a command wants of a scan that is more than the scan itself. */
export interface ScanExtras {
  /** In place of what the arguments ask to be searched. */
  readonly search?: SpecialSearch;
  /** Columns of reports for people. */
  readonly width?: number;
  /** Says or writes more below the report; may give another exit code. */
  after?(report: ScanReport, code: number): Promise<number | void>;
}

/** Runs `sealint scan` and gives its exit code. Throws a ScanError or ConfigError for what keeps it from starting. */
export async function runScan(args: ScanArguments, program: Program, extras: ScanExtras = {}): Promise<number> {
  const special = extras.search ?? (await specialSearch(args, program));
  const prepared = await prepareScan(args, program, { isWhole: true, ...special });
  const { options, strictReads, range, warning } = prepared;
  if (warning !== undefined) printError(`sealint: warning: ${warning}`);
  const clock = clockFor(program.env);
  // Kept only for what tells of fixes: those of thousands of pipelines take room.
  let facts: readonly Facts[] | undefined;
  const keep = (all: readonly Facts[]): void => void (facts = all);
  const extra = args.outputs.some(({ format }) => TELL_FIXES.has(format)) ? { onFacts: keep } : {};
  const found = await (special?.search(prepared) ??
    (args.stdin ? scan(scanStdin(args.stdinPath), options) : searchFiles(args, program, prepared, clock, extra)));
  // What proposes fixes reads pipelines, and takes longer to load than a scan of a few files: nothing found, nothing to mend.
  const report =
    facts === undefined || found.findings.length === 0
      ? found
      : (await import("./fix/with-fixes.ts")).withFixes(found, facts, program, prepared);

  const endedAt = Date.now();
  const pathPrefix = pathPrefixOf(range.root, program.cwd);
  const tell = (problem: Problem): void => {
    const line = `sealint: ${problem.level}: ${describeProblem(problem, { pathPrefix })}`;
    for (const part of extras.width === undefined ? [line] : wrapWords(line, extras.width)) printError(part);
  };
  report.problems.forEach(tell);
  const reporting = performance.now();
  const about = await writeReports(
    report,
    args.outputs,
    (output) => ({ ...renderOptions(output, args, program, pathPrefix, extras.width), endedAt }),
    program.cwd,
  );
  about.forEach(tell);
  if (clock !== undefined) {
    clock.spend("report", performance.now() - reporting);
    printError(describeSpent(clock.takeSpent()));
  }
  const code = about.some(({ level }) => level === "error") ? EXIT.failed : exitCodeOf(report, strictReads);
  return (await extras.after?.(report, code)) ?? code;
}

/** Formats that have room for fixes. */
const TELL_FIXES: ReadonlySet<string> = new Set(["json", "jsonl", "sarif"]);

/** What is searched in place of files and standard input; what that takes is loaded only where it is asked for. */
async function specialSearch(args: ScanArguments, program: Program): Promise<SpecialSearch | undefined> {
  if (args.staged) return (await import("./search-staged.ts")).prepareStaged(args, program);
  if (args.history) return (await import("./history/prepare-history.ts")).prepareHistory(args, program);
  if (args.commits === undefined) return undefined;
  return (await import("./search-range.ts")).prepareRange(args, args.commits, program);
}

function renderOptions(
  output: ReportOutput,
  { color }: ScanArguments,
  { env, isTty }: Program,
  pathPrefix: string,
  width: number | undefined,
): Omit<RenderOptions, "endedAt"> {
  const toTerminal = output.file === undefined && isTty;
  return {
    colors: wantsColors({ choice: color, env, isTty: toTerminal }),
    pathPrefix,
    // On standard output they would come twice: the command line prints each on standard error.
    listProblems: output.file !== undefined,
    ...(width === undefined ? {} : { width }),
  };
}
