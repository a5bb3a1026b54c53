import type { Acceptance, Distrust } from "../core/acceptance.ts";
import type { BaselineSetting } from "../core/baseline.ts";
import type { Finding } from "../core/finding.ts";
import type { InventoryChanges } from "../core/inventory-change.ts";
import type { Judge } from "../core/judgement.ts";
import type { Confidence, Severity } from "../core/levels.ts";
import type { PipelineFlows } from "../core/pipeline.ts";
import type { PipelineUses } from "../core/pipeline-uses.ts";
import type { RuleMeta, SecretRule } from "../core/rule.ts";
import type { Detector, InventoryRule, Platform, Policy, Surroundings } from "../core/stages.ts";
import type { ReadTree } from "../core/tree-reading.ts";
import type { ObservedFile } from "../inventory/observed/read-observed.ts";
import type { ParsedInventory } from "../inventory/parse-inventory.ts";
import type { Matcher } from "../matcher/matcher.ts";

/** The manifest with what it is held against: parsed by the caller, who loads what that takes only where there is one. */
export interface InventoryDocument {
  readonly parsed: ParsedInventory;
  readonly surroundings: Surroundings;
  /** What stores say of what they hold, file by file; nothing where absent. */
  readonly observed?: readonly ObservedFile[];
  /** What a change does to it, where that is asked for. */
  readonly changes?: InventoryChanges;
}

/** Everything that a scan needs besides content; what the command line and the configuration resolve to. */
export interface EngineOptions {
  readonly tool: { readonly name: string; readonly version: string };
  readonly rules: readonly SecretRule[];
  /** Made from the same rules, in the same order. */
  readonly matcher: Matcher;
  /** All secret rules, those that were not selected included, for texts that must hold no value whatever is searched for. */
  readonly everyRule?: () => Pick<EngineOptions, "rules" | "matcher">;
  readonly detectors: readonly Detector[];
  readonly judge: Judge;
  /** What parses source code; where absent, code is searched as text only. */
  readonly readTree?: ReadTree;
  readonly platforms: readonly Platform[];
  readonly policies: readonly Policy[];
  readonly inventoryRules: readonly InventoryRule[];
  /** Where the repository has one. */
  readonly inventory?: InventoryDocument;
  /** Gathers what the inventory asks of a pipeline; where there is one, and in all threads then. */
  readonly usesOf?: (pipeline: PipelineFlows) => PipelineUses;
  /** Seconds before its end in which a secret is reported, in place of what the inventory says. */
  readonly warnWithin?: number;
  /** Whether all of the repository's pipelines are searched, so that what none of them uses is used nowhere. */
  readonly seesAllPipelines?: boolean;
  /** Rules about suppressions that are to be reported on; none where absent. */
  readonly suppressionRules?: readonly RuleMeta[];
  /** Gives the ids of rules that there are and that do not run, so that a comment may name them. Few scans ask. */
  readonly idleRules?: () => readonly string[];
  /** What the configuration accepts; nothing where there is none. */
  readonly acceptance?: Acceptance;
  /** Whether a finding is to be reported, where only a part of what is searched is of interest; all are where absent. */
  readonly inScope?: (finding: Finding) => boolean;
  /** Where a change is searched that must not decide how it is looked at. */
  readonly distrust?: Distrust;
  /** Findings that were there before; none where absent. */
  readonly baseline?: BaselineSetting;
  /** Whether all files of the repository are searched, so that what is nowhere is missing; not so where absent. */
  readonly isWhole?: boolean;
  readonly minConfidence: Confidence;
  readonly failOn: Severity | "never";
  /** The repository's salt for prints of weak values; empty where it has none. */
  readonly salt: string;
  /** The day that dates are held against, `2026-11-23`. */
  readonly asOf: string;
}
