import type { RunRules } from "../catalogue/try-examples.ts";
import type { SecretRule } from "../core/rule.ts";
import { unitOf } from "../core/source.ts";
import { assemble } from "../engine/assemble.ts";
import type { EngineOptions } from "../engine/options.ts";
import { pipelines } from "../engine/pipelines.ts";
import { scan } from "../engine/scan.ts";
import type { Program } from "./program.ts";

/** Everything at its most talkative, for trying examples. */
export function trialOptions(rules: readonly SecretRule[], { version, today }: Program): EngineOptions {
  return assemble({
    version,
    rules,
    pipelines,
    selection: { preset: "all", ids: [] },
    minConfidence: "low",
    failOn: "never",
    salt: "",
    asOf: today,
  });
}

/** Secret rules are tried among themselves: where a policy explains a value, they would leave it to the policy. */
export const amongSecrets = (options: EngineOptions): EngineOptions => ({ ...options, platforms: [], policies: [] });

export function runnerOf(options: EngineOptions): RunRules {
  return (path, text) => {
    const { findings } = scan([{ type: "unit", unit: unitOf(path, Buffer.from(text)) }], options);
    return findings.map(({ ruleId, confidence, location: { start, end } }) => ({ ruleId, confidence, start, end }));
  };
}
