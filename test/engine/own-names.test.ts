import { describe, expect, it } from "vitest";
import { namesStored } from "../../src/engine/own-names.ts";

const place = { unit: "a", span: { start: 0, end: 1 } };

describe("a reference names a stored secret", () => {
  it.each([
    ["where nobody hands it over", [], true],
    ["where a caller hands over all of its own", ["*"], true],
    ["where a caller hands it over under its own name", ["TOKEN"], true],
    ["but not where a caller hands over another one", ["NPM_TOKEN"], false],
    ["where one caller does that and another does not", ["NPM_TOKEN", "*"], true],
  ])("%s", (_, names, expected) => {
    const suppliedBy = names.map((secret) => ({ secret, place }));
    expect(namesStored({ secret: "token", suppliedBy })).toBe(expected);
  });
});
