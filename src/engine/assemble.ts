import type { Acceptance, Distrust } from "../core/acceptance.ts";
import type { BaselineSetting } from "../core/baseline.ts";
import type { Confidence, Severity } from "../core/levels.ts";
import type { RuleMeta, SecretRule } from "../core/rule.ts";
import type { InventoryRule } from "../core/stages.ts";
import type { ReadTree } from "../core/tree-reading.ts";
import { detectors } from "../detectors/registry.ts";
import { judge } from "../judge/judge.ts";
import type { KernelParts } from "../matcher/kernel-matcher.ts";
import { suppressionRules } from "../suppressions/rules.ts";
import { chooseMatcher } from "./choose-matcher.ts";
import type { EngineOptions, InventoryDocument } from "./options.ts";
import type { OwnStages } from "./own-stages.ts";
import type { Pipelines } from "./pipelines.ts";
import { checkIds, type RuleSelection, selectionTest } from "./select-rules.ts";

/** What a caller decides of a scan; the stages are put together here. */
export interface ScanSettings {
  readonly version: string;
  /** The whole compiled catalogue. */
  readonly rules: readonly SecretRule[];
  /** Rules and policies that the repository brings itself; none where absent. */
  readonly own?: OwnStages;
  readonly pipelines: Pipelines;
  readonly selection: RuleSelection;
  /** The fast matcher's kernel, where this machine can run it. */
  readonly kernel?: KernelParts;
  /** What parses source code. */
  readonly readTree?: ReadTree;
  /** All of them, stand-ins where there is no inventory; none where absent. */
  readonly inventoryRules?: readonly InventoryRule[];
  readonly inventory?: InventoryDocument;
  readonly usesOf?: NonNullable<EngineOptions["usesOf"]>;
  readonly warnWithin?: number;
  readonly seesAllPipelines?: boolean;
  readonly acceptance?: Acceptance;
  readonly distrust?: Distrust;
  readonly baseline?: BaselineSetting;
  readonly isWhole?: boolean;
  readonly minConfidence: Confidence;
  readonly failOn: Severity | "never";
  readonly salt: string;
  readonly asOf: string;
}

/** Puts the stages together for a scan. Throws a ScanError where a rule is named that does not exist. */
export function assemble({
  version,
  rules: builtIn,
  own,
  pipelines,
  inventoryRules = [],
  selection,
  kernel,
  ...settings
}: ScanSettings): EngineOptions {
  const { platforms } = pipelines;
  const policies = own === undefined ? pipelines.policies : [...pipelines.policies, ...own.policies];
  const rules = own === undefined ? builtIn : [...builtIn, ...own.rules];
  const others = [...policies, ...inventoryRules].map(({ meta }) => meta).concat(suppressionRules);
  const idOf = ({ id }: RuleMeta): string => id;
  if (selection.ids.length > 0) checkIds(selection.ids, [...rules, ...others].map(idOf).sort());
  const runs = selectionTest(selection);
  const selected = builtIn.filter(runs);
  const fast = chooseMatcher(builtIn, selected, kernel);
  const selectedOwn = own === undefined ? [] : own.rules.filter(runs);
  const running = own === undefined ? selected : [...selected, ...selectedOwn];
  const matcher = own === undefined ? fast : own.joined(fast, selected.length, selectedOwn);
  return {
    ...settings,
    tool: { name: "sealint", version },
    rules: running,
    matcher,
    everyRule() {
      if (running.length === rules.length) return { rules: running, matcher };
      const all = chooseMatcher(builtIn, builtIn, kernel);
      return { rules, matcher: own === undefined ? all : own.joined(all, builtIn.length, own.rules) };
    },
    detectors: own === undefined ? detectors : [...detectors, own.detector],
    judge,
    platforms,
    policies: policies.filter(({ meta }) => runs(meta)),
    inventoryRules: inventoryRules.filter(({ meta }) => runs(meta)),
    suppressionRules: suppressionRules.filter(runs),
    idleRules() {
      const run = new Set(running);
      const idle = [...rules.filter((rule) => !run.has(rule)), ...others.filter((rule) => !runs(rule))];
      return idle.map(idOf).sort();
    },
  };
}
