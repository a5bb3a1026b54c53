import { describe, expect, it } from "vitest";
import { jsonReport } from "../../src/reporters/json.ts";
import { jsonlReporter } from "../../src/reporters/jsonl.ts";
import { exampleReport, renderReport, reportOf } from "./report-builder.ts";

const linesOf = (text: string): Record<string, unknown>[] =>
  text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("the report in lines", () => {
  it("says what the JSON report says", () => {
    const { findings, suppressed, problems, summary, tool } = jsonReport(exampleReport());
    expect(linesOf(renderReport(jsonlReporter, exampleReport()))).toEqual([
      ...findings.map((finding) => ({ type: "finding", ...finding })),
      ...suppressed.map((one) => ({ type: "suppressed", ...one })),
      ...problems.map((problem) => ({ type: "problem", ...problem })),
      { type: "summary", schemaVersion: 1, tool, ...summary },
    ]);
  });

  it("ends in a summary, also where there is nothing else", () => {
    expect(linesOf(renderReport(jsonlReporter, reportOf()))).toMatchObject([{ type: "summary", findings: 0 }]);
  });

  it("holds no character that deceives its reader", () => {
    expect(renderReport(jsonlReporter, exampleReport())).not.toMatch(/[\u001b\u202e\u200b]/);
  });
});
