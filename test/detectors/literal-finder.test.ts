import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFindLiteral } from "../../src/detectors/literal-finder.ts";

const MANY = Array.from({ length: 200 }, (_, index) => `name${index}`);

describe("the search for literals", () => {
  it.each([
    ["few", ["acme", "time acme"]],
    ["many", ["acme", "time acme", ...MANY]],
  ])("finds %s in either case, from a place on", (_, texts) => {
    const find = createFindLiteral(texts.map((text) => ({ text, ignoreCase: true })));
    const text = "an ACME key, a Time Acme key, acm";
    expect(find(text, 0)).toBe(3);
    expect(find(text, 4)).toBe(15);
    expect(find(text, 16)).toBe(20);
    expect(find(text, 21)).toBe(-1);
  });

  it("finds many where a plain search does", () => {
    const find = createFindLiteral(MANY.map((text) => ({ text, ignoreCase: true })));
    const piece = fc.constantFrom("name", "NAME7", "nAmE19", "name200x", "nam", "e1", "\u{1f511}", "\u017f", "\u212a");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.nat(20), (pieces, from) => {
        const text = pieces.join("");
        const places = MANY.map((name) => text.replaceAll(/[A-Z]/g, (one) => one.toLowerCase()).indexOf(name, from));
        const found = places.filter((at) => at !== -1);
        expect(find(text, from)).toBe(found.length === 0 ? -1 : Math.min(...found));
      }),
    );
  });
});
