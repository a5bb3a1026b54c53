import type { BaselineSetting } from "../../src/core/baseline.ts";
import type { ScanReport } from "../../src/core/stages.ts";
import type { EngineOptions } from "../../src/engine/options.ts";
import {
  type BaselineChange,
  type ChangedBaseline,
  changeBaseline,
} from "../../src/suppressions/baseline/change-baseline.ts";
import { parseBaseline } from "../../src/suppressions/baseline/parse-baseline.ts";
import { renderBaseline } from "../../src/suppressions/baseline/render-baseline.ts";
import { scanTexts } from "./scan-text.ts";

export type Files = Readonly<Record<string, string>>;

const EMPTY = renderBaseline([]);
export const BASELINE = ".sealint/baseline.json";

/** A baseline's text as a scan of these files holds it; throws where it is broken. */
export function settingOf(text: string, files: Files, changes: Partial<BaselineSetting> = {}): BaselineSetting {
  const parsed = parseBaseline(text, BASELINE);
  if ("problems" in parsed) throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  return {
    baseline: parsed.baseline,
    isConcerned: () => true,
    isSearched: () => true,
    exists: (path) => path in files,
    canMiss: true,
    ...changes,
  };
}

/** A scan of files held against a baseline. */
export function scanWith(
  text: string,
  files: Files,
  options: Partial<EngineOptions> = {},
  changes: Partial<BaselineSetting> = {},
): ScanReport {
  return scanTexts(files, { ...options, baseline: settingOf(text, files, changes) });
}

/** What a baseline becomes by a scan of files; `from` is none where absent. */
export function changed(
  files: Files,
  from: string = EMPTY,
  options: Partial<EngineOptions> = {},
  change: BaselineChange = { adds: {}, drops: false },
): ChangedBaseline & { readonly text: string } {
  const { baseline } = scanWith(from, files, options);
  if (baseline === undefined) throw new Error("no baseline came back");
  const result = changeBaseline(baseline, change);
  return { ...result, text: renderBaseline(result.entries) };
}

/** Findings as `rule path:line`. */
export const shown = ({ findings }: Pick<ScanReport, "findings">): string[] =>
  findings.map(({ ruleId, location: { path, start } }) => `${ruleId} ${path}:${start.line}`);
