import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CANARY_BYTES, canaryText, isCanary, makeCanary } from "../../src/inventory/canary.ts";
import { CANARY_FORMS } from "../../src/inventory/canary-forms.ts";
import { scanTexts } from "../support/scan-text.ts";

const random = fc.uint8Array({ minLength: CANARY_BYTES, maxLength: CANARY_BYTES });
const form = fc.constantFrom(...CANARY_FORMS);

describe("a canary", () => {
  it("is known to whoever has the repository's salt, and to nobody else", () => {
    fc.assert(
      fc.property(form, random, fc.string(), (kind, bytes, salt) => {
        const value = makeCanary(kind, bytes, salt);
        expect(isCanary(value, salt)).toBe(true);
        expect(isCanary(value, `${salt}x`)).toBe(false);
        expect(isCanary(`${value}x`, salt)).toBe(false);
        expect(isCanary(value.slice(0, -1), salt)).toBe(false);
        const other = value.replace(/.(?=.{20}$)/, (letter) => (letter === "A" ? "B" : "A"));
        expect(isCanary(other, salt)).toBe(false);
      }),
    );
    expect(isCanary("", "")).toBe(false);
  });

  it.each(CANARY_FORMS)("as a %s is found by the rules, at a level that fails a gate", (kind) => {
    for (let seed = 0; seed < 20; seed++) {
      const bytes = Uint8Array.from({ length: CANARY_BYTES }, (_, index) => (seed * 37 + index * 91) % 256);
      const text = canaryText(kind, makeCanary(kind, bytes, "salt"));
      const { findings } = scanTexts({ "canary.env": text }, { minConfidence: "medium" });
      expect(
        findings.map(({ severity }) => severity).filter((level) => level === "high" || level === "critical"),
      ).toHaveLength(1);
    }
  });
});
