import { describe, expect, it } from "vitest";
import { providersOf } from "../../src/catalogue/providers.ts";
import { catalogue, ruleFiles } from "../support/catalogue.ts";

const ID = "generic/provider-secret";
const written = ruleFiles.find(({ id }) => id === ID)?.named;
const compiled = catalogue.files.find(({ id }) => id === ID)?.named;
const others = providersOf(ruleFiles);

/** Whether a name is found where the others are looked for: all of it, or what it begins with. */
const isFound = (name: string): boolean =>
  compiled?.of?.some(
    (one) => name.startsWith(one) || (!name.includes(" ") && name.startsWith(one.replaceAll(" ", ""))),
  ) === true;

describe("the rule for values under any provider's name", () => {
  it("knows every provider of the other rules, but for those with a usual word's name", () => {
    const except = new Set(written?.except);
    expect(others.filter((name) => !except.has(name) && !isFound(name))).toEqual([]);
    expect(others.length).toBeGreaterThan(800);
  });

  it("leaves out only names that other rules have", () => {
    expect(written?.except?.filter((name) => !others.includes(name))).toEqual([]);
  });

  it("lists no provider that is known from other rules", () => {
    const except = new Set(written?.except);
    const known = new Set(others.filter((name) => !except.has(name)));
    expect(written?.of?.filter((name) => known.has(name))).toEqual([]);
  });

  it("has no name twice", () => {
    const of = compiled?.of ?? [];
    expect(new Set(of).size).toBe(of.length);
  });
});
