import { writeFileSync } from "node:fs";
import { basename, relative, resolve } from "node:path";
import { ON_DISK } from "../../config/file-access.ts";
import { surroundingsOf } from "../../config/inventory-surroundings.ts";
import { openRules } from "../../config/open-rules.ts";
import { ScanError } from "../../core/errors.ts";
import type { ObservedList } from "../../core/observed.ts";
import type { Trend, TrendRun } from "../../core/trend.ts";
import { healthOf } from "../../dashboard/health.ts";
import type { DashboardInput, KnownRule, LooksAt } from "../../dashboard/input.ts";
import { renderDashboard } from "../../dashboard/page/page.ts";
import type { EngineOptions } from "../../engine/options.ts";
import { traceFlows } from "../../engine/trace-flows.ts";
import { systemWords } from "../../files/system-errors.ts";
import { ownersOf, parseCodeOwners } from "../../inventory/code-owners.ts";
import { secretOverviews } from "../../inventory/overview.ts";
import { plural } from "../../reporters/plural.ts";
import { printable } from "../../reporters/printable.ts";
import { describeProblem } from "../../reporters/text-problem.ts";
import { exitCodeOf } from "../exit-code.ts";
import { inventoryHome } from "../inventory/inventory-home.ts";
import { pathPrefixOf } from "../path-prefix.ts";
import { pipelinesIn } from "../pipeline-events.ts";
import { type PreparedScan, prepareScan } from "../prepare-scan.ts";
import type { Program } from "../program.ts";
import { clockFor } from "../search/clock.ts";
import { searchFiles } from "../search-files.ts";
import { printError, printOut } from "../write-out.ts";
import type { DashboardArguments } from "./dashboard-arguments.ts";
import { loadTrendStore } from "./load-trend-store.ts";
import { redacted } from "./redacted.ts";

/**
 * Runs `sealint dashboard`: a scan, and a page of what it and the inventory say. Findings fail no run: the page is no gate. Throws a
 * ScanError or ConfigError for what keeps it from starting.
 */
export async function runDashboard(args: DashboardArguments, program: Program): Promise<number> {
  const { cwd } = program;
  const scan = args.isNamed ? args.scan : { ...args.scan, paths: [inventoryHome(args.scan, program)] };
  const prepared = await prepareScan(scan, program, { isWhole: true });
  const { range, strictReads, warning } = prepared;
  const { options, observed } = await withObserved(args.observed, prepared, program);
  if (warning !== undefined) printError(`sealint: warning: ${warning}`);
  // A history that cannot be used is told before anything is searched.
  const history = await historyOf(args, prepared, cwd);
  const own = [args.output, args.trend].flatMap((file) =>
    file === undefined ? [] : relative(range.root, resolve(cwd, file)).replaceAll("\\", "/"),
  );
  const report = await searchFiles(scan, program, { ...prepared, options }, clockFor(program.env), {
    ownFiles: new Set(own),
  });
  const pathPrefix = pathPrefixOf(range.root, cwd);
  for (const problem of report.problems)
    printError(`sealint: ${problem.level}: ${describeProblem(problem, { pathPrefix })}`);
  // What could not be read of pipelines the scan has told.
  const { pipelines } = traceFlows(pipelinesIn(scan, program, prepared), options.platforms);
  const { inventory, units = [] } = options.inventory?.parsed ?? {};
  const codeOwners = parseCodeOwners(surroundingsOf(range.root, range.root, ON_DISK).codeOwners() ?? "");
  const secrets = secretOverviews({ units, pipelines, observed, ...(inventory === undefined ? {} : { inventory }) });
  const shown = redacted({ secrets, findings: report.findings }, options);
  const input: DashboardInput = {
    title: args.title ?? basename(range.root),
    asOf: options.asOf,
    report: { ...report, findings: shown.findings },
    rules: knownRules(program, report.rules),
    hasInventory: inventory !== undefined,
    secrets: shown.secrets,
    ownersOf: (path) => ownersOf(path, codeOwners),
    ...(history === undefined ? {} : { trend: history.trend }),
  };
  const health = healthOf(input);
  write([...renderDashboard(input, health)].join(""), args.output, cwd);
  if (report.problems.every(({ code }) => code !== "interrupted"))
    history?.record(health.run, new Set(report.findings.map(({ fingerprint }) => fingerprint.place)));
  if (args.output !== "-")
    printError(
      printable(
        `sealint: wrote ${args.output}, with ${plural(report.findings.length, "finding")} and ${plural(input.secrets.length, "secret")}.`,
      ),
    );
  return exitCodeOf({ ...report, failOn: "never" }, strictReads);
}

/** The options of a scan that holds the inventory against what stores hold, too, with what they say. */
async function withObserved(
  items: readonly string[],
  { options, range }: PreparedScan,
  program: Program,
): Promise<{ readonly options: EngineOptions; readonly observed: readonly ObservedList[] }> {
  const { inventory } = options;
  if (items.length === 0) return { options, observed: [] };
  if (inventory === undefined)
    throw new ScanError(
      "there is no inventory to hold the stores against",
      "Run `sealint inventory init`, which drafts .sealint/inventory.yaml from what the pipelines use, or leave `--observed` out.",
    );
  const { readObservedFiles } = await import("../inventory/read-observed-files.ts");
  const observed = readObservedFiles(items, program.cwd, range.root);
  return {
    options: { ...options, inventory: { ...inventory, observed } },
    observed: observed.flatMap(({ list }) => list ?? []),
  };
}

/** All rules that there are, the repository's own included, with what each looks at. */
function knownRules({ rules }: Program, ran: readonly KnownRule["meta"][]): KnownRule[] {
  const { secrets, policies, inventory } = openRules(rules);
  const kind = (metas: readonly KnownRule["meta"][], looksAt: LooksAt): KnownRule[] =>
    metas.map((meta) => ({ meta, looksAt }));
  const builtIn = [...kind(secrets, "files"), ...kind(policies, "pipelines"), ...kind(inventory, "inventory")];
  const ids = new Set(builtIn.map(({ meta }) => meta.id));
  return [
    ...builtIn,
    ...kind(
      ran.filter(({ id }) => !ids.has(id)),
      "files",
    ),
  ];
}

interface History {
  readonly trend: Trend;
  record(run: TrendRun, places: ReadonlySet<string>): void;
}

async function historyOf(
  { trend: named }: DashboardArguments,
  { range: { root, paths }, options: { asOf } }: PreparedScan,
  cwd: string,
): Promise<History | undefined> {
  if (named === undefined) return undefined;
  const { readTrend, recordRun } = await loadTrendStore();
  const file = { path: resolve(cwd, named), named };
  const scope = paths
    .map((path) => relative(root, resolve(cwd, path)).replaceAll("\\", "/") || ".")
    .sort()
    .join("\n");
  return {
    trend: readTrend(file, scope, asOf),
    record: (run, places) => recordRun(file, scope, run, places),
  };
}

function write(text: string, output: string, cwd: string): void {
  try {
    if (output === "-") printOut(text);
    else writeFileSync(resolve(cwd, output), text);
  } catch (error) {
    const hint = "Name a file in a folder that exists and that you may write to, with `--output`.";
    throw new ScanError(`${output} cannot be written: ${systemWords(error)}`, hint, { cause: error });
  }
}
