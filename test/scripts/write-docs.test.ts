import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const script = join(import.meta.dirname, "../../scripts/write-docs.ts");
const run = (...args: string[]) => spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });

describe("the generated pages", () => {
  it("are what the code says", () => {
    expect(run("--check")).toMatchObject({ status: 0, stderr: "", stdout: "" });
  });

  it("are not written by mistake", () => {
    expect(run("--chekc")).toMatchObject({ status: 2, stdout: "" });
  });
});
