import { describe, expect, it } from "vitest";
import { rangeEnds } from "../../../src/sources/ranges/range-ends.ts";

describe("the ends of a range", () => {
  it.each([
    ["a..b", "a", "b"],
    ["a...b", "a", "b"],
    ["a..", "a", "HEAD"],
    ["a...", "a", "HEAD"],
    ["v1.2..v1.3", "v1.2", "v1.3"],
    ["origin/main..HEAD~2", "origin/main", "HEAD~2"],
    ["stash@{1}..@", "stash@{1}", "@"],
  ])("of `%s`", (text, from, to) => {
    expect(rangeEnds(text)).toEqual({ from, to });
  });

  it.each([
    ["a", "it names one end only"],
    ["a.b", "it names one end only"],
    ["..b", "it does not say where it begins"],
    ["...b", "it does not say where it begins"],
    ["..", "it names no end"],
    ["a....b", "there are too many dots"],
    ["a..b..c", "it names more than two ends"],
    ["a..b c", "it names more than two ends"],
    ["a b..c", "it names more than two ends"],
  ])("are refused: `%s`", (text, why) => {
    expect(() => rangeEnds(text)).toThrow(`\`--range\` cannot be \`${text}\`: ${why}`);
  });
});
