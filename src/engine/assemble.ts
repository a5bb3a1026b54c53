import type { Acceptance } from "../core/acceptance.ts";
import type { Confidence, Severity } from "../core/levels.ts";
import type { SecretRule } from "../core/rule.ts";
import { detectors } from "../detectors/registry.ts";
import { inventoryRules } from "../inventory/rules/registry.ts";
import { judge } from "../judge/judge.ts";
import { createMatcher } from "../matcher/matcher.ts";
import { suppressionRules } from "../suppressions/rules.ts";
import { knownRules } from "./known-rules.ts";
import type { EngineOptions, InventoryDocument } from "./options.ts";
import type { Pipelines } from "./pipelines.ts";
import { checkIds, isSelected, type RuleSelection } from "./select-rules.ts";

/** What a caller decides of a scan; the stages are put together here. */
export interface ScanSettings {
  readonly version: string;
  /** The whole compiled catalogue. */
  readonly rules: readonly SecretRule[];
  readonly pipelines: Pipelines;
  readonly selection: RuleSelection;
  readonly inventory?: InventoryDocument;
  readonly acceptance?: Acceptance;
  readonly minConfidence: Confidence;
  readonly failOn: Severity | "never";
  readonly salt: string;
  readonly asOf: string;
}

/** Puts the stages together for a scan. Throws a ScanError where a rule is named that does not exist. */
export function assemble({ version, rules, pipelines, selection, ...settings }: ScanSettings): EngineOptions {
  const { platforms, policies } = pipelines;
  const all = knownRules(
    rules,
    policies.map(({ meta }) => meta),
  );
  checkIds(
    selection.ids,
    all.map(({ id }) => id),
  );
  const selected = rules.filter((rule) => isSelected(rule, selection));
  return {
    ...settings,
    tool: { name: "sealint", version },
    rules: selected,
    matcher: createMatcher(selected),
    detectors,
    judge,
    platforms,
    policies: policies.filter(({ meta }) => isSelected(meta, selection)),
    inventoryRules: inventoryRules.filter(({ meta }) => isSelected(meta, selection)),
    suppressionRules: suppressionRules.filter((meta) => isSelected(meta, selection)),
    idleRules: all.filter((meta) => !isSelected(meta, selection)).map(({ id }) => id),
  };
}
