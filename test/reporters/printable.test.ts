import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printable } from "../../src/reporters/printable.ts";

describe("printable", () => {
  it.each([
    ["plain text, ünïcode 日本", "plain text, ünïcode 日本"],
    ["clear \u001b[2J", "clear \\x1b[2J"],
    ["two\nlines\r\t", "two\\x0alines\\x0d\\x09"],
    ["\u0085 \u009b31m", "\\x85 \\x9b31m"],
    ["a\u202eb\u2066c", "a\\u{202e}b\\u{2066}c"],
    ["zero\u200bwidth\ufeff", "zero\\u{200b}width\\u{feff}"],
    ["tag\u{e0041}", "tag\\u{e0041}"],
    ["\u2028\u2029", "\\u{2028}\\u{2029}"],
    ["half \ud800 pair", "half \\u{d800} pair"],
    ["👩\u200d💻", "👩\u200d💻"],
  ])("shows %j", (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it("leaves nothing that a terminal acts on, and changes nothing twice", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const shown = printable(text);
        expect(shown).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(printable(shown)).toBe(shown);
      }),
    );
  });
});
