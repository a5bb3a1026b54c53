import { describe, expect, it } from "vitest";
import { ASSIGNED, CLAIMED, type Clue, DISTINCTIVE } from "../../src/judge/clues.ts";
import { LEVELS, WEIGHTS } from "../../src/judge/weights.ts";

const TABLES: readonly [string, Readonly<Record<string, Clue>>, Readonly<Record<string, number>>][] = [
  ["claimed", CLAIMED, WEIGHTS.claimed],
  ["distinctive", DISTINCTIVE, WEIGHTS.distinctive],
  ["assigned", ASSIGNED, WEIGHTS.assigned],
];

describe.each(TABLES)("the weights of what is %s", (_, clues, weights) => {
  it("are those of the clues that there are", () => {
    expect(Object.keys(weights)).toEqual(Object.keys(clues));
  });

  it.each(Object.entries(clues))("of %s keep the sign that experience gives them", (name, { prior, fixed }) => {
    const weight = weights[name] ?? Number.NaN;
    if (fixed === true) expect(weight).toBe(prior);
    else expect(weight * prior).toBeGreaterThanOrEqual(0);
  });
});

describe("the levels of confidence", () => {
  it("rise", () => {
    expect(LEVELS.low).toBeLessThan(LEVELS.medium);
    expect(LEVELS.medium).toBeLessThan(LEVELS.high);
  });
});
