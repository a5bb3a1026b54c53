import { describe, expect, it } from "vitest";
import { profileTable, readProfile } from "../../bench/report/profile-table.ts";

const PROFILE = { walk: 100, read: 200, match: 400, inspect: 300, report: 0 };

describe("profile", () => {
  it("gives shares and throughput", () => {
    expect(
      profileTable(readProfile(JSON.stringify(PROFILE)), 800_000_000)
        .split("\n")
        .slice(2),
    ).toEqual([
      "| walk | 100 | 10.0 % | 8.00 |",
      "| read | 200 | 20.0 % | 4.00 |",
      "| match | 400 | 40.0 % | 2.00 |",
      "| inspect | 300 | 30.0 % | 2.67 |",
      "| report | 0.00 | 0.0 % | – |",
      "",
    ]);
  });

  it("refuses a profile that lacks a stage", () => {
    expect(() => readProfile(JSON.stringify({ ...PROFILE, inspect: undefined }))).toThrow(
      `the profile has no number for "inspect"`,
    );
  });
});
