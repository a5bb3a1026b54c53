import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { folderWith } from "./folder.ts";
import { runSealint } from "./packed-cli.ts";

const token = fillExample("ghp_‹alnum 30›‹github-crc32›", "exit-codes").text;
const LEAK = `const token = "${token}";\n`;
const WEAK = 'password: "Tr0ub' + '4dor&3"\n';

describe("exit 0", () => {
  it("where nothing is found", async () => {
    const cwd = folderWith({ "a.ts": "export const a = 1;\n" });
    const { code, stdout, stderr } = await runSealint(["scan"], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("No findings.");
  });

  it("where no finding reaches the failing level", async () => {
    const cwd = folderWith({ "test/a.yaml": WEAK });
    const { code, stdout } = await runSealint(["scan"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain("1 finding (1 low)");
  });

  it("where findings are not to fail", async () => {
    const cwd = folderWith({ "a.ts": LEAK });
    expect((await runSealint(["scan", "--fail-on", "never"], { cwd })).code).toBe(0);
  });
});

describe("exit 1", () => {
  it("where a finding reaches the failing level", async () => {
    const cwd = folderWith({ "a.ts": LEAK });
    const { code, stdout, stderr } = await runSealint(["scan"], { cwd });
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toContain("a.ts:1:16");
    expect(stdout).not.toContain(token.slice(4, 16));
  });

  it("where the level is set lower", async () => {
    const cwd = folderWith({ "test/a.yaml": WEAK });
    expect((await runSealint(["scan", "--fail-on", "low"], { cwd })).code).toBe(1);
  });
});

describe("exit 2", () => {
  const onFullDisk = (command: string, cwd: string): number | null => {
    const { project } = inject("packed");
    const program = join(project, "node_modules", "sealint", "bin", "sealint.js");
    return spawnSync("sh", ["-c", command, process.execPath, program], { cwd, stdio: "ignore" }).status;
  };

  it.skipIf(process.platform !== "linux").each([
    ["reports", '"$0" "$1" scan >/dev/full'],
    ["reports in files", '"$0" "$1" scan --format json=/dev/full'],
    ["problems", '"$0" "$1" scan nowhere 2>/dev/full'],
  ])("where the disk is full for %s", (_, command) => {
    expect(onFullDisk(command, folderWith({ "a.ts": "export const a = 1;\n" }))).toBe(2);
  });

  it.each([
    ["an unknown command", ["scna"], "unknown command `scna`. Did you mean `scan`?"],
    ["an unknown flag", ["scan", "--fial-on", "low"], "unknown flag `--fial-on`. Did you mean `--fail-on`?"],
    ["a wrong value", ["scan", "--fail-on", "medum"], "`medum`"],
    [
      "an unknown rule",
      ["scan", "--rule", "logs/secret-ech"],
      "there is no rule `logs/secret-ech`. Did you mean `logs/secret-echo`?",
    ],
    ["an unknown format", ["scan", "--format", "srif"], "`srif`"],
    ["a day that is none", ["scan", "--as-of", "2026-02-30"], "`2026-02-30`"],
    ["a list of files that is missing", ["scan", "--files-from", "no-list"], "no-list"],
    ["an inventory that is missing", ["scan", "--inventory", "no.yaml"], "no.yaml"],
  ])("for %s, in one line that says what to do", async (_, args, words) => {
    const cwd = folderWith({ "a.ts": LEAK });
    const { code, stdout, stderr } = await runSealint(args, { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(words);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  it("for a path that is missing, and the rest is searched", async () => {
    const cwd = folderWith({ "a.ts": LEAK });
    const { code, stdout, stderr } = await runSealint(["scan", "a.ts", "no.ts"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^sealint: error: no\.ts: .+\. .+\.\n$/);
    expect(stdout).toContain("1 finding (1 critical)");
  });

  it("for nothing found where not all could be searched: that is not clean", async () => {
    const cwd = folderWith({ "a.ts": "" });
    const { code, stdout } = await runSealint(["scan", "a.ts", "no.ts"], { cwd });
    expect(code).toBe(2);
    expect(stdout).toContain("this is not a clean result");
  });

  it("for an output that cannot be written, and the other is", async () => {
    const cwd = folderWith({ "a.ts": LEAK });
    const args = ["scan", "--format", "text", "--format", "sarif=no/such/folder/out.sarif"];
    const { code, stdout, stderr } = await runSealint(args, { cwd });
    expect(code).toBe(2);
    expect(stdout).toContain("1 finding");
    expect(stderr).toMatch(/out\.sarif: the sarif report cannot be written: no such file or directory\. .+\.\n$/);
  });

  it("for a broken pipeline, at its place, and its text is searched", async () => {
    const cwd = folderWith({ ".github/workflows/ci.yml": `on: push\njobs: [\n  a: "\n# ${token}\n` });
    const { code, stdout, stderr } = await runSealint(["scan"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^sealint: error: \.github\/workflows\/ci\.yml:\d+:\d+: /);
    expect(stdout).toContain("1 finding");
  });

  it("for notes, where reads are strict", async () => {
    const cwd = folderWith({ ".sealint/salt": "s", "a.ts": LEAK });
    expect((await runSealint(["scan", "--strict-reads"], { cwd })).code).toBe(1);
  });
});

describe("an interrupted run", () => {
  it("ends at once by the signal, which a shell tells as 130", async () => {
    const { project } = inject("packed");
    const child = spawn(process.execPath, [join(project, "node_modules", ".bin", "sealint"), "scan", "--stdin"], {
      stdio: ["pipe", "ignore", "ignore"],
    });
    child.stdin.on("error", () => {});
    // Its input stays open: without the signal it would wait for ever.
    child.stdin.write("text\n", () => child.kill("SIGINT"));
    const signal = await new Promise((resolve) => child.once("close", (_, name) => resolve(name)));
    expect(signal).toBe("SIGINT");
  });
});
