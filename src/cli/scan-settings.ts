import { resolve } from "node:path";
import type { Config } from "../config/config.ts";
import type { Acceptance } from "../core/acceptance.ts";
import type { Confidence, Preset, Severity } from "../core/levels.ts";
import type { RuleSelection } from "../engine/select-rules.ts";
import type { ScanArguments } from "./scan-arguments.ts";
import { SCAN } from "./scan-flags.ts";

/** What a scan is set to, once flags, configuration and defaults are put together, in this order. */
export interface ResolvedSettings {
  readonly selection: RuleSelection;
  readonly minConfidence: Confidence;
  readonly failOn: Severity | "never";
  readonly strictReads: boolean;
  /** Whether all files of the repository are searched. */
  readonly isWhole: boolean;
  /** As the person wrote it, or absolute. */
  readonly inventory?: string;
  /** As the person wrote it, or absolute. */
  readonly baseline?: string;
  readonly acceptance?: Acceptance;
}

/** The default of a flag, which has one. */
const initialOf = (name: string): string => SCAN.flags.find((flag) => flag.name === name)?.default ?? "";

/** What holds where neither a flag nor a configuration says anything. */
export const DEFAULT_LEVELS = {
  preset: initialOf("preset") as Preset,
  minConfidence: initialOf("min-confidence") as Confidence,
  failOn: initialOf("fail-on") as Severity,
} as const;

/** Puts a scan's settings together; `root` is absolute. */
export function resolveSettings(
  args: ScanArguments,
  config: Config | undefined,
  { root, cwd }: { readonly root: string; readonly cwd: string },
): ResolvedSettings {
  const preset = args.preset ?? config?.preset ?? DEFAULT_LEVELS.preset;
  const inventory = args.inventory ?? config?.inventory;
  const baseline = args.baseline ?? config?.baseline;
  const isWhole = isWholeTree(args, root, cwd);
  const isComplete = isWhole && !isNarrowed(args);
  return {
    selection: {
      preset,
      ids: args.rules,
      ...(config === undefined ? {} : { off: config.off, on: config.on }),
    },
    minConfidence: args.minConfidence ?? config?.minConfidence ?? DEFAULT_LEVELS.minConfidence,
    failOn: args.failOn ?? config?.failOn ?? DEFAULT_LEVELS.failOn,
    isWhole,
    strictReads: args.strictReads || config?.strictReads === true,
    ...(inventory === undefined ? {} : { inventory }),
    ...(baseline === undefined ? {} : { baseline }),
    ...(config === undefined ? {} : { acceptance: { ...config.acceptance, isComplete } }),
  };
}

/** Whether all files of the root are searched; `root` is absolute. */
export function isWholeTree(args: ScanArguments, root: string, cwd: string): boolean {
  const { paths, staged, history, stdin, commits } = args;
  const isTree = !stdin && !staged && !history && commits === undefined;
  return isTree && paths.some((path) => resolve(cwd, path) === root);
}

/** Whether flags ask for other rules than the configuration does. */
function isNarrowed({ rules, preset, minConfidence }: ScanArguments): boolean {
  return rules.length > 0 || preset !== undefined || minConfidence !== undefined;
}
