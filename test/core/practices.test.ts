import { describe, expect, it } from "vitest";
import { PRACTICES } from "../../src/core/practices.ts";
import { allRules } from "../../src/engine/all-rules.ts";
import { catalogue } from "../support/catalogue.ts";

const named = allRules(catalogue.rules).flatMap(({ id, practices }) => practices.map((practice) => ({ id, practice })));

describe("practices", () => {
  it("are P1 to P27, in this order, in sentences", () => {
    expect(PRACTICES.map(({ id }) => id)).toEqual(Array.from({ length: 27 }, (_, index) => `P${index + 1}`));
    for (const { title, beyond, instead } of PRACTICES) {
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      // What nobody can check without an offer would be a shrug.
      expect(beyond === undefined).toBe(instead === undefined);
      for (const sentence of [beyond, instead]) if (sentence !== undefined) expect(sentence).toMatch(/\.$/);
    }
  });

  it("are what rules name, and nothing else is", () => {
    const known = new Set(PRACTICES.map(({ id }) => id));
    expect(named.filter(({ practice }) => !known.has(practice))).toEqual([]);
  });

  it("are each checked by a rule, or say what no file shows", () => {
    const checked = new Set(named.map(({ practice }) => practice));
    const open = PRACTICES.filter(({ id, beyond }) => !checked.has(id) && beyond === undefined);
    expect(open).toEqual([]);
  });
});
