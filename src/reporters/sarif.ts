import type { Result, Run, ToolComponent } from "sarif";
import type { Finding } from "../core/finding.ts";
import type { RuleMeta } from "../core/rule.ts";
import type { Problem } from "../core/source.ts";
import type { Reporter, ScanReport } from "../core/stages.ts";
import { renderObject } from "./json-text.ts";
import { sarifInvocation } from "./sarif-invocation.ts";
import { CODE_SCANNING, fitFindings, fitRules, type SarifLimits } from "./sarif-limits.ts";
import { SOURCE_ROOT } from "./sarif-location.ts";
import { sarifResult } from "./sarif-result.ts";
import { cweNumbers, cweTaxonomy, sarifRule } from "./sarif-rules.ts";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
const INFORMATION_URI = "https://www.npmjs.com/package/sealint";

function driverOf(tool: ScanReport["tool"], rules: readonly RuleMeta[]): ToolComponent {
  const taxa = cweNumbers(rules);
  return {
    name: tool.name,
    version: tool.version,
    semanticVersion: tool.version,
    informationUri: INFORMATION_URI,
    ...(taxa.length === 0 ? {} : { supportedTaxonomies: [{ name: "CWE", index: 0 }] }),
    rules: rules.map((rule) => sarifRule(rule, taxa)),
  };
}

/** The report as one SARIF run, with what had to be left out of it. */
export interface SarifRun {
  readonly run: Run;
  readonly notes: readonly Problem[];
}

/** The run is without times, absolute paths and source text, so that equal scans are equal files. */
export function sarifRun(report: ScanReport, limits = CODE_SCANNING): SarifRun {
  const { tool, problems } = report;
  const rules = fitRules(report.rules, report.findings, limits);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const driver = driverOf(tool, rules);
  const resultOf = (finding: Finding): Result => sarifResult(finding, indexes.get(finding.ruleId), limits.locations);
  const head = (): string => JSON.stringify([driver, sarifInvocation(problems)]);
  const write = (finding: Finding): string => JSON.stringify(resultOf(finding), null, 2);
  const { findings, notes } = fitFindings(report.findings, head, write, limits);
  const run: Run = {
    tool: { driver },
    invocations: [sarifInvocation([...problems, ...notes])],
    originalUriBaseIds: { [SOURCE_ROOT]: { description: { text: "The root of the scan." } } },
    columnKind: "utf16CodeUnits",
    ...(driver.supportedTaxonomies === undefined ? {} : { taxonomies: [cweTaxonomy(rules)] }),
    results: findings.map(resultOf),
  };
  return { run, notes };
}

/** A reporter of SARIF for what takes no more than the limits say. */
export const sarifReporterWithin = (limits: SarifLimits): Reporter => ({
  name: "sarif",
  *render(report, { leftOut }) {
    const { run, notes } = sarifRun(report, limits);
    for (const note of notes) leftOut?.(note);
    yield `{\n  "$schema": ${JSON.stringify(SCHEMA)},\n  "version": "2.1.0",\n  "runs": [\n    `;
    yield* renderObject(run, "    ");
    yield "\n  ]\n}\n";
  },
});

/** The report for GitHub code scanning, GitLab and editors: SARIF 2.1.0, within what code scanning takes. */
export const sarifReporter = sarifReporterWithin(CODE_SCANNING);
