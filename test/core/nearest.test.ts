import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearest } from "../../src/core/nearest.ts";

const FIELDS = ["name", "owner", "purpose", "expires", "rotation", "kms"];

describe("nearest", () => {
  it.each([
    ["onwer", "owner", "two neighbours swapped"],
    ["ownr", "owner", "a character missing"],
    ["owwner", "owner", "a character too many"],
    ["uwner", "owner", "another character"],
    ["expiry", "expires", "two edits"],
    ["Owner", "owner", "another case"],
    ["KSM", "kms", "a short word"],
  ])("takes %s for %s: %s", (word, meant) => {
    expect(nearest(word, FIELDS)).toBe(meant);
  });

  it.each(["notes", "x", "", "kxx", "ownership", "expiration"])("finds nothing near %j", (word) => {
    expect(nearest(word, FIELDS)).toBeUndefined();
  });

  it("prefers the nearer candidate, then the first", () => {
    expect(nearest("NPM_TOEKN", ["NPM_TEKEN", "NPM_TOKEN", "GPM_TOKEN"])).toBe("NPM_TOKEN");
    expect(nearest("TOKEN_C", ["TOKEN_A", "TOKEN_B"])).toBe("TOKEN_A");
  });

  it("has nothing to say without candidates, or of a word that nobody types", () => {
    expect(nearest("owner", [])).toBeUndefined();
    expect(nearest("a".repeat(100_000), ["a".repeat(100_001)])).toBeUndefined();
  });

  it("counts alike for words of any length: long ones are compared in another way", () => {
    const word = fc.stringMatching(/^[abc]{6,12}$/);
    const front = "q".repeat(31);
    fc.assert(
      fc.property(word, word, (one, other) => {
        const isNear = nearest(one, [other]) !== undefined;
        expect(isNear).toBe(nearest(front + one, [front + other]) !== undefined);
      }),
      { numRuns: 1_000 },
    );
  });

  it("finds a word again after two edits, whichever they are", () => {
    const word = fc.stringMatching(/^[a-h]{6,12}$/);
    const edit = fc.record({ at: fc.nat(11), kind: fc.constantFrom("insert", "delete", "replace", "swap") });
    fc.assert(
      fc.property(word, fc.array(edit, { maxLength: 2 }), (original, edits) => {
        const changed = edits.reduce((text, { at, kind }) => {
          const before = text.slice(0, at);
          const after = text.slice(at);
          if (kind === "insert") return `${before}z${after}`;
          if (kind === "delete") return before + after.slice(1);
          if (kind === "replace") return `${before}z${after.slice(1)}`;
          // A swap of characters that the other edit touches may count as two edits of its own.
          return edits.length > 1 ? text : before + (after[1] ?? "") + (after[0] ?? "") + after.slice(2);
        }, original);
        expect(nearest(changed, [original])).toBe(original);
      }),
    );
  });
});
