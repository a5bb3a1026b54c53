import { dirname } from "node:path";
import type { Config } from "../config/config.ts";
import { type FileAccess, ON_DISK } from "../config/file-access.ts";
import { treesIn } from "../config/load-trees.ts";
import { openRules } from "../config/open-rules.ts";
import { readInventory } from "../config/read-inventory.ts";
import { readSalt } from "../config/read-salt.ts";
import type { BaselineSetting } from "../core/baseline.ts";
import type { RuleMeta } from "../core/rule.ts";
import type { InventoryRule } from "../core/stages.ts";
import { assemble } from "../engine/assemble.ts";
import { knownRules } from "../engine/known-rules.ts";
import { noInventory } from "../engine/no-inventory.ts";
import type { EngineOptions, InventoryDocument } from "../engine/options.ts";
import { findRoot, sharedFolder } from "../sources/find-root.ts";
import type { BaselineRequest } from "./baseline/baseline-request.ts";
import { readBaselineOfScan } from "./baseline/read-baseline.ts";
import type { ChangeGuard } from "./change-guard.ts";
import type { GuardedInventory } from "./guard-inventory.ts";
import { openKernel } from "./open-kernel.ts";
import { pathsAsked } from "./paths-asked.ts";
import { type ContentsOf, pipelinesFor } from "./pipelines-for.ts";
import type { Program } from "./program.ts";
import type { Range } from "./range.ts";
import { type ConfigRequest, readConfig } from "./read-config.ts";
import type { ScanArguments } from "./scan-arguments.ts";
import { isWholeTree, resolveSettings } from "./scan-settings.ts";

/** A scan with everything that it needs, about to start. */
export interface PreparedScan {
  readonly range: Range;
  readonly options: EngineOptions;
  readonly config: Config | undefined;
  readonly strictReads: boolean;
  /** What the person should hear of the program itself, as a sentence. */
  readonly warning?: string;
}

/** What of a program a scan is prepared with. */
export type ScanProgram = Pick<Program, "version" | "rules" | "cwd" | "env" | "today">;

/** What a caller decides of the preparation. */
export interface Preparation {
  /** Where the caller has worked it out already. */
  readonly range?: Range;
  /** Paths of all files that will be searched, where these are known beforehand. */
  readonly names?: readonly string[];
  /** What is in each of them, where that can be told before. */
  readonly contentsOf?: ContentsOf;
  /** Where settings are read; the disk where absent. */
  readonly files?: FileAccess;
  /** Whether there is something at a path from the root; where settings are read where absent. */
  readonly exists?: (path: string) => boolean;
  /** Where a change is searched that must not decide how. */
  readonly guard?: ChangeGuard;
  /** Inventory and baseline speak of all files together: false for a thread that looks at some. */
  readonly isWhole: boolean;
  /** Whether there is an inventory that a thread gathers for, which does not read it itself. */
  readonly hasInventory?: boolean;
  /** In place of the baseline that a scan would read; undefined is none. */
  readonly readBaseline?: (request: BaselineRequest) => BaselineSetting | undefined;
}

/** Reads what a scan rests on. Throws a ScanError or ConfigError for what keeps it from starting. */
export async function prepareScan(
  args: ScanArguments,
  program: ScanProgram,
  {
    range: given,
    names,
    contentsOf,
    files = ON_DISK,
    exists,
    guard,
    isWhole,
    hasInventory = false,
    readBaseline = readBaselineOfScan,
  }: Preparation,
): Promise<PreparedScan> {
  const { cwd } = program;
  const range = given ?? rangeOf(args, cwd);
  const { root } = range;
  const rules = openRules(program.rules);
  const asOf = args.asOf ?? program.today;
  const request: ConfigRequest = {
    root,
    cwd,
    file: args.trustedConfig ?? args.config,
    asOf,
    files,
    rules: () => knownRules(rules.secrets, rules.policies, rules.inventory),
  };
  const { config, distrust } =
    guard === undefined
      ? { config: await readConfig(request) }
      : await (await import("./distrust.ts")).readGuarded({ request, range, guard, args });
  const { strictReads, inventory: named, baseline: file, ...settings } = resolveSettings(args, config, { root, cwd });
  const baseline = isWhole ? readBaseline({ args, range, cwd, file, config, files, names, exists }) : undefined;
  const { inventory, loosenings = [] } = isWhole ? await inventoryIn({ range, cwd, files, named, guard }) : {};
  const folder = dirname(program.rules.index);
  const { kernel, warning } = openKernel(folder);
  const expected = {
    ...args,
    ...range,
    ...(names === undefined ? {} : { names }),
    ...(contentsOf === undefined ? {} : { contentsOf }),
  };
  const pipelines = await pipelinesFor(expected, program, rules.policies);
  // What own rules and policies take is loaded only where there are some.
  const own =
    config?.own === undefined
      ? undefined
      : (await import("./own/prepare-own.ts")).prepareOwn(config.own, pipelines, { root, isWhole });
  const options = assemble({
    ...settings,
    ...(own === undefined ? {} : { own }),
    ...(kernel === undefined ? {} : { kernel }),
    readTree: treesIn(folder),
    version: program.version,
    rules: rules.secrets,
    pipelines,
    inventoryRules: await inventoryRulesFor(inventory, rules.inventory),
    seesAllPipelines: names === undefined && isWholeTree(args, root, cwd),
    salt: readSalt(root, files),
    asOf,
    ...(inventory === undefined ? {} : { inventory }),
    ...(inventory !== undefined || hasInventory ? await gatheringUses() : {}),
    ...(baseline === undefined ? {} : { baseline }),
    ...(distrust === undefined
      ? {}
      : { distrust: { ...distrust, loosenings: [...distrust.loosenings, ...loosenings] } }),
  });
  return { range, options, config, strictReads, ...(warning === undefined ? {} : { warning }) };
}

/** What a scan of files is about. */
export function rangeOf(args: ScanArguments, cwd: string): Range {
  const paths = pathsAsked(args, cwd);
  return { paths, root: findRoot(paths, cwd), folder: sharedFolder(paths, cwd) };
}

interface InventorySource {
  readonly range: Range;
  readonly cwd: string;
  readonly files: FileAccess;
  readonly named: string | undefined;
  readonly guard: ChangeGuard | undefined;
}

/** What the rules of the inventory take is loaded only where there is one. */
async function inventoryRulesFor(
  inventory: InventoryDocument | undefined,
  metas: readonly RuleMeta[],
): Promise<readonly InventoryRule[]> {
  if (inventory === undefined) return noInventory(metas);
  return (await import("../inventory/rules/registry.ts")).inventoryRules;
}

async function gatheringUses(): Promise<Pick<EngineOptions, "usesOf">> {
  return { usesOf: (await import("../inventory/uses-of-pipeline.ts")).usesOfPipeline };
}

/** The inventory, where there is one; what reading it takes is loaded only then. */
async function inventoryIn({ range, cwd, files, named, guard }: InventorySource): Promise<Partial<GuardedInventory>> {
  const request = { ...range, cwd, ...(named === undefined ? {} : { file: named }) };
  if (guard !== undefined) return (await import("./guard-inventory.ts")).guardInventory(request, files, guard);
  const found = readInventory({ ...request, files });
  if (found === undefined) return {};
  const { inventoryDocument } = await import("./inventory/inventory-document.ts");
  return { inventory: inventoryDocument(found, range.root, files) };
}
