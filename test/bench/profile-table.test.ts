import { describe, expect, it } from "vitest";
import { profileTable, readProfile } from "../../bench/report/profile-table.ts";

const PROFILE = { walk: 100, read: 200, kernel: 400, patterns: 200, judge: 100, report: 0 };

describe("profile", () => {
  it("gives shares and throughput", () => {
    expect(
      profileTable(readProfile(JSON.stringify(PROFILE)), 800_000_000)
        .split("\n")
        .slice(2),
    ).toEqual([
      "| walk | 100 | 10.0 % | 8.00 |",
      "| read | 200 | 20.0 % | 4.00 |",
      "| kernel | 400 | 40.0 % | 2.00 |",
      "| patterns | 200 | 20.0 % | 4.00 |",
      "| judge | 100 | 10.0 % | 8.00 |",
      "| report | 0.00 | 0.0 % | – |",
      "",
    ]);
  });

  it("refuses a profile that lacks a stage", () => {
    expect(() => readProfile(JSON.stringify({ ...PROFILE, judge: undefined }))).toThrow(
      `the profile has no number for "judge"`,
    );
  });
});
