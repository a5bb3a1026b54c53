import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { folderWith } from "./folder.ts";
import { runSealint } from "./packed-cli.ts";

const token = (seed: string): string => fillExample("ghp_‹alnum 30›‹github-crc32›", `import:${seed}`).text;
const sha1 = (text: string): string => createHash("sha1").update(text).digest("hex");

/** A repository that git made, with the given files. */
function repository(files: Readonly<Record<string, string>>): string {
  const folder = folderWith(files);
  const env = { PATH: process.env["PATH"], HOME: folder, GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null" };
  execFileSync("git", ["init", "--quiet"], { cwd: folder, env });
  execFileSync("git", ["add", "."], { cwd: folder, env });
  return folder;
}

/** Places of what a scan finds, and how many findings are accepted. */
async function scanned(cwd: string) {
  const { stdout, stderr } = await runSealint(["scan", "-f", "json"], { cwd });
  const report = JSON.parse(stdout) as {
    findings: { ruleId: string; location: { path: string; start: { line: number } } }[];
    suppressed: unknown[];
  };
  return {
    stderr,
    found: report.findings.map(({ location }) => `${location.path}:${location.start.line}`),
    accepted: report.suppressed.length,
  };
}

const GITLEAKS = String.raw`
title = "ours"
[extend]
useDefault = true
[[rules]]
id = "acme-deploy"
description = "Deploy token of Acme"
regex = '''acmed_[a-z0-9]{32}'''
keywords = ["acmed_"]
[[rules]]
id = "github-pat"
[[rules.allowlists]]
paths = ['''(^|/)test/''']
[allowlist]
paths = ['''^vendor/''', '''_generated\.py$''', '''v\d+/''']
`;

describe("sealint import gitleaks", () => {
  it("leaves out and accepts what gitleaks did, and nothing else", async () => {
    const cwd = repository({
      ".gitleaks.toml": GITLEAKS,
      ".gitleaksignore": "src/known.py:github-pat:2\nsrc/gone.py:github-pat:1\n",
      "vendor/a.py": `t = "${token("a")}"\n`,
      "src/vendor/b.py": `t = "${token("b")}"\n`,
      "src/c_generated.py": `t = "${token("c")}"\n`,
      "src/test/d.py": `t = "${token("d")}"\n`,
      "src/known.py": `x = 1\nt = "${token("e")}"\nu = "${token("f")}"\n`,
      "src/new.py": `t = "${token("g")}" # gitleaks:allow\n`,
    });
    expect((await scanned(cwd)).found).toHaveLength(7);

    const { code, stdout, stderr } = await runSealint(["import", "gitleaks"], { cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr).toMatch(/^Carried over \(\d+\)$/m);
    expect(stderr).toContain("patterns of paths do not repeat");
    expect(stderr).toContain("Wrote sealint.yaml, .sealint/rules/imported/acme-deploy.yaml.");

    expect(await scanned(cwd)).toEqual({ stderr: "", found: ["src/known.py:3", "src/vendor/b.py:1"], accepted: 3 });
    const written = readFileSync(path.join(cwd, "sealint.yaml"), "utf8");
    for (const seed of "abcdefg") expect(written + stderr).not.toContain(token(seed).slice(4, 20));
    expect(await runSealint(["rules", "test", ".sealint/rules/imported/acme-deploy.yaml"], { cwd })).toMatchObject({
      code: 0,
    });
  });

  it("writes the same each time, beside a configuration that is there", async () => {
    const cwd = repository({ ".gitleaks.toml": GITLEAKS, "sealint.yaml": "version: 1\n" });
    const shown = await runSealint(["import", "gitleaks", "--dry-run"], { cwd });
    expect(existsSync(path.join(cwd, ".sealint"))).toBe(false);
    expect(readdirSync(cwd).sort()).toEqual([".git", ".gitleaks.toml", "sealint.yaml"]);
    expect(await runSealint(["import", "gitleaks", "-o", "-"], { cwd })).toMatchObject({
      code: 0,
      stdout: shown.stdout,
    });
    const { code, stderr } = await runSealint(["import", "gitleaks"], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain("there is a sealint.yaml");
    expect(shown.stdout).toContain(readFileSync(path.join(cwd, "sealint.imported.yaml"), "utf8"));
    expect(readFileSync(path.join(cwd, "sealint.yaml"), "utf8")).toBe("version: 1\n");

    const again = await runSealint(["import", "gitleaks"], { cwd });
    expect(again).toMatchObject({ code: 2, stdout: "" });
    expect(again.stderr).toContain("sealint.imported.yaml is there already");
  });
});

describe("sealint import detect-secrets", () => {
  it("accepts the values of a baseline where they are, by their hashes", async () => {
    const known = token("known");
    const secret = (value: string, line: number, more = {}) => ({
      type: "GitHub Token",
      hashed_secret: sha1(value),
      line_number: line,
      ...more,
    });
    const cwd = repository({
      "a.py": `x = 1\nt = "${known}"\n`,
      "b.py": `t = "${token("new")}"\n`,
      ".secrets.baseline": JSON.stringify({
        version: "1.5.0",
        results: {
          "a.py": [secret(known, 1, { is_secret: false })],
          "b.py": [secret("another", 1, { is_secret: true })],
        },
      }),
    });
    const { code, stderr } = await runSealint(["import", "detect-secrets"], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain("something is found there, but with another value");
    expect(await scanned(cwd)).toEqual({ stderr: "", found: ["b.py:1"], accepted: 1 });
    const baseline = readFileSync(path.join(cwd, ".sealint/baseline.json"), "utf8");
    expect(stderr).toContain("Wrote sealint.yaml, .sealint/baseline.json, .sealint/.gitattributes.");
    expect(baseline).toContain("Looked at by somebody: no secret (GitHub Token in .secrets.baseline).");
    const config = readFileSync(path.join(cwd, "sealint.yaml"), "utf8");
    expect(config).not.toContain("allow:");
    expect(config + baseline + stderr).not.toContain(known.slice(4, 20));

    // Our own baseline follows what moves.
    writeFileSync(path.join(cwd, "moved.py"), `\n\n\nt = "${known}"\n`);
    rmSync(path.join(cwd, "a.py"));
    expect((await scanned(cwd)).found).toEqual(["b.py:1"]);
    expect(await runSealint(["baseline", "prune"], { cwd })).toMatchObject({ code: 0 });
    expect(readFileSync(path.join(cwd, ".sealint/baseline.json"), "utf8")).toContain("no secret (GitHub Token");
  });

  it("leaves a baseline that is there as it is, and holds what its own holds as often as it is there", async () => {
    const known = token("twice");
    const own = '{\n"version": 1,\n"findings": [\n"end"\n]\n}\n';
    const theirs = JSON.stringify({
      results: { "a.py": [{ type: "GitHub Token", hashed_secret: sha1(known), line_number: 1 }] },
    });
    const cwd = repository({
      "a.py": `t = "${known}"\nu = "${known}"\n`,
      "sealint.yaml": "version: 1\nbaseline: kept/known.json\n",
      "kept/known.json": own,
      ".secrets.baseline": theirs,
    });
    const shown = await runSealint(["import", "detect-secrets", "--dry-run"], { cwd });
    const { code, stderr } = await runSealint(["import", "detect-secrets"], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain("Wrote sealint.imported.yaml, kept/known.imported.json.");
    expect(stderr.replaceAll(/\s+/g, " ")).toContain(
      "Copy the lines of entries from kept/known.imported.json into the baseline that is there",
    );
    const imported = readFileSync(path.join(cwd, "kept/known.imported.json"), "utf8");
    expect(shown.stdout).toContain(`# kept/known.imported.json\n${imported}`);
    expect(imported).toContain('"count":2');
    expect(readFileSync(path.join(cwd, "kept/known.json"), "utf8")).toBe(own);
    const line = imported.split("\n").find((one) => one.startsWith('{"path"')) ?? "";
    writeFileSync(path.join(cwd, "kept/known.json"), own.replace('"end"', `${line}\n"end"`));
    rmSync(path.join(cwd, ".secrets.baseline"));
    expect(await scanned(cwd)).toMatchObject({ found: [], accepted: 2 });

    writeFileSync(path.join(cwd, ".secrets.baseline"), theirs);
    const again = await runSealint(["import", "detect-secrets", "-o", "other.yaml"], { cwd });
    expect(again).toMatchObject({ code: 2, stdout: "" });
    expect(again.stderr).toContain("kept/known.imported.json is there already");
    expect(existsSync(path.join(cwd, "other.yaml"))).toBe(false);
  });
});

const WORKFLOW = `
on: push
permissions: write-all
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - uses: corner/tool@v1
        with: { token: "\${{ secrets.DEPLOY }}" }
`;

describe("sealint import zizmor and checkov", () => {
  it("turns off and accepts the same policies at the same places", async () => {
    const cwd = repository({
      ".github/workflows/one.yml": WORKFLOW,
      ".github/workflows/two.yml": WORKFLOW,
      ".github/zizmor.yml":
        "rules:\n  unpinned-uses: { ignore: ['one.yml:8'] }\n  excessive-permissions: { ignore: [two.yml] }\n",
    });
    expect((await scanned(cwd)).found).toHaveLength(4);
    expect(await runSealint(["import", "zizmor"], { cwd })).toMatchObject({ code: 0 });
    expect(await scanned(cwd)).toEqual({
      stderr: "",
      found: [".github/workflows/one.yml:3", ".github/workflows/two.yml:8"],
      accepted: 2,
    });
  });

  it("reads configuration and baseline at once", async () => {
    const cwd = repository({
      ".github/workflows/one.yml": WORKFLOW,
      "infra/a.py": `t = "${token("h")}"\n`,
      ".checkov.yml": "skip-path: [^infra/]\nskip-check: [CKV_AWS_1, CKV_AWS_2]\n",
      ".checkov.baseline": JSON.stringify({
        failed_checks: [
          { file: "/.github/workflows/one.yml", findings: [{ resource: "on(x)", check_ids: ["CKV2_GHA_1"] }] },
        ],
      }),
    });
    const { code, stderr } = await runSealint(["import", "checkov"], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain("skip-check CKV_AWS… (2 checks)");
    expect((await scanned(cwd)).found).toEqual([".github/workflows/one.yml:8"]);
  });
});

describe("sealint import trufflehog", () => {
  it("excludes what its list does", async () => {
    const cwd = repository({
      "exclude.txt": "(^|/)gen/\n\\.lock$\n",
      "a/gen/x.py": `t = "${token("i")}"\n`,
      "yarn.lock": `t = "${token("j")}"\n`,
      "a/generated.py": `t = "${token("k")}"\n`,
    });
    expect(await runSealint(["import", "trufflehog", "exclude.txt"], { cwd })).toMatchObject({ code: 0 });
    expect((await scanned(cwd)).found).toEqual(["a/generated.py:1"]);
  });
});

describe("what cannot be read", () => {
  it.each([
    [["import", "gitleaks", "no.toml"], "no.toml cannot be read: no such file or directory"],
    [["import", "gitleaks"], "there is none of .gitleaks.toml"],
    [["import", "trufflehog"], "it has no usual place for them"],
    [["import", "gitleaks", "broken.toml"], "broken.toml:1:"],
    [["import", "detect-secrets", "binary"], "it is no text in UTF-8"],
    [["import", "checkov", "empty-list.json"], "is no baseline of checkov"],
    [["import", "gitleak"], "Did you mean `gitleaks`?"],
    [["import"], "`sealint import` names no tool"],
  ])("%j ends with 2, and writes nothing", async (args, words) => {
    const cwd = folderWith({
      ".git/HEAD": "",
      "broken.toml": "= 1",
      binary: Buffer.from([0xff, 0xfe, 0x80]),
      "empty-list.json": "[]",
    });
    const { code, stdout, stderr } = await runSealint(args, { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(words);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(existsSync(path.join(cwd, "sealint.yaml"))).toBe(false);
  });
});
