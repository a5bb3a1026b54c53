import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

describe("the registries", () => {
  it("are in step with their folders", () => {
    const { status, stderr } = spawnSync(process.execPath, ["scripts/write-registries.ts", "--check"], {
      cwd: ROOT,
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([0, ""]);
  });

  describe("in a copy of the repository", () => {
    let copy = "";

    beforeEach(() => {
      copy = mkdtempSync(join(tmpdir(), "registries-"));
      mkdirSync(join(copy, "scripts"));
      cpSync(join(ROOT, "scripts/write-registries.ts"), join(copy, "scripts/write-registries.ts"));
      for (const folder of ["src/platforms", "src/policies", "src/inventory/rules"])
        cpSync(join(ROOT, folder), join(copy, folder), { recursive: true });
      writeFileSync(join(copy, "package.json"), '{"type":"module"}');
      symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
    });
    afterEach(() => rmSync(copy, { recursive: true, force: true }));

    const write = (...flags: string[]) =>
      spawnSync(process.execPath, [join(copy, "scripts/write-registries.ts"), ...flags], { encoding: "utf8" });

    it("learn of a new policy", () => {
      writeFileSync(join(copy, "src/policies/logs/another-rule.ts"), "export const anotherRule = {};\n");
      const checked = write("--check");
      expect(checked.status).toBe(1);
      expect(checked.stderr).toBe(
        "src/policies/registry.ts is out of step with its folder: run `node scripts/write-registries.ts`.\n",
      );
      expect(write().status).toBe(0);
      expect(readFileSync(join(copy, "src/policies/registry.ts"), "utf8")).toContain(
        'import { anotherRule } from "./logs/another-rule.ts";',
      );
      expect(write("--check").status).toBe(0);
    });

    it("are written where they are missing", () => {
      rmSync(join(copy, "src/platforms/registry.ts"));
      expect(write("--check").status).toBe(1);
      write();
      expect(readFileSync(join(copy, "src/platforms/registry.ts"), "utf8")).toBe(
        readFileSync(join(ROOT, "src/platforms/registry.ts"), "utf8"),
      );
    });
  });
});
