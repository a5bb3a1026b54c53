import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SecretRule } from "../../src/core/rule.ts";
import { createMatcher } from "../../src/matcher/matcher.ts";
import { catalogue } from "../support/catalogue.ts";

const rule = (text: string, ignoreCase: boolean, reach: number): SecretRule =>
  ({ ...catalogue.rules[0], anchors: [{ text, ignoreCase }], reach }) as SecretRule;

const MARGIN = 16;

describe("createMatcher", () => {
  it.each([
    ["at the start", "ghp_rest", 0],
    ["at the end", "some text ghp_", 10],
    ["in the middle", "x=ghp_y", 2],
    ["of which the last byte is a match's start", "ghp ghp_", 4],
  ])("finds an anchor %s", (_, text, at) => {
    const [region] = createMatcher([rule("ghp_", false, 0)]).regions(Buffer.from(text));
    expect(region?.span).toEqual({ start: Math.max(0, at - MARGIN), end: Math.min(text.length, at + 4 + MARGIN) });
  });

  it("tells case apart only where the literal does", () => {
    expect(createMatcher([rule("AKIA", false, 0)]).regions(Buffer.from("akia"))).toEqual([]);
    expect(createMatcher([rule("token", true, 0)]).regions(Buffer.from("ToKeN"))).toHaveLength(1);
  });

  it("does not take other bytes for letters of the other case", () => {
    // `[` and `{` differ in the bit that tells upper from lower case.
    expect(createMatcher([rule("a{b", true, 0)]).regions(Buffer.from("a[b"))).toEqual([]);
  });

  it("joins anchors of one rule that lie close, and keeps rules apart", () => {
    const matcher = createMatcher([rule("aaa", false, 0), rule("bbb", false, 0)]);
    const far = " ".repeat(3 * MARGIN);
    const regions = matcher.regions(Buffer.from(`aaa aaa bbb${far}aaa`));
    expect(regions.filter((region) => region.rule === 0)).toHaveLength(2);
    expect(regions.filter((region) => region.rule === 1)).toHaveLength(1);
  });

  it("opens a region around every anchor of every rule, wherever it stands", () => {
    const matcher = createMatcher(catalogue.rules);
    const literals = catalogue.rules.flatMap(({ anchors }, index) => anchors.map(({ text }) => ({ text, index })));
    fc.assert(
      fc.property(fc.constantFrom(...literals), fc.uint8Array(), fc.uint8Array(), ({ text, index }, before, after) => {
        const start = before.length;
        const end = start + Buffer.byteLength(text);
        const regions = matcher.regions(Buffer.concat([before, Buffer.from(text), after]));
        expect(regions.some(({ rule: of, span }) => of === index && span.start <= start && end <= span.end)).toBe(true);
      }),
    );
  });
});
