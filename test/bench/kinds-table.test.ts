import { expect, it } from "vitest";
import { countByKind, kindsTable } from "../../bench/report/kinds-table.ts";

const OURS = JSON.stringify({
  findings: [
    { ruleId: "a/b", severity: "high" },
    { ruleId: "a/b", severity: "high" },
    { ruleId: "a/b", severity: "low" },
  ],
});
const THEIRS = JSON.stringify([{ ident: "x", determinations: { severity: "Informational" } }]);

it("counts findings by rule and severity, and those that weigh by file", () => {
  const kinds = [
    { name: "sealint", counts: countByKind("sealint", OURS) },
    { name: "zizmor", counts: countByKind("zizmor", THEIRS) },
  ];
  const [ours, theirs] = kindsTable(kinds, 4).split("\n\nAt ");
  expect(ours).toContain("0.50 a workflow");
  expect(kindsTable(kinds, 4)).toContain("| a/b high | 2 |\n| a/b low | 1 |\n");
  expect(theirs ?? kindsTable(kinds, 4)).toContain("| x informational | 1 |");
});
