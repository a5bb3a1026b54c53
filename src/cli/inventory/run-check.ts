import { ScanError } from "../../core/errors.ts";
import type { Finding } from "../../core/finding.ts";
import type { InventoryChanges } from "../../core/inventory-change.ts";
import { once } from "../../core/once.ts";
import type { ScanReport } from "../../core/stages.ts";
import type { EngineOptions, InventoryDocument } from "../../engine/options.ts";
import type { ObservedFile } from "../../inventory/observed/read-observed.ts";
import type { FoundEvent } from "../../sources/walk.ts";
import { pipelinesAmong } from "../pipeline-events.ts";
import { type PreparedScan, rangeOf } from "../prepare-scan.ts";
import type { Program } from "../program.ts";
import type { Range } from "../range.ts";
import { runScan } from "../run-scan.ts";
import type { ScanArguments } from "../scan-arguments.ts";
import { searchFiles } from "../search-files.ts";
import type { InventoryCheckArguments } from "./inventory-arguments.ts";
import { inventoryHome } from "./inventory-home.ts";
import { writeDue } from "./write-due.ts";

/**
 * Runs `sealint inventory check` and gives its exit code: the rules of the inventory over all pipelines; nothing else is opened.
 * Throws a ScanError or ConfigError for what keeps it from starting.
 */
export async function runInventoryCheck(args: InventoryCheckArguments, program: Program): Promise<number> {
  const asked = args.isNamed ? args.scan : { ...args.scan, paths: [inventoryHome(args.scan, program)] };
  let used: EngineOptions | undefined;
  const range = rangeOf(asked, program.cwd);
  const observed = await observedFiles(args.observed, program, range.root);
  const changes = await changesOf(args, range, program);
  const search = async (prepared: PreparedScan): Promise<ScanReport> => {
    const { inventory } = prepared.options;
    const document = inventory === undefined ? {} : { inventory: withMore(inventory, { observed, ...changes }) };
    used = { ...prepared.options, ...document, ...(args.within === undefined ? {} : { warnWithin: args.within }) };
    return checkOnly(asked, program, prepared, used);
  };
  return runScan(asked, program, {
    search: { range, search },
    after: async (_, code) => (used === undefined ? code : writeDue(args.due, used, program.cwd, code)),
  });
}

/** The inventory with what it is held against besides; it stays unparsed. */
function withMore(
  inventory: InventoryDocument,
  more: Pick<InventoryDocument, "observed" | "changes">,
): InventoryDocument {
  return {
    get parsed() {
      return inventory.parsed;
    },
    surroundings: inventory.surroundings,
    ...more,
  };
}

/** What that takes is loaded only where a store's list is given. */
async function observedFiles(
  items: readonly string[],
  { cwd }: Program,
  root: string,
): Promise<readonly ObservedFile[]> {
  if (items.length === 0) return [];
  return (await import("./read-observed-files.ts")).readObservedFiles(items, cwd, root);
}

/** What that takes is loaded only where it is asked for. */
async function changesOf(
  { change, scan: { inventory: file } }: InventoryCheckArguments,
  { root, folder }: Range,
  program: Program,
): Promise<{ readonly changes?: InventoryChanges }> {
  if (change === undefined) return {};
  const home = { root, folder, ...(file === undefined ? {} : { file }) };
  return { changes: await (await import("./read-changes.ts")).readChanges(change, home, program) };
}

/** A scan of which only what is about the inventory counts, and what lies in its files. */
async function checkOnly(
  asked: ScanArguments,
  program: Program,
  prepared: PreparedScan,
  options: EngineOptions,
): Promise<ScanReport> {
  const { inventory, inventoryRules } = options;
  if (inventory === undefined)
    throw new ScanError(
      "there is no inventory",
      "Run `sealint inventory init`, which drafts .sealint/inventory.yaml from what the pipelines use.",
    );
  const ids = new Set(inventoryRules.map(({ meta }) => meta.id));
  const paths = once(() => new Set(inventory.parsed.units.map(({ path }) => path)));
  const scoped = {
    ...options,
    policies: [],
    suppressionRules: [],
    inScope: ({ ruleId, location }: Finding) => ids.has(ruleId) || paths().has(location.path),
  };
  const part = {
    first: () => inventory.parsed.units,
    select: (all: Iterable<FoundEvent>) => pipelinesAmong(all, options.platforms),
    withoutPolicies: true,
  };
  const report = await searchFiles(asked, program, { ...prepared, options: scoped }, undefined, part);
  const named = new Set(report.findings.map(({ ruleId }) => ruleId));
  return {
    ...report,
    rules: report.rules.filter(({ id }) => ids.has(id) || named.has(id)),
    // Not everything was searched that a baseline holds.
    problems: report.problems.filter(({ code }) => code !== "stale-baseline"),
  };
}
