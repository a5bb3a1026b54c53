import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { GitRepository } from "../../git/open-repository.ts";
import type { Memory } from "../../history/memory.ts";
import type { PreparedScan } from "../prepare-scan.ts";
import type { ScanArguments } from "../scan-arguments.ts";
import type { ThreadProgram } from "../search/worker-task.ts";
import { cacheFolder } from "./kept-file.ts";
import { type KnownLooks, looksIn, NO_LOOKS } from "./known-looks.ts";
import { memoryIn } from "./memory-file.ts";

/** What is known from earlier searches of a history; no memory where nothing is to be remembered, or there is no place for it. */
export interface Known {
  readonly memory?: Memory;
  readonly looks: KnownLooks;
}

const NOTHING: Known = { looks: NO_LOOKS };

/**
 * What is kept in the person's own cache, in files for each repository and for all that findings rest on, such as rules and
 * settings: so what they hold is true for nothing else.
 */
export function knownOf(
  { cache, preset, rules: ids, minConfidence }: ScanArguments,
  { env, version, rules }: ThreadProgram,
  { config, options: { salt, asOf } }: PreparedScan,
  { common }: GitRepository,
): Known {
  const folder = cache ? cacheFolder(env) : undefined;
  if (folder === undefined) return NOTHING;
  const settings = JSON.stringify({ version, preset, ids, minConfidence });
  const texts = config?.texts ?? [];
  const key = [common, settings, salt, readFileSync(rules.index), readFileSync(rules.secrets), ...texts];
  const hash = createHash("sha256");
  for (const part of key) hash.update(part).update("\0");
  const name = hash.digest("hex").slice(0, 32);
  // An exclusion of the configuration may end on a day.
  const circumstances = config === undefined ? "" : ` ${asOf}`;
  return {
    memory: { ...memoryIn(join(folder, `history-${name}`)), circumstances },
    looks: looksIn(join(folder, `looks-${name}`), asOf),
  };
}
