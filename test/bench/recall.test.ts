import { describe, expect, it } from "vitest";
import { placesIn, type Scanner } from "../../bench/recall/places.ts";
import { recallTable, type Score } from "../../bench/recall/recall-table.ts";

describe("places in a report", () => {
  it.each<[Scanner, unknown]>([
    ["sealint", { findings: [{ location: { path: "a", start: { line: 2 }, end: { line: 3 } } }] }],
    ["kingfisher", { findings: [{ rule: {}, finding: { path: "a", line: 2, snippet: "x\ny" } }] }],
    ["betterleaks", { findings: [{ location: { path: "a", start_line: 2, end_line: 3 } }] }],
    ["gitleaks", [{ File: "a", StartLine: 2, EndLine: 3 }]],
  ])("of %s", (scanner, report) => {
    expect(placesIn(scanner, JSON.stringify(report))).toEqual([{ path: "a", line: 2, end: 3 }]);
  });

  it("of detect-secrets are lines", () => {
    const report = { results: { a: [{ line_number: 2 }, { line_number: 4 }] } };
    expect(placesIn("detect-secrets", JSON.stringify(report)).map(({ line, end }) => [line, end])).toEqual([
      [2, 2],
      [4, 4],
    ]);
  });
});

describe("the table of recall", () => {
  const score = (recall: number, hit: number): Score => ({
    recall,
    labelled: { precision: 0.9, f1: 0.8 },
    categories: { Key: { hit, of: 10 }, Rare: { hit: 1, of: 2 } },
  });

  it("has a column a scanner, marks the best, and leaves out small categories", () => {
    const table = recallTable(
      new Map([
        ["sealint", score(0.7, 7)],
        ["other", score(0.5, 5)],
      ]),
    );
    expect(table).toContain("| category | secrets | sealint | other |");
    expect(table).toContain("| Key | 10 | **0.70** | 0.50 |");
    expect(table).toContain("| all: recall | – | 0.700 | 0.500 |");
    expect(table).not.toContain("Rare");
  });
});
