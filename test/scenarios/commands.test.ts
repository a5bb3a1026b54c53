import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { folderWith } from "./folder.ts";
import { runSealint } from "./packed-cli.ts";

const token = fillExample("ghp_‹alnum 30›‹github-crc32›", "commands").text;

describe("sealint init", () => {
  it("writes a configuration at the root that a scan takes, and says what to do next", async () => {
    const cwd = folderWith({ ".git/HEAD": "", "src/a.ts": "" });
    const { code, stdout, stderr } = await runSealint(["init"], { cwd: path.join(cwd, "src") });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Wrote \.\.\/sealint\.yaml\. /);
    expect(stdout).toContain("sealint scan");
    expect(readFileSync(path.join(cwd, "sealint.yaml"), "utf8")).toMatch(/^# yaml-language-server: \$schema=/);
    expect(await runSealint(["scan"], { cwd })).toMatchObject({ code: 0, stderr: "" });
  });

  it("writes over nothing", async () => {
    const cwd = folderWith({ ".git/HEAD": "", "sealint.yaml": "version: 1\n" });
    const { code, stdout, stderr } = await runSealint(["init"], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(
      "sealint: sealint.yaml is there already. Change that file, or move it away first; nothing was written.\n",
    );
    expect(readFileSync(path.join(cwd, "sealint.yaml"), "utf8")).toBe("version: 1\n");
  });

  it("writes settings that are right once the comment signs are gone", async () => {
    const files = {
      ".git/HEAD": "",
      "base.yaml": "version: 1\n",
      "node_modules/our-sealint-settings/sealint.yaml": "version: 1\n",
    };
    const cwd = folderWith(files);
    await runSealint(["init"], { cwd });
    const text = readFileSync(path.join(cwd, "sealint.yaml"), "utf8");
    const open = text.replaceAll(/^# (?=[a-zA-Z]+:| {2}(?!`))/gm, "");
    expect(open).toMatch(/^extends:/m);
    expect(open).toMatch(/^unread:\n {2}- path:/m);
    const { stderr } = await runSealint(["scan"], { cwd: folderWith({ ...files, "sealint.yaml": open }) });
    expect(stderr).toBe("");
  });
});

describe("sealint explain", () => {
  it.each([
    ["github/classic-personal-access-token", ["Do this first, if it leaked", "This is found", "This is fine", "ghp_<"]],
    ["logs/secret-echo", ["What to do", "This is found", "^^^^"]],
    ["inventory/missing-owner", ["What to do", "Read more"]],
    ["incident/unused-suppression", ["What to do"]],
  ])("%s tells all about it", async (id, words) => {
    const { code, stdout, stderr } = await runSealint(["explain", id]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const word of ["Why it matters", "How bad, how sure", `sealint-ignore ${id} --`, ...words]) {
      expect(stdout).toContain(word);
    }
    expect(stdout).not.toMatch(/[‹›«»\u001b]/);
  });

  it.each([
    ["logs/secret-ech", "Did you mean `logs/secret-echo`?"],
    ["secret-echo", "Did you mean `logs/secret-echo`?"],
    ["nothing-at-all", "`sealint rules list` names them all."],
  ])("%s is no rule", async (id, hint) => {
    const { code, stdout, stderr } = await runSealint(["explain", id]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(`sealint: there is no rule \`${id}\`. ${hint}\n`);
  });
});

describe("sealint explain FINGERPRINT", () => {
  const password = fillExample("‹alnum 20›", "explained").text;
  const files = { ".git/HEAD": "", "src/shop.env": `DB_USER=shop\nDB_PASSWORD=${password}\n` };

  it("tells what a finding rests on, from a report and from a fresh search alike", async () => {
    const cwd = folderWith(files);
    await runSealint(["scan", "--format", "json=scan.json"], { cwd });
    const { findings } = JSON.parse(readFileSync(path.join(cwd, "scan.json"), "utf8")) as {
      findings: { fingerprint: { identity: string; place: string }; judged: { weights: number[] } }[];
    };
    expect(findings).toHaveLength(1);
    const { identity = "", place = "" } = findings[0]?.fingerprint ?? {};
    const fromReport = await runSealint(["explain", identity.slice(0, 8), "--report", "scan.json"], { cwd });
    expect(fromReport).toMatchObject({ code: 0, stderr: "" });
    expect(fromReport.stdout).toContain("src/shop.env:2:13");
    expect(fromReport.stdout).toContain("DB_PASSWORD=***(20)");
    expect(fromReport.stdout).toMatch(/^ +\+\d\.\d\d +its name means a password \(raises it\)$/mv);
    expect(fromReport.stdout).toContain("a user's name is set beside it (raises it)");
    expect(fromReport.stdout).toContain("Do this first");
    expect(fromReport.stdout).not.toContain(password);
    expect(await runSealint(["explain", place, "src"], { cwd })).toEqual(fromReport);
  });

  it("exits 2 where nothing has the fingerprint, or the report is none", async () => {
    const cwd = folderWith({ ...files, "empty.json": "{}", "half.json": '{"schemaVersion": 1,' });
    const fails = async (...args: string[]): Promise<string> => {
      const { code, stdout, stderr } = await runSealint(["explain", ...args], { cwd });
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      return stderr;
    };
    expect(await fails("abcdef12")).toContain(
      "nothing that was searched has a fingerprint that begins with `abcdef12`",
    );
    expect(await fails("abcdef12", "--report", "empty.json")).toContain("empty.json is no JSON report of sealint");
    expect(await fails("abcdef12", "--report", "half.json")).toContain("half.json is no JSON");
    expect(await fails("abcdef12", "--report", "none.json")).toContain("none.json cannot be read: no such file");
    expect(await fails("abcdef12", "nowhere")).toContain("nowhere");
  });
});

describe("sealint rules list", () => {
  it("lists a rule a line, and fewer of a narrower preset", async () => {
    const all = await runSealint(["rules", "list"]);
    expect(all).toMatchObject({ code: 0, stderr: "" });
    expect(all.stdout).toMatch(/^logs\/secret-echo +high +\d+ platforms +Secret printed to the log$/m);
    const few = await runSealint(["rules", "list", "--preset", "recommended"]);
    expect(few.stdout.split("\n").length).toBeLessThanOrEqual(all.stdout.split("\n").length);
  });

  it("gives programs everything but the patterns", async () => {
    const { stdout } = await runSealint(["rules", "list", "--format", "json"]);
    const { schemaVersion, rules } = JSON.parse(stdout) as { schemaVersion: number; rules: Record<string, unknown>[] };
    expect(schemaVersion).toBe(1);
    expect(rules.find(({ id }) => id === "logs/secret-echo")).toMatchObject({ severity: "high" });
    expect(rules.filter((rule) => "pattern" in rule)).toEqual([]);
    expect(rules.find(({ id }) => id === "scope/unused-permission")).toMatchObject({
      looksAt: "pipelines",
      platforms: ["github-actions"],
      fixes: [{ platforms: ["github-actions"] }],
    });
  });
});

const RULE = String.raw`id: acme/token
title: Acme token
severity: high
confidence: high
since: 0.1.0
why: Whoever has it is Acme.
fix: Read it from a store.
revoke: Delete it.
references: [https://example.com/tokens]
token: 'acme_[A-Za-z\d]{20}'
`;
const GOOD = "examples:\n  flag: ['x = «acme_‹alnum 20›»']\n  ok: ['x = acme_‹alnum 19›']\n";
const BAD = "examples:\n  flag: ['x = «acme_‹alnum 19›»']\n  ok: ['x = acme_‹alnum 20›']\n";

describe("sealint rules test", () => {
  it("runs the examples of a rule, wherever it lies", async () => {
    const { code, stdout, stderr } = await runSealint(["rules", "test", "my/r.yaml"], {
      cwd: folderWith({ "my/r.yaml": RULE + GOOD }),
    });
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: "2 examples of 1 rule: all as they say.\n",
      stderr: "",
    });
  });

  it("tells which example fails, and how, without its value", async () => {
    const { code, stdout } = await runSealint(["rules", "test", "r.yaml"], {
      cwd: folderWith({ "r.yaml": RULE + BAD }),
    });
    expect(code).toBe(1);
    expect(stdout).toBe(
      "acme/token: flag example 1 finds nothing at 1:5-1:29, where a mark is.\n" +
        "acme/token: ok example 1 finds something at 1:5-1:30.\n" +
        "2 examples of 1 rule: 2 faults.\n",
    );
  });

  it("names what is wrong with a rule, and runs none", async () => {
    const cwd = folderWith({ "r.yaml": RULE.replace("acme_", "") + GOOD, "s.yaml": "id: acme\n" });
    const { code, stdout, stderr } = await runSealint(["rules", "test", "r.yaml", "s.yaml"], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^sealint: error: r\.yaml:1:5: the rule acme\/token has no literal of three bytes/m);
    expect(stderr).toMatch(/^sealint: error: s\.yaml:1:5: `id` must be `group\/name`/m);
    expect((await runSealint(["rules", "test", "no.yaml"], { cwd })).stderr).toContain(
      "no.yaml cannot be read: no such file",
    );
  });
});

describe("--format jsonl", () => {
  it("has a finding a line, then problems, then the summary", async () => {
    const cwd = folderWith({ "a.ts": `const token = "${token}";\n` });
    const { code, stdout } = await runSealint(["scan", "-f", "jsonl", "a.ts", "no.ts"], { cwd });
    expect(code).toBe(2);
    const records = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { type: string });
    expect(records.map(({ type }) => type)).toEqual(["finding", "problem", "summary"]);
    expect(records[2]).toMatchObject({ schemaVersion: 1, findings: 1, errors: 1 });
    expect(stdout).not.toContain(token.slice(4, 16));
  });
});

describe("--progress", () => {
  it("says nothing in a pipe", async () => {
    const cwd = folderWith({ "a.ts": "" });
    expect((await runSealint(["scan"], { cwd })).stderr).toBe("");
    expect((await runSealint(["scan", "--progress", "off"], { cwd })).stderr).toBe("");
  });
});
