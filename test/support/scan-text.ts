import type { SecretRule } from "../../src/core/rule.ts";
import { type Unit, unitOf } from "../../src/core/source.ts";
import type { ScanReport } from "../../src/core/stages.ts";
import { detectors } from "../../src/detectors/registry.ts";
import type { EngineOptions } from "../../src/engine/options.ts";
import { scan } from "../../src/engine/scan.ts";
import { usesOfPipeline } from "../../src/inventory/uses-of-pipeline.ts";
import { judge } from "../../src/judge/judge.ts";
import { createLiteralMatcher } from "../../src/matcher/literal-matcher.ts";
import { catalogue } from "./catalogue.ts";
import { readTree } from "./trees.ts";

/** Engine options with the whole catalogue; a test changes what it is about. */
export function engineOptions(changes: Partial<EngineOptions> = {}): EngineOptions {
  const rules: readonly SecretRule[] = changes.rules ?? catalogue.rules;
  return {
    tool: { name: "sealint", version: "0.0.0-test" },
    rules,
    matcher: createLiteralMatcher(rules),
    detectors,
    judge,
    readTree,
    platforms: [],
    policies: [],
    inventoryRules: [],
    usesOf: usesOfPipeline,
    minConfidence: "low",
    failOn: "medium",
    salt: "",
    asOf: "2026-11-23",
    ...changes,
  };
}

const theMatcher = engineOptions();

/** Scans texts held in memory, as files at the given paths. */
export function scanTexts(
  files: Readonly<Record<string, string | Uint8Array>>,
  changes: Partial<EngineOptions> = {},
): ScanReport {
  const units: Unit[] = Object.entries(files).map(([path, text]) =>
    unitOf(path, typeof text === "string" ? Buffer.from(text) : text),
  );
  const options = changes.rules === undefined ? { ...theMatcher, ...changes } : engineOptions(changes);
  return scan(
    units.map((unit) => ({ type: "unit", unit })),
    options,
  );
}
