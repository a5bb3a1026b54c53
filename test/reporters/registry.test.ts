import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findReporter, REPORTER_NAMES } from "../../src/reporters/registry.ts";

const tableOf = (file: string): string[] => {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
  return Array.from(text.matchAll(/^\| `([\w-]+)` \| .* \|$/gm), ([, name = ""]) => name);
};

describe("the registry", () => {
  it("finds each reporter by its name", async () => {
    expect(REPORTER_NAMES.slice(0, 4)).toEqual(["text", "json", "jsonl", "sarif"]);
    for (const name of REPORTER_NAMES) expect((await findReporter(name))?.name).toBe(name);
    expect(await findReporter("xml")).toBeUndefined();
    expect(await findReporter("constructor")).toBeUndefined();
  });

  it("has no format that the README and the page of formats do not tell", () => {
    expect(tableOf("README.md").filter((name) => REPORTER_NAMES.includes(name))).toEqual(REPORTER_NAMES);
    expect(tableOf("docs/formats.md").filter((name) => REPORTER_NAMES.includes(name))).toEqual(REPORTER_NAMES);
  });
});
