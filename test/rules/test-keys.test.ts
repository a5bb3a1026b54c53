import { describe, expect, it } from "vitest";
import { catalogue } from "../support/catalogue.ts";

/** Rules of keys that reach a provider's test environment only, by what they are called. */
const ofTests = catalogue.rules.filter(({ title }) => /\b(?:test|sandbox|testpypi)\b(?! reporter)/i.test(title));

describe("a key for a test environment", () => {
  it("has rules of its own where its form tells", () => {
    expect(ofTests.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["stripe/test-key", "plaid/sandbox-access-token"]),
    );
    expect(ofTests.length).toBeGreaterThan(10);
  });

  it.each(ofTests.map(({ id, preset, severity }) => ({ id, preset, severity })))(
    "is looked for by those who want to, and never fails a run by default: $id",
    ({ preset, severity }) => {
      expect({ preset, severity }).toEqual({ preset: "strict", severity: "low" });
    },
  );
});
