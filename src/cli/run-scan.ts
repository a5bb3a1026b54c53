import { relative } from "node:path";
import { loadRules } from "../config/load-rules.ts";
import { readInventory } from "../config/read-inventory.ts";
import { readSalt } from "../config/read-salt.ts";
import type { Problem, SourceEvent } from "../core/source.ts";
import type { RenderOptions } from "../core/stages.ts";
import { assemble } from "../engine/assemble.ts";
import { scan } from "../engine/scan.ts";
import { describeProblem } from "../reporters/text-problem.ts";
import { readFileList } from "../sources/file-list.ts";
import { findRoot, sharedFolder } from "../sources/find-root.ts";
import { scanPaths } from "../sources/scan-paths.ts";
import { scanStdin } from "../sources/stdin.ts";
import { wantsColors } from "./colors.ts";
import { EXIT, exitCodeOf } from "./exit-code.ts";
import type { ScanArguments } from "./parse-arguments.ts";
import type { Program } from "./program.ts";
import type { ReportOutput } from "./report-outputs.ts";
import { printError } from "./write-out.ts";
import { writeReports } from "./write-reports.ts";

/** Runs `sealint scan` and gives its exit code. Throws a ScanError for what keeps it from starting. */
export function runScan(args: ScanArguments, program: Program): number {
  const { cwd } = program;
  const listed = args.filesFrom === undefined ? [] : readFileList(args.filesFrom, { cwd });
  const paths = [...args.paths, ...listed];
  const root = findRoot(paths, cwd);
  const inventory = readInventory({
    root,
    folder: sharedFolder(paths, cwd),
    cwd,
    ...(args.inventory === undefined ? {} : { file: args.inventory }),
  });
  const options = assemble({
    version: program.version,
    rules: loadRules(program.rulesFile),
    selection: { preset: args.preset, ids: args.rules },
    minConfidence: args.minConfidence,
    failOn: args.failOn,
    salt: readSalt(root),
    asOf: args.asOf ?? program.today,
    ...(inventory === undefined ? {} : { inventory }),
  });

  const report = scan(eventsOf(args, paths, root, program), options);

  const pathPrefix = pathPrefixOf(root, cwd);
  const tell = (problem: Problem): boolean =>
    printError(`sealint: ${problem.level}: ${describeProblem(problem, { pathPrefix })}`);
  report.problems.forEach(tell);
  const unwritten = writeReports(
    report,
    args.outputs,
    (output) => renderOptions(output, args, program, pathPrefix),
    cwd,
  );
  unwritten.forEach(tell);
  return unwritten.length > 0 ? EXIT.failed : exitCodeOf(report, args.strictReads);
}

/** What leads from where the person stands to the root; a root that lies far away is named in full. */
function pathPrefixOf(root: string, cwd: string): string {
  const way = relative(cwd, root);
  if (way === "") return "";
  const prefix = /^\.\.[\\/]\.\./.test(way) ? root : way;
  return `${prefix.replaceAll("\\", "/")}/`;
}

function eventsOf(
  args: ScanArguments,
  paths: readonly string[],
  root: string,
  { cwd, env }: Program,
): Iterable<SourceEvent> {
  if (args.stdin) return scanStdin(args.stdinPath);
  return scanPaths(paths, { cwd, root, ignore: args.ignore, environment: env });
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
