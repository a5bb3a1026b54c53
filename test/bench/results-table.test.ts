import { describe, expect, it } from "vitest";
import type { Result } from "../../bench/measure/alternate.ts";
import type { Sample } from "../../bench/measure/sample.ts";
import { leastWall, resultsTable } from "../../bench/report/results-table.ts";

const sample = (wall: number, given: Partial<Sample> = {}): Sample => ({
  wall,
  user: wall / 2,
  sys: 100,
  rss: 50_000_000,
  floor: 9_500_000,
  exit: 0,
  ...given,
});

const result = (name: string, samples: readonly Sample[], given: Partial<Result> = {}): Result => ({
  name,
  samples,
  findings: [],
  failure: undefined,
  ...given,
});

const RESULTS = [
  result("sealint", [sample(2000), sample(1000)], { findings: [25] }),
  result("other", [sample(9000, { exit: 200 }), sample(9400, { exit: 200 })], { findings: [5, 6] }),
  result("small", [sample(500, { rss: 9_000_000 })]),
  result("broken", [sample(10)], { failure: "it ended with 3: no space" }),
];

describe("resultsTable", () => {
  it("gives minima, medians, and ratios of the minima to the base", () => {
    expect(resultsTable(RESULTS, { base: "sealint", unit: "s" })).toBe(
      [
        "| what | wall s | user s | sys s | peak MB | findings | exit | wall ÷ sealint's | processor ÷ sealint's |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        "| sealint | 1.00 / 1.50 | 0.50 / 0.75 | 0.10 / 0.10 | 50 | 25 | 0 | 1.00 | 1.00 |",
        "| other | 9.00 / 9.20 | 4.50 / 4.60 | 0.10 / 0.10 | 50 | 5, 6 | 200 | 9.00 | 7.67 |",
        "| small | 0.50 / 0.50 | 0.25 / 0.25 | 0.10 / 0.10 | < 10 | – | 0 | 0.50 | 0.58 |",
        "| broken: it ended with 3: no space | – | – | – | – | – | – | – | – |",
        "",
      ].join("\n"),
    );
  });
});

describe("leastWall", () => {
  it("is unknown of what failed or did not run", () => {
    expect(["sealint", "broken", "absent"].map((name) => leastWall(RESULTS, name))).toEqual([
      1000,
      Number.NaN,
      Number.NaN,
    ]);
  });
});
