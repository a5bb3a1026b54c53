import { describe, expect, it } from "vitest";
import { maximum, median, minimum } from "../../bench/measure/statistics.ts";

describe("statistics", () => {
  it.each([
    { numbers: [3, 1, 2], least: 1, middle: 2, most: 3 },
    { numbers: [10, 4, 2, 1], least: 1, middle: 3, most: 10 },
    { numbers: [7], least: 7, middle: 7, most: 7 },
    { numbers: [], least: Number.NaN, middle: Number.NaN, most: Number.NaN },
  ])("of $numbers", ({ numbers, least, middle, most }) => {
    expect([minimum(numbers), median(numbers), maximum(numbers)]).toEqual([least, middle, most]);
  });

  it("leaves the numbers in their order", () => {
    const numbers = [3, 1, 2];
    median(numbers);
    expect(numbers).toEqual([3, 1, 2]);
  });
});
