import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnsOf, endWithin, wrapWords } from "../../src/reporters/width.ts";

describe("columnsOf", () => {
  it.each([
    ["", 0],
    ["plain", 5],
    ["ünï", 3],
    ["u\u0308", 1],
    ["日本語", 6],
    ["한글", 4],
    ["ｆｕｌｌ", 8],
    ["ﾊﾝ", 2],
    ["🔑", 2],
    ["…«»│", 4],
  ])("measures %j", (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });
});

describe("endWithin", () => {
  it.each([
    ["abc", 5, "abc"],
    ["abc", 2, "bc"],
    ["abc", 0, ""],
    ["abc", -3, ""],
    ["a日本", 3, "本"],
    ["a🔑", 2, "🔑"],
  ])("keeps the end of %j in %i columns", (text, columns, end) => {
    expect(endWithin(text, columns)).toBe(end);
  });
});

describe("wrapWords", () => {
  it.each([
    ["", 10, []],
    ["one two three", 7, ["one two", "three"]],
    ["one  two\nthree", 80, ["one two three"]],
    ["see https://example.com/a/long/link now", 10, ["see", "https://example.com/a/long/link", "now"]],
    ["日本 日本 日本", 9, ["日本 日本", "日本"]],
  ])("wraps %j to %i columns", (text, width, lines) => {
    expect(wrapWords(text, width)).toEqual(lines);
  });

  it("keeps every word in its order, and the width wherever a line has two words", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/)), fc.integer({ min: 1, max: 30 }), (words, width) => {
        const lines = wrapWords(words.join(" "), width);
        expect(lines.flatMap((line) => line.split(" "))).toEqual(words);
        for (const line of lines) expect(line.includes(" ") ? columnsOf(line) : 0).toBeLessThanOrEqual(width);
      }),
    );
  });
});
