import fc from "fast-check";
import { expect, it } from "vitest";
import { anchorOf, FAR, leadOf, offsetOf, RULES, ruleOf } from "../../src/history/anchor.ts";

const offset = fc.nat((1 << 27) - 1);
const rule = fc.nat(RULES - 1);
const lead = fc.nat(1 << 16);

it("an anchor holds offset, rule and lead, and says where the lead is too long for it", () => {
  fc.assert(
    fc.property(offset, rule, lead, (at, index, before) => {
      const anchor = anchorOf(at, index, before);
      expect([offsetOf(anchor), ruleOf(anchor), leadOf(anchor)]).toEqual([at, index, Math.min(before, FAR)]);
    }),
  );
});

it("anchors are in the order of their offsets", () => {
  fc.assert(
    fc.property(offset, offset, rule, rule, lead, (one, other, a, b, before) => {
      fc.pre(one < other);
      expect(anchorOf(one, a, before)).toBeLessThan(anchorOf(other, b, 0));
    }),
  );
});
