import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { inventoryRules } from "../../../src/inventory/rules/registry.ts";

const repository = path.resolve(import.meta.dirname, "../../..");
const practices = readFileSync(path.join(repository, "docs/practices.md"), "utf8");

describe("the registry of inventory rules", () => {
  it("holds each file of a family, in the order of the ids", () => {
    const files = globSync("*/*.ts", { cwd: path.join(repository, "src/inventory/rules") });
    const ids = files.map((file) => file.replaceAll("\\", "/").replace(/\.ts$/, "")).sort();
    expect(inventoryRules.map(({ meta }) => meta.id)).toEqual(ids);
  });

  it.each(inventoryRules.map(({ meta }) => [meta.id, meta] as const))("%s explains itself", (_, meta) => {
    expect(meta.title).toMatch(/^[A-Z].*[^.]$/);
    for (const text of [meta.why, meta.fix]) expect(text).toMatch(/^[A-Z].{80,}\.$/);
    expect(meta.references.length).toBeGreaterThan(0);
    expect(meta.references.filter((url) => !URL.canParse(url) || !url.startsWith("https://"))).toEqual([]);
    expect(meta.cwe.length).toBeGreaterThan(0);
    expect(meta.practices.length).toBeGreaterThan(0);
    expect(meta.practices.filter((id) => !practices.includes(`\n## ${id}\n`))).toEqual([]);
  });
});
