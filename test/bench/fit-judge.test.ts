import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { readTruth } from "../../bench/fit/credentials.ts";
import { crossValidate } from "../../bench/fit/cross-validate.ts";
import { fitWeights, type Prior, predict } from "../../bench/fit/logistic.ts";
import { type Row, spreadOut } from "../../bench/fit/rows.ts";

const PRIORS: readonly Prior[] = [
  { name: "base", prior: 0, isFixed: true },
  { name: "good", prior: 1, isFixed: false },
  { name: "bad", prior: -1, isFixed: false },
  { name: "rare", prior: -2, isFixed: false },
  { name: "held", prior: 3, isFixed: true },
];

/** As many rows as told, each a secret or not. */
function rows(count: number, isSecret: boolean, ...clues: string[]): Row[] {
  return Array.from({ length: count }, (_, index) => ({
    clues: ["base", ...clues],
    isSecret,
    share: 1,
    group: `${clues.join()}${index % 7}`,
  }));
}

const DATA = [
  ...rows(180, true, "good"),
  ...rows(20, false, "good"),
  ...rows(90, true, "bad"),
  ...rows(10, false, "bad"),
  ...rows(50, false, "held"),
  ...rows(1, true, "rare"),
];

describe("the fit", () => {
  const weights = fitWeights(DATA, PRIORS);
  const weightOf = (name: string): number => weights.get(name) ?? Number.NaN;

  it("moves a weight to what the rows say", () => {
    expect(weightOf("good")).toBeGreaterThan(1.5);
    expect(predict({ clues: ["base", "good"] }, weights)).toBeCloseTo(0.9, 1);
  });

  it("never turns a sign, and leaves what is fixed and what no row has", () => {
    expect(weightOf("bad")).toBe(0);
    expect(weightOf("held")).toBe(3);
    expect(fitWeights(rows(9, true, "good"), PRIORS).get("rare")).toBe(-2);
  });

  it("does not give experience up for a single row", () => {
    expect(weightOf("rare")).toBeLessThan(-1.7);
  });

  it("gives the same weights again", () => {
    expect([...fitWeights(DATA, PRIORS)]).toEqual([...weights]);
  });

  it("predicts each row once, by weights of other groups", () => {
    const predicted = crossValidate(DATA, PRIORS);
    expect(new Set(predicted.map(({ row }) => row))).toEqual(new Set(DATA));
    expect(predicted).toHaveLength(DATA.length);
    // All rows of one group lie together, so what only one group knows is predicted by the prior.
    const alone = rows(40, true, "good").map((row) => ({ ...row, group: "alone" }));
    for (const { probability } of crossValidate(alone, PRIORS)) expect(probability).toBeCloseTo(0.731, 3);
  });
});

describe("the rows", () => {
  it("count less, the more there are of one kind in one file", () => {
    const candidate = { path: "a", ruleId: "r", line: 1, endLine: 1, clues: [] };
    const other = { ...candidate, path: "b" };
    const found = [candidate, candidate, candidate, candidate, other].map((one) => ({
      candidate: one,
      isSecret: true,
      group: "g",
    }));
    expect(spreadOut(found).map(({ share }) => share)).toEqual([0.5, 0.5, 0.5, 0.5, 1]);
  });
});

describe("the truth about a match", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "sealint-fit-test-"));
  const at = (line: number, endLine = line, file = "r/a.py"): boolean | undefined => {
    mkdirSync(folder, { recursive: true });
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const lines = [
      "Id,FilePath,LineStart,LineEnd,GroundTruth,Category",
      "1,data/r/a.py,3,3,T,Password",
      "2,data/r/a.py,5,5,F,Password:Token",
      "3,data/r/a.py,7,7,X,Key",
      "4,data/r/a.py,9,9,F,UUID",
      "5,data/r/a.py,20,30,T,PEM Private Key",
    ];
    writeFileSync(path.join(folder, "r.csv"), `${lines.join("\n")}\n`);
    return readTruth(folder)({ path: file, ruleId: "x/y", line, endLine, clues: [] });
  };

  it("is what its line's label says", () => {
    expect([at(3), at(5), at(7), at(9), at(11)]).toEqual([true, false, false, undefined, false]);
    expect(at(3, 3, "r/b.py")).toBe(false);
  });

  it("is no secret where it spans far more than the label does", () => {
    expect([at(21, 22), at(19, 31), at(3, 12)]).toEqual([true, true, false]);
  });
});
