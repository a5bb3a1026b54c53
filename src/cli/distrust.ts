import type { Config } from "../config/config.ts";
import type { FileAccess } from "../config/file-access.ts";
import { CONFIG_FILE } from "../config/find-config.ts";
import { shownPath } from "../config/read-document.ts";
import { tightenConfig } from "../config/tighten/tighten-config.ts";
import type { Distrust, Loosening } from "../core/acceptance.ts";
import type { Baseline } from "../core/baseline.ts";
import { ConfigError } from "../core/config-error.ts";
import { ScanError } from "../core/errors.ts";
import type { RuleMeta } from "../core/rule.ts";
import { addedEntries } from "../suppressions/baseline/added-entries.ts";
import { readBaseline } from "./baseline/read-baseline.ts";
import type { ChangeGuard } from "./change-guard.ts";
import { ownMetas } from "./own/own-metas.ts";
import type { Range } from "./range.ts";
import { type ConfigRequest, readConfig } from "./read-config.ts";
import type { ScanArguments } from "./scan-arguments.ts";
import { DEFAULT_LEVELS } from "./scan-settings.ts";

/** A configuration that a change cannot loosen, with what it would. */
export interface GuardedConfig {
  readonly config: Config | undefined;
  readonly distrust: Distrust;
}

/** What is known when the settings for a change are read. */
export interface GuardedRequest {
  /** Asks for the base's configuration. */
  readonly request: ConfigRequest;
  readonly range: Range;
  readonly guard: ChangeGuard;
  readonly args: Pick<ScanArguments, "baseline" | "noBaseline">;
}

/** Reads what holds for a change: what its base is set to, and what of its own is stricter. Throws as {@link readConfig} does. */
export async function readGuarded({ request, range, guard, args }: GuardedRequest): Promise<GuardedConfig> {
  const { root, cwd, file, asOf } = request;
  const { head, fork, stood } = guard;
  const base = await readConfig(request);
  if (head === undefined) return { config: base, distrust: { loosenings: [], stood } };
  const own = await readConfig({ ...request, files: head });
  const parted = fork === undefined ? undefined : await readBefore({ ...request, files: fork });
  const { config, loosenings } = tightenConfig(base, own, parted, {
    defaults: DEFAULT_LEVELS,
    path: file === undefined ? CONFIG_FILE : shownPath(file, root),
    asOf,
    rules: [...request.rules(), ...metasOf(base, own)],
  });
  const baselineIn = (files: FileAccess): Baseline | undefined =>
    args.noBaseline ? undefined : readBaseline({ range, cwd, file: args.baseline ?? config.baseline, files });
  const before = [request.files, ...(fork === undefined ? [] : [fork])].map(baselineIn);
  const hidden: readonly Loosening[] = addedEntries(before, baselineIn(head));
  return {
    config: base === undefined && own === undefined ? undefined : config,
    distrust: { loosenings: [...loosenings, ...hidden], stood },
  };
}

/** What the own rules and policies of configurations say of themselves, each once, the first one's first. */
function metasOf(...configs: readonly (Config | undefined)[]): readonly RuleMeta[] {
  const metas = configs.flatMap((config) => (config?.own === undefined ? [] : ownMetas(config.own)));
  return [...new Map(metas.toReversed().map((meta) => [meta.id, meta])).values()];
}

/** A configuration that no longer holds: one that was broken, or would be by now, loosens nothing. */
async function readBefore(request: ConfigRequest): Promise<Config | undefined> {
  try {
    return await readConfig(request);
  } catch (error) {
    if (error instanceof ConfigError || error instanceof ScanError) return undefined;
    throw error;
  }
}
