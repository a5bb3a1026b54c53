import type { Reporter, ScanReport } from "../core/stages.ts";
import { findingOf, summaryOf, suppressedOf } from "./json.ts";
import { escapeDeceptive } from "./json-text.ts";

/** The lines of a report: findings, accepted findings, problems, and the summary at the end, which says that it is whole. */
function* records({ tool, ...report }: ScanReport): Iterable<object> {
  for (const finding of report.findings) yield { type: "finding", ...findingOf(finding) };
  for (const suppressed of report.suppressed) yield { type: "suppressed", ...suppressedOf(suppressed) };
  for (const problem of report.problems) yield { type: "problem", ...problem };
  const { name, version } = tool;
  yield { type: "summary", schemaVersion: 1, tool: { name, version }, ...summaryOf({ tool, ...report }) };
}

/** The report for programs that read a line at a time: one JSON object a line, its `type` first. */
export const jsonlReporter: Reporter = {
  name: "jsonl",
  *render(report) {
    for (const record of records(report)) yield `${escapeDeceptive(JSON.stringify(record))}\n`;
  },
};
