import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchesPattern } from "../../../src/platforms/pattern/matches-pattern.ts";

describe("an expression of a searched file", () => {
  it.each([
    ["^v\\d+(\\.\\d+)*$", "v1.20.3", true],
    ["^(?!main$).*$", "main", false],
    ["^(?!main$).*$", "main-2", true],
    ["^release/.{3,5}$", "release/1234", true],
    ["^release/.{3,5}$", "release/12", false],
    ["\\bfix\\b", "a fix-up", true],
    ["^[^/\\]]+$", "a/b", false],
    ["^x{,2}$", "x{,2}", true],
    ["^(?:a|b)??c$", "bc", true],
    ["", "anything", true],
    ["^(?<kind>feature|fix)/", "fix/1", true],
  ])("is asked for %s in %s", (source, text, matches) => {
    expect(matchesPattern(source, text)).toBe(matches);
  });

  it("goes by letters of both cases where it says so", () => {
    expect(matchesPattern("^MAIN$", "main", { ignoreCase: true })).toBe(true);
    expect(matchesPattern("^[M]AIN$", "main")).toBe(false);
  });

  it.each(["(a)\\1", "(?<=a)b", "a(", "(?i)a", `${"(".repeat(60)}a${")".repeat(60)}`, "a".repeat(10_001)])(
    "is unknown where more is asked than can be told: %s",
    (source) => {
      expect(matchesPattern(source, "aa")).toBeUndefined();
    },
  );

  it.each(["^(([a-z-]+)*)*X$", "^(a|a)*$X", `^${"a?".repeat(30)}${"a".repeat(30)}X`, "(.*)*(.*)*(.*)*X"])(
    "takes no longer for being written to: %s",
    (source) => {
      expect([false, undefined]).toContain(matchesPattern(source, "a".repeat(30)));
      expect([false, undefined]).toContain(matchesPattern(source, "a".repeat(3000)));
    },
  );

  it("says what JavaScript says", () => {
    const atom = fc.constantFrom("a", "b", ".", "\\w", "\\d", "[ab]", "[^a]", "^", "$", "\\b", "\\B", "-");
    const source = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        atom,
        fc.tuple(tie("node"), tie("node")).map(([one, other]) => one + other),
        fc.tuple(tie("node"), tie("node")).map(([one, other]) => `(?:${one}|${other})`),
        fc
          .tuple(tie("node"), fc.constantFrom("*", "+", "?", "{2}", "{1,2}", "{0,}", "*?"))
          .map(([one, many]) => `(${one})${many}`),
        tie("node").map((one) => `(?=${one})`),
        tie("node").map((one) => `(?!${one})`),
      ),
    })).node;
    const text = fc.string({ unit: fc.constantFrom("a", "b", "1", "-"), maxLength: 6 });
    fc.assert(
      fc.property(source, text, (pattern, value) => {
        expect(matchesPattern(pattern, value)).toBe(new RegExp(pattern).test(value));
      }),
    );
  });
});
