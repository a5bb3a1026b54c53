import { describe, expect, it } from "vitest";
import { unitOf } from "../../src/core/source.ts";
import { loosenedEntries } from "../../src/inventory/loosened-entries.ts";
import { parseInventory } from "../../src/inventory/parse-inventory.ts";

const read = (...entries: readonly string[]) => {
  const text = `version: 1\nsecrets:${entries.length === 0 ? " []" : ""}\n${entries.map((entry) => `  - { ${entry} }\n`).join("")}`;
  const { inventory } = parseInventory(unitOf(".sealint/inventory.yaml", Buffer.from(text)));
  if (inventory === undefined) throw new Error("the sample cannot be read");
  return inventory;
};

describe("what a change asks less of", () => {
  it.each<[string, string[], string[], string[]]>([
    ["nothing", ["name: A, owner: a"], ["name: A, owner: b"], []],
    ["one more", ["name: A"], ["name: B, ttl: 1h", "name: A"], []],
    ["an entry", ["name: A", "name: B"], ["name: B"], ["`A` would no longer be declared."]],
    [
      "an entry of an environment",
      ["name: A, environment: live", "name: A, environment: test"],
      ["name: A, environment: test"],
      ["`A` of `live` would no longer be declared."],
    ],
    ["the owner", ["name: A, owner: a"], ["name: A"], ["`A` would have no `owner`."]],
    ["the purpose", ["name: A, purpose: p"], ["name: A, purpose: ''"], ["`A` would have no `purpose`."]],
    [
      "what it is",
      ["name: A, kind: token"],
      ["name: A, kind: identifier"],
      ["`A` would be an identifier, of which little is asked."],
    ],
    ["the end", ["name: A, ttl: 1h"], ["name: A"], ["`A` would have no `expires` or `ttl`."]],
    ["a lifetime for a day", ["name: A, ttl: 1h"], ["name: A, expires: 2027-01-01"], []],
    ["an earlier day", ["name: A, expires: 2027-01-01"], ["name: A, expires: 2026-12-31"], []],
    [
      "a later day",
      ["name: A, expires: 2026-12-31"],
      ["name: A, expires: 2027-01-01"],
      ["`A` would be valid longer: 2027-01-01 in place of 2026-12-31."],
    ],
    [
      "a longer lifetime",
      ["name: A, ttl: 60m"],
      ["name: A, ttl: 2h"],
      ["`A` would be valid longer: 2h in place of 60m."],
    ],
    ["the same lifetime", ["name: A, ttl: 60m"], ["name: A, ttl: 1h"], []],
  ])("%s", (_, before, after, expected) => {
    expect(loosenedEntries(read(...before), read(...after)).map(({ message }) => message)).toEqual(expected);
  });

  it("points at what it says", () => {
    const after = read("name: A, expires: 2027-01-01");
    const [first] = loosenedEntries(read("name: A, expires: 2026-12-31"), after);
    expect(first?.place).toEqual(after.entries[0]?.expires?.place);
  });
});
