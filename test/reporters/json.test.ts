import { describe, expect, it } from "vitest";
import { jsonReport, jsonReporter } from "../../src/reporters/json.ts";
import { exampleReport, findingOf, MASKED_TOKEN, renderReport, reportOf, TOKEN_RULE } from "./report-builder.ts";

describe("the JSON report", () => {
  it("parses back to the report as data", () => {
    const text = renderReport(jsonReporter, exampleReport(), { colors: true, pathPrefix: "../shop/" });
    expect(JSON.parse(text)).toEqual(jsonReport(exampleReport()));
    expect(text).toBe(renderReport(jsonReporter, exampleReport()));
  });

  it("differs between two runs in its duration only", () => {
    const slow = jsonReport({ ...exampleReport(), duration: 99_999.4 });
    expect(slow.summary.durationMs).toBe(99_999);
    expect({ ...slow, summary: { ...slow.summary, durationMs: 412 } }).toEqual(jsonReport(exampleReport()));
  });

  it("counts what fails the run", () => {
    const low = findingOf("a.ts", 1, ["", MASKED_TOKEN, ""], { severity: "low" });
    const findings = [low, { ...low, severity: "high" as const }];
    expect(jsonReport(reportOf({ findings })).summary).toMatchObject({ findings: 2, failing: 1, failOn: "medium" });
    expect(jsonReport(reportOf({ findings, failOn: "low" })).summary.failing).toBe(2);
    expect(jsonReport(reportOf({ findings, failOn: "never" })).summary.failing).toBe(0);
  });

  it("has no field that is not part of the format", () => {
    const rule = { ...TOKEN_RULE, pattern: "a compiled pattern" };
    const finding = { ...findingOf("a.ts", 1, ["", MASKED_TOKEN, ""]), value: "a raw value" };
    const report = jsonReport(reportOf({ rules: [rule], findings: [finding] }));
    expect(report.rules).toEqual([TOKEN_RULE]);
    expect(JSON.stringify(report)).not.toMatch(/a compiled pattern|a raw value/);
  });

  it("describes the rules that its findings name", () => {
    expect(jsonReport(reportOf()).rules).toEqual([]);
    expect(jsonReport(reportOf()).summary.rules).toBe(4);
  });
});
