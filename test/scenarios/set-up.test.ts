import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = dirname(dirname(import.meta.dirname));

/** Runs set-up as npm does: in the checkout's folder, with the person's own in INIT_CWD. */
function setUp(args: readonly string[], typedIn = ROOT) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/set-up.mjs", ...args], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"], INIT_CWD: typedIn },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("set-up", () => {
  it("names the commands that there are", () => {
    const line = 'sealint: unknown command "serve". Use one of: start, test, run, build.\n';
    expect(setUp(["serve"])).toEqual({ status: 2, stdout: "", stderr: line });
  });

  it("does not go on with a Node that went with the packages", () => {
    const found = (before: string): string => {
      const script = `${before}; console.log((await import("./scripts/set-up/node-24.mjs")).findNode24());`;
      const args = ["--input-type=module", "--eval", script];
      return spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" }).stdout.trim();
    };
    expect(found("")).toBe(process.execPath);
    expect(found('process.execPath = "/gone/bin/node"')).not.toBe("/gone/bin/node");
    expect(found('process.execPath = "/gone/bin/node"')).not.toBe("");
  });

  it("prints nothing where there is nothing to do", () => {
    expect(setUp(["build"])).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  it("takes paths from where the person stands, and passes the exit code on", () => {
    const folder = mkdtempSync(join(tmpdir(), "sealint-set-up-"));
    try {
      writeFileSync(join(folder, "here.txt"), "nothing\n");
      expect(setUp(["start", "scan", "here.txt"], folder)).toMatchObject({ status: 0, stderr: "" });
      expect(setUp(["start", "scan", "gone.txt"], folder)).toMatchObject({ status: 2 });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
