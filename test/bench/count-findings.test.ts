import { describe, expect, it } from "vitest";
import { countFindings, type ReportKind } from "../../bench/report/count-findings.ts";

describe("countFindings", () => {
  it.each<[ReportKind, unknown, number]>([
    ["sealint", { schemaVersion: 1, findings: [{}, {}], suppressed: [{}] }, 2],
    ["kingfisher", { findings: [{ rule: {}, finding: {} }], metadata: {} }, 1],
    ["betterleaks", { schema_version: "1", findings: [{}, {}, {}], scan: {} }, 3],
    ["gitleaks", [{ RuleID: "a" }], 1],
    ["gitleaks", [], 0],
  ])("of %s", (kind, report, count) => {
    expect(countFindings(kind, JSON.stringify(report))).toBe(count);
  });
});
