import { dirname } from "node:path";
import { treesIn } from "../config/load-trees.ts";
import type { SecretRule } from "../core/rule.ts";
import { assemble } from "../engine/assemble.ts";
import type { EngineOptions } from "../engine/options.ts";
import type { OwnStages } from "../engine/own-stages.ts";
import { pipelines } from "../engine/pipelines.ts";
import type { Program } from "./program.ts";

/** Everything at its most talkative, for trying examples. */
export function trialOptions(
  rules: readonly SecretRule[],
  { version, today, rules: files }: Program,
  own?: OwnStages,
): EngineOptions {
  return assemble({
    version,
    rules,
    ...(own === undefined ? {} : { own }),
    pipelines,
    readTree: treesIn(dirname(files.index)),
    selection: { preset: "all", ids: [] },
    minConfidence: "low",
    failOn: "never",
    salt: "",
    asOf: today,
  });
}

/** Secret rules are tried among themselves: where a policy explains a value, they would leave it to the policy. */
export const amongSecrets = (options: EngineOptions): EngineOptions => ({ ...options, platforms: [], policies: [] });
