import type { Config } from "../config/config.ts";
import { CONFIG_FILE } from "../config/find-config.ts";
import { shownPath } from "../config/read-document.ts";
import { tightenConfig } from "../config/tighten/tighten-config.ts";
import type { Distrust, Loosening } from "../core/acceptance.ts";
import type { Confidence, Preset, Severity } from "../core/levels.ts";
import { addedEntries } from "../suppressions/baseline/added-entries.ts";
import { readBaseline } from "./baseline/read-baseline.ts";
import type { Range } from "./range.ts";
import { type ConfigRequest, readConfig } from "./read-config.ts";
import { initialOf } from "./scan-settings.ts";
import type { ChangeGuard } from "./special-search.ts";

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
  /** Baseline as the flag names it. */
  readonly baseline: string | undefined;
}

/** Reads what holds for a change: what its base is set to, and what of its own is stricter. Throws as {@link readConfig} does. */
export async function readGuarded({ request, range, guard, baseline }: GuardedRequest): Promise<GuardedConfig> {
  const { root, cwd, file, asOf } = request;
  const { head, stood } = guard;
  const base = await readConfig(request);
  if (head === undefined) return { config: base, distrust: { loosenings: [], stood } };
  const own = await readConfig({ ...request, files: head });
  const { config, loosenings } = tightenConfig(base, own, {
    defaults: {
      preset: initialOf("preset") as Preset,
      minConfidence: initialOf("min-confidence") as Confidence,
      failOn: initialOf("fail-on") as Severity,
    },
    path: file === undefined ? CONFIG_FILE : shownPath(file, root),
    asOf,
    rules: request.rules(),
  });
  const baselines = [request.files, head].map((files) =>
    readBaseline({ range, cwd, file: baseline ?? config.baseline, files }),
  );
  const hidden: readonly Loosening[] = addedEntries(baselines[0], baselines[1]);
  return {
    config: base === undefined && own === undefined ? undefined : config,
    distrust: { loosenings: [...loosenings, ...hidden], stood },
  };
}
