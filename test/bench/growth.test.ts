import { describe, expect, it } from "vitest";
import { excess, type GrowthPoint, growthTable } from "../../bench/report/growth-table.ts";
import { growthPlot } from "../../bench/report/plot.ts";
import { codeText } from "../../bench/tasks/generated-trees.ts";

const point = (name: string, files: number, bytes: number, least: number): GrowthPoint => ({
  name,
  files,
  bytes,
  least,
  middle: least + 1,
  start: 100,
});

const POINTS = [point("few", 10, 1000, 105), point("some", 1000, 4_096_000, 200), point("many", 2000, 8_192_000, 320)];

describe("growth", () => {
  it("takes the start off, and says nothing of what drowns in it", () => {
    expect(growthTable(POINTS).split("\n").slice(2)).toEqual([
      "| few | 0.001 | 105 / 106 | – | – |",
      "| some | 4 | 200 / 201 | 24.4 | 100 |",
      "| many | 8 | 320 / 321 | 26.9 | 110 |",
      "",
    ]);
    expect(excess(POINTS)).toBeCloseTo(1.1);
  });

  it("draws a point for each", () => {
    const plot = growthPlot([
      { title: "trees", points: POINTS },
      { title: "files", points: POINTS },
    ]);
    expect(plot).toMatch(/^<svg [^>]+>\n/);
    expect(plot.match(/<circle /g)).toHaveLength(6);
    expect(plot).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("makes the same text each time, as long as it was asked for", () => {
    expect(codeText(10_000)).toHaveLength(10_000);
    expect(codeText(10_000)).toBe(codeText(10_000));
  });
});
