import { describe, expect, it } from "vitest";
import type { Sought } from "../../../src/cli/explain/find-print.ts";
import { explainFinding } from "../../../src/cli/explain/finding-text.ts";
import { textStyle } from "../../../src/reporters/text-style.ts";
import { findingOf, MASKED_TOKEN } from "../../reporters/report-builder.ts";

const explained = (sought: Sought): string => [...explainFinding(sought, textStyle(false), "../")].join("\n");

const finding = {
  ...findingOf("a.ts", 3, ["k = ", MASKED_TOKEN, ""]),
  confidence: "medium" as const,
  reasons: ["its name means a password", "it lies in a test", "the value has a form of its own"],
  judged: { score: 0.731, claim: 1.2, weights: [0.6, -0.8, 0] },
};

describe("the explanation of a finding", () => {
  it("adds the evidence up, each with its weight and direction", () => {
    const text = explained({ finding, others: [] });
    expect(text).toContain("../a.ts:3:");
    expect(text).toContain(MASKED_TOKEN);
    expect(text).toMatch(/\+1\.20 +what the rule claims/v);
    expect(text).toMatch(/\+0\.60 +its name means a password \(raises it\)/v);
    expect(text).toMatch(/-0\.80 +it lies in a test \(lowers it\)/v);
    expect(text).toMatch(/\+0\.00 +the value has a form of its own$/mv);
    expect(text).toMatch(/\+1\.00 +in log-odds, which is a probability of 73\.1 %/v);
    expect(text).toMatch(/What lowers it\n +- it lies in a test$/mv);
  });

  it("says so where a report holds no weights, or nothing was judged", () => {
    const { judged, ...older } = finding;
    expect(judged.claim).toBe(1.2);
    expect(explained({ finding: older, others: [] })).toContain("does not say what each reason weighs");
    expect(explained({ finding: { ...older, reasons: [] }, others: [] })).toContain("medium is what its rule claims");
  });

  it("tells what accepts it and where else it lies", () => {
    const accepted = { by: "inline", reason: "made up", until: "2027-01-01", location: finding.location } as const;
    const text = explained({ finding, accepted, others: [findingOf("b.ts", 9, ["", MASKED_TOKEN, ""])] });
    expect(text).toContain("By a comment at a.ts:3, through 2027-01-01: made up");
    expect(text).toMatch(/The same secret\n +\.\.\/b\.ts:9:/v);
  });

  it("lets nothing of a report act on the terminal", () => {
    const hostile = { ...finding, ruleId: "a/\u001b[31m", reasons: ["\u001b]0;x\u0007", "b", "c"] };
    expect(explained({ finding: hostile, others: [] })).not.toMatch(/[\u0007\u001b]/v);
  });
});
