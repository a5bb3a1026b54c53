import { describe, expect, it } from "vitest";
import { goalsTable } from "../../bench/report/goals.ts";

describe("goalsTable", () => {
  it("holds what was measured against its goals, and leaves out the rest", () => {
    const table = goalsTable({
      "linux: sealint": 1000,
      "linux: kingfisher, warm rule cache": 9500,
      "linux: kingfisher --turbo": 6500,
      "linux: cat of all files": Number.NaN,
      "linux: MB": 180,
      "file: sealint": 40,
      "file: gitleaks": 40,
    });
    expect(table.split("\n").slice(2)).toEqual([
      "| Linux, against kingfisher with a warm rule cache | >= 9 times as fast | 9.50 | yes |",
      "| Linux, against kingfisher --turbo | >= 7 times as fast | 6.50 | no |",
      "| Linux, peak memory | <= 200 MB | 180 | yes |",
      "| one file, against gitleaks | < 1 of its time | 1.00 | no |",
      "",
    ]);
  });

  it("is empty where nothing was measured", () => {
    expect(goalsTable({})).toBe("");
  });
});
