import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith } from "./folder.ts";
import { runSealint } from "./packed-cli.ts";

const CANARY = ["inventory", "canary"];
const repository = (more: Readonly<Record<string, string>> = {}): string =>
  folderWith({ ".git/HEAD": "ref: refs/heads/main\n", "a.txt": "a\n", ...more });

describe("sealint inventory canary", () => {
  it("plants a secret that the gate stops, and proves it by search and by report", async () => {
    const cwd = repository();
    const planted = await runSealint([...CANARY, "--output", "config/prod.env"], { cwd });
    expect(planted).toMatchObject({ code: 0, stdout: "" });
    const text = readFileSync(path.join(cwd, "config/prod.env"), "utf8");
    const value = /DATABASE_PASSWORD=(\S+)/.exec(text)?.[1] ?? "";
    const receipt = readFileSync(path.join(cwd, ".sealint/canary.json"), "utf8");
    expect(value).toMatch(/^[A-Za-z\d]{30}$/);
    for (const shown of [planted.stderr, receipt]) expect(shown).not.toContain(value.slice(0, 10));

    expect((await runSealint([...CANARY, "--verify"], { cwd })).code).toBe(0);
    const formats = ["--format", "json=gate.json", "--format", "sarif=gate.sarif"];
    expect((await runSealint(["scan", ...formats], { cwd })).code).toBe(1);
    for (const report of ["gate.json", "gate.sarif"]) {
      const verified = await runSealint([...CANARY, "--verify", "--report", report], { cwd });
      expect(verified).toMatchObject({ code: 0, stdout: "" });
      expect(verified.stderr).toBe(
        `sealint: stopped: ${report} names the canary at config/prod.env:2 as high, which fails the gate.\n`,
      );
    }
    expect((await runSealint([...CANARY, "--recognise"], { cwd, stdin: `${value}\n` })).code).toBe(0);
    expect((await runSealint([...CANARY, "--recognise"], { cwd, stdin: "Hk2vB7qLx9RtZ3mNp5Wd" })).code).toBe(1);

    // A gate that accepts it, or that never saw it, has not stopped it.
    writeFileSync(path.join(cwd, "config/prod.env"), text.replace(/\n$/, " # sealint-ignore -- not now\n"));
    writeFileSync(
      path.join(cwd, "sealint.yaml"),
      "version: 1\npaths:\n  exclude: [{ path: config/, reason: Later. }]\n",
    );
    const missed = await runSealint([...CANARY, "--verify"], { cwd });
    expect(missed).toMatchObject({ code: 1 });
    expect(missed.stderr).toContain("not stopped: the search does not name the canary of config/prod.env.");
  });

  it("plants nothing where the gate would let it through, nor over what is there", async () => {
    const excluded = "version: 1\npaths:\n  exclude: [{ path: config/, reason: Samples. }]\n";
    const cwd = repository({ "sealint.yaml": excluded, "taken.env": "A=1\n" });
    const through = await runSealint([...CANARY, "-o", "config/prod.env"], { cwd });
    expect(through.code).toBe(1);
    expect(through.stderr).toContain("would let it through: it does not report it there. Nothing was planted.");
    expect(existsSync(path.join(cwd, "config"))).toBe(false);
    const taken = await runSealint([...CANARY, "-o", "taken.env"], { cwd });
    expect(taken.code).toBe(2);
    expect(readFileSync(path.join(cwd, "taken.env"), "utf8")).toBe("A=1\n");
    expect(existsSync(path.join(cwd, ".sealint/canary.json"))).toBe(false);
  });

  it("cannot tell without a drill, or of a report that is none", async () => {
    const cwd = repository({ "report.json": "{}\n" });
    expect((await runSealint([...CANARY, "--verify"], { cwd })).stderr).toContain("there is no drill to verify");
    await runSealint([...CANARY, "--form", "token"], { cwd });
    const second = await runSealint([...CANARY, "-o", "b.env"], { cwd });
    expect(second.code).toBe(2);
    expect(second.stderr).toContain("is under way, in canary.env");
    expect((await runSealint([...CANARY, "--verify", "--report", "report.json"], { cwd })).code).toBe(2);
    expect((await runSealint([...CANARY, "--verify", "--report", "gone.json"], { cwd })).code).toBe(2);
  });
});
