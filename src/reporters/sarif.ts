import type { Run, ToolComponent } from "sarif";
import type { Reporter, ScanReport } from "../core/stages.ts";
import { renderObject } from "./json-text.ts";
import { sarifInvocation } from "./sarif-invocation.ts";
import { SOURCE_ROOT } from "./sarif-location.ts";
import { sarifResult } from "./sarif-result.ts";
import { cweNumbers, cweTaxonomy, sarifRule } from "./sarif-rules.ts";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
const INFORMATION_URI = "https://www.npmjs.com/package/sealint";

function driverOf({ tool, rules }: ScanReport): ToolComponent {
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

/** The report as one SARIF run: without times, absolute paths and source text, so that equal scans are equal files. */
export function sarifRun(report: ScanReport): Run {
  const { rules, findings, problems } = report;
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const driver = driverOf(report);
  return {
    tool: { driver },
    invocations: [sarifInvocation(problems)],
    originalUriBaseIds: { [SOURCE_ROOT]: { description: { text: "The root of the scan." } } },
    columnKind: "utf16CodeUnits",
    ...(driver.supportedTaxonomies === undefined ? {} : { taxonomies: [cweTaxonomy(rules)] }),
    results: findings.map((finding) => sarifResult(finding, indexes.get(finding.ruleId))),
  };
}

/** The report for GitHub code scanning, GitLab and editors: SARIF 2.1.0. */
export const sarifReporter: Reporter = {
  name: "sarif",
  *render(report) {
    yield `{\n  "$schema": ${JSON.stringify(SCHEMA)},\n  "version": "2.1.0",\n  "runs": [\n    `;
    yield* renderObject(sarifRun(report), "    ");
    yield "\n  ]\n}\n";
  },
};
