import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SecretRule } from "../../src/core/rule.ts";
import { unitOf } from "../../src/core/source.ts";
import { createLiteralMatcher } from "../../src/matcher/literal-matcher.ts";
import { type RuleStarts, Starts } from "../../src/matcher/matcher.ts";
import { catalogue } from "../support/catalogue.ts";

const rule = (text: string, ignoreCase: boolean, reach: number): SecretRule =>
  ({ ...catalogue.rules[0], anchors: [{ text, ignoreCase }], reach }) as SecretRule;

const find = (rules: readonly SecretRule[], text: string | Buffer): readonly RuleStarts[] =>
  createLiteralMatcher(rules).find(unitOf("a.txt", Buffer.from(text))).rules;

describe("createLiteralMatcher", () => {
  it.each([
    ["at the start", "ghp_rest", 0],
    ["at the end", "some text ghp_", 10],
    ["in the middle", "x=ghp_y", 2],
    ["of which the last byte is a match's start", "ghp ghp_", 4],
  ])("finds an anchor %s", (_, text, at) => {
    const [found] = find([rule("ghp_", false, 3)], text);
    expect(found?.starts).toEqual([{ start: Math.max(0, at - 3), end: at + 1 }]);
  });

  it("tells case apart only where the literal does", () => {
    expect(find([rule("AKIA", false, 0)], "akia")).toEqual([]);
    expect(find([rule("token", true, 0)], "ToKeN")).toHaveLength(1);
  });

  it("does not take other bytes for letters of the other case", () => {
    // `[` and `{` differ in the bit that tells upper from lower case.
    expect(find([rule("a{b", true, 0)], "a[b")).toEqual([]);
  });

  it("joins anchors of one rule that lie close, and keeps rules apart", () => {
    const far = " ".repeat(30);
    const found = find([rule("aaa", false, 8), rule("bbb", false, 8)], `aaa aaa bbb${far}aaa`);
    expect(found.map(({ rule: of, starts }) => [of, starts.length])).toEqual([
      [0, 2],
      [1, 1],
    ]);
  });

  it("finds every literal of every rule, wherever it stands", () => {
    const matcher = createLiteralMatcher(catalogue.rules);
    const literals = catalogue.rules.flatMap(({ anchors }, index) => anchors.map(({ text }) => ({ text, index })));
    fc.assert(
      fc.property(fc.constantFrom(...literals), fc.uint8Array(), fc.uint8Array(), ({ text, index }, before, after) => {
        const found = matcher.find(unitOf("a.txt", Buffer.concat([before, Buffer.from(text), after])));
        const of = found.rules.find((one) => one.rule === index);
        expect(of?.starts.some(({ start, end }) => start <= before.length && before.length < end)).toBe(true);
      }),
    );
  });
});

describe("Starts", () => {
  it("gives the rules in order, and of each the stretches in order, joined where they touch", () => {
    const starts = new Starts();
    starts.add(2, 50, 0);
    starts.add(1, 40, 5);
    starts.add(1, 10, 20);
    starts.add(1, 11, 0);
    starts.add(1, 36, 2);
    expect(starts.inOrder()).toEqual([
      {
        rule: 1,
        starts: [
          { start: 0, end: 12 },
          { start: 34, end: 41 },
        ],
      },
      { rule: 2, starts: [{ start: 50, end: 51 }] },
    ]);
  });
});
