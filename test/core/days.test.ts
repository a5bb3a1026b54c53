import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysBetween, isDay } from "../../src/core/days.ts";

describe("isDay", () => {
  it.each(["2026-12-31", "2024-02-29", "2000-02-29", "0001-01-01"])("takes %s", (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each([
    "2026-02-30",
    "2026-02-29",
    "1900-02-29",
    "2026-04-31",
    "2026-00-10",
    "2026-13-01",
    "2026-01-00",
    "2026-1-1",
    "26-01-01",
    "2026/01/01",
    "2026-01-01\n",
    " 2026-01-01",
    "2026-01-01T00:00:00Z",
    "+002026-01-01",
    "tomorrow",
    "",
  ])("refuses %j", (text) => {
    expect(isDay(text)).toBe(false);
  });
});

describe("daysBetween", () => {
  it.each([
    ["2026-11-23", "2026-11-23", 0],
    ["2026-11-23", "2026-11-24", 1],
    ["2026-11-24", "2026-11-23", -1],
    ["2024-02-28", "2024-03-01", 2],
    ["2026-03-28", "2026-03-30", 2],
    ["2025-12-31", "2026-12-31", 365],
  ])("from %s to %s is %i", (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days);
  });

  it("agrees with the order of the texts", () => {
    const day = fc
      .date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, (a, b) => {
        expect(isDay(a)).toBe(true);
        expect(daysBetween(a, b) > 0).toBe(a < b);
        expect(Number.isInteger(daysBetween(a, b))).toBe(true);
      }),
    );
  });
});
