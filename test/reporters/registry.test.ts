import { describe, expect, it } from "vitest";
import { findReporter, REPORTER_NAMES } from "../../src/reporters/registry.ts";

describe("the registry", () => {
  it("finds each reporter by its name", async () => {
    expect(REPORTER_NAMES).toEqual(["text", "json", "jsonl", "sarif"]);
    for (const name of REPORTER_NAMES) expect((await findReporter(name))?.name).toBe(name);
    expect(await findReporter("xml")).toBeUndefined();
  });
});
