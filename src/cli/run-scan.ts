import type { Config } from "../config/config.ts";
import { loadKernel } from "../config/load-kernel.ts";
import { openRules } from "../config/open-rules.ts";
import { readInventory } from "../config/read-inventory.ts";
import { readSalt } from "../config/read-salt.ts";
import type { Problem, SourceEvent } from "../core/source.ts";
import type { RenderOptions, ScanReport } from "../core/stages.ts";
import { assemble } from "../engine/assemble.ts";
import { knownRules } from "../engine/known-rules.ts";
import type { EngineOptions, InventoryDocument } from "../engine/options.ts";
import { scan } from "../engine/scan.ts";
import { describeProblem } from "../reporters/text-problem.ts";
import { readFileList } from "../sources/file-list.ts";
import { findRoot, sharedFolder } from "../sources/find-root.ts";
import { scanPaths } from "../sources/scan-paths.ts";
import { scanStdin } from "../sources/stdin.ts";
import { wantsColors } from "./colors.ts";
import { EXIT, exitCodeOf } from "./exit-code.ts";
import { pathPrefixOf } from "./path-prefix.ts";
import { pipelinesFor } from "./pipelines-for.ts";
import type { Program } from "./program.ts";
import { showProgress, wantsProgress } from "./progress.ts";
import { readConfig } from "./read-config.ts";
import type { ReportOutput } from "./report-outputs.ts";
import type { ScanArguments } from "./scan-arguments.ts";
import { resolveSettings } from "./scan-settings.ts";
import { printError, writeError } from "./write-out.ts";
import { writeReports } from "./write-reports.ts";

/** Where a scan looks. */
interface Range {
  readonly paths: readonly string[];
  /** Absolute. */
  readonly root: string;
  readonly folder: string;
}

/** Runs `sealint scan` and gives its exit code. Throws a ScanError or ConfigError for what keeps it from starting. */
export async function runScan(args: ScanArguments, program: Program): Promise<number> {
  const { cwd } = program;
  const range = rangeOf(args, cwd);
  const { root } = range;
  const rules = openRules(program.rules);
  const asOf = args.asOf ?? program.today;
  const config = await readConfig({
    root,
    cwd,
    file: args.config,
    asOf,
    rules: () => knownRules(rules.secrets, rules.policies),
  });
  const { strictReads, inventory: named, ...settings } = resolveSettings(args, config, { root, cwd });
  const inventory = await inventoryIn(range, cwd, named);
  const kernel = loadKernel(program.rules.index);
  const options = assemble({
    ...settings,
    ...(kernel === undefined ? {} : { kernel }),
    version: program.version,
    rules: rules.secrets,
    pipelines: await pipelinesFor(args, range.paths, program, rules.policies),
    salt: readSalt(root),
    asOf,
    ...(inventory === undefined ? {} : { inventory }),
  });

  const report = scanWithProgress(
    eventsOf(args, range, program, config, options.matcher.buffer),
    options,
    args,
    program,
  );

  const pathPrefix = pathPrefixOf(root, cwd);
  const tell = (problem: Problem): boolean =>
    printError(`sealint: ${problem.level}: ${describeProblem(problem, { pathPrefix })}`);
  report.problems.forEach(tell);
  const unwritten = await writeReports(
    report,
    args.outputs,
    (output) => renderOptions(output, args, program, pathPrefix),
    cwd,
  );
  unwritten.forEach(tell);
  return unwritten.length > 0 ? EXIT.failed : exitCodeOf(report, strictReads);
}

function rangeOf({ paths: typed, filesFrom }: ScanArguments, cwd: string): Range {
  const listed = filesFrom === undefined ? [] : readFileList(filesFrom, { cwd });
  const paths = [...typed, ...listed];
  return { paths, root: findRoot(paths, cwd), folder: sharedFolder(paths, cwd) };
}

/** The inventory, where there is one; what reading it takes is loaded only then. */
async function inventoryIn(
  range: Range,
  cwd: string,
  named: string | undefined,
): Promise<InventoryDocument | undefined> {
  const unit = readInventory({ ...range, cwd, ...(named === undefined ? {} : { file: named }) });
  if (unit === undefined) return undefined;
  const { parseInventory } = await import("../inventory/parse-inventory.ts");
  return { unit, parsed: parseInventory(unit) };
}

function eventsOf(
  args: ScanArguments,
  { paths, root }: Range,
  { cwd, env }: Program,
  config: Config | undefined,
  buffer: Buffer | undefined,
): Iterable<SourceEvent> {
  if (args.stdin) return scanStdin(args.stdinPath);
  return scanPaths(paths, {
    cwd,
    root,
    ignore: args.ignore,
    environment: env,
    buffer,
    ...(config === undefined ? {} : { isExcluded: config.isExcluded }),
  });
}

function scanWithProgress(
  events: Iterable<SourceEvent>,
  options: EngineOptions,
  { progress: choice }: ScanArguments,
  { env, isErrorTty }: Program,
): ScanReport {
  if (!wantsProgress({ choice, env, isTty: isErrorTty })) return scan(events, options);
  const progress = showProgress(writeError, isErrorTty);
  try {
    return scan(progress.watch(events), options, (_, { findings }) => progress.found(findings.length));
  } finally {
    progress.end();
  }
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
