import { mkdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { folderWith } from "./folder.ts";
import { runSealint } from "./packed-cli.ts";

const RULE = "github/classic-personal-access-token";
const token = fillExample("ghp_‹alnum 30›‹github-crc32›", "config").text;
const LEAK = `const token = "${token}";\n`;
const NO_GIT = { ".git/HEAD": "ref: refs/heads/main\n" };

/** A repository with a leak in src/a.ts and in old/b.ts, and this configuration. */
const repository = (config: string, files: Readonly<Record<string, string>> = {}): string =>
  folderWith({ ...NO_GIT, "src/a.ts": LEAK, "old/b.ts": LEAK, "sealint.yaml": `version: 1\n${config}`, ...files });

interface Report {
  readonly findings: readonly {
    readonly ruleId: string;
    readonly severity: string;
    readonly location: { readonly path: string };
  }[];
  readonly suppressed: readonly {
    readonly finding: { readonly location: { readonly path: string } };
    readonly suppression: { readonly by: string; readonly reason: string };
  }[];
  readonly summary: {
    readonly suppressed: number;
    readonly failing: number;
    readonly skipped: { readonly excluded: number };
  };
}

async function report(cwd: string, ...args: string[]): Promise<Report & { readonly code: number | undefined }> {
  const { code, stdout } = await runSealint(["scan", "-f", "json", "--as-of", "2026-11-23", ...args], { cwd });
  expect(stdout).not.toContain(token.slice(8, 20));
  return { code, ...(JSON.parse(stdout) as Report) };
}

const paths = ({ findings }: Report): string[] => findings.map(({ location }) => location.path);

describe("sealint.yaml", () => {
  it("at the root holds wherever one stands", async () => {
    const cwd = repository("paths: { exclude: [{ path: old/, reason: goes away }] }\n");
    expect(paths(await report(cwd))).toEqual(["src/a.ts"]);
    expect(paths(await report(path.join(cwd, "old")))).toEqual([]);
    expect(paths(await report(cwd, "old/b.ts"))).toEqual([]);
  });

  it("has what it leaves out counted and told", async () => {
    const cwd = repository("paths: { exclude: [{ path: old/, reason: goes away }] }\n");
    expect((await report(cwd)).summary.skipped.excluded).toBe(1);
    const { stdout } = await runSealint(["scan"], { cwd });
    expect(stdout).toContain("Not searched: 1 file that the configuration leaves out.");
  });

  it("sets what flags set, and flags win", async () => {
    const cwd = repository(`failOn: never\nrules: { ${RULE}: { severity: low, reason: revoked } }\n`);
    expect(await report(cwd)).toMatchObject({ code: 0, findings: [{ severity: "low" }, { severity: "low" }] });
    expect((await report(cwd, "--fail-on", "low")).code).toBe(1);
  });

  it("turns rules off, and a flag runs them all the same", async () => {
    // Without a name, which would give the value away by itself.
    const leak = `send("${token}");\n`;
    const files = { "src/a.ts": leak, "old/b.ts": leak };
    const cwd = repository("rules: { github/*: { severity: off, reason: revoked } }\n", files);
    expect(paths(await report(cwd))).toEqual([]);
    expect(paths(await report(cwd, "--rule", RULE))).toEqual(["old/b.ts", "src/a.ts"]);
  });

  it("accepts findings, which then fail no run and are told", async () => {
    const cwd = repository("allow: [{ path: '*.ts', reason: revoked }]\n");
    const { code, findings, suppressed, summary } = await report(cwd);
    expect({ code, findings, count: summary.suppressed }).toEqual({ code: 0, findings: [], count: 2 });
    expect(suppressed.map(({ suppression }) => `${suppression.by}: ${suppression.reason}`)).toEqual([
      "config: revoked",
      "config: revoked",
    ]);
    expect((await runSealint(["scan"], { cwd })).stdout).toContain("2 findings are accepted: 2 by the configuration.");
    expect((await runSealint(["scan", "-f", "sarif"], { cwd })).stdout).not.toContain("old/b.ts");
  });

  it("accepts a finding by its fingerprint", async () => {
    const open = repository("");
    const { findings } = await report(open);
    const { fingerprint } = findings[0] as unknown as { readonly fingerprint: { readonly place: string } };
    const cwd = repository(`allow: [{ fingerprint: ${fingerprint.place}, reason: revoked }]\n`);
    expect(paths(await report(cwd))).toEqual(["src/a.ts"]);
  });

  it("is told where an entry is over, and where none is needed, at its place", async () => {
    const cwd = repository(
      "allow:\n  - { path: src/, reason: revoked, until: 2026-11-22 }\n  - { path: nowhere/, reason: made up }\n",
    );
    const { stdout } = await runSealint(["scan", "--as-of", "2026-11-23"], { cwd });
    expect(stdout).toContain("sealint.yaml:3:7");
    expect(stdout).toContain("The entry expired on 2026-11-22");
    expect(stdout).toContain("sealint.yaml:4:7");
    expect(stdout).toContain("The entry accepts no finding any more.");
    // Of a part of the repository, nobody can tell.
    expect((await runSealint(["scan", "src"], { cwd })).stdout).not.toContain("sealint.yaml:4:7");
  });

  it("accepts that a path cannot be read", async () => {
    const broken = { ".github/workflows/a.yml": 'on: push\njobs: [\n  a: "\n', "src/a.ts": "", "old/b.ts": "" };
    expect((await runSealint(["scan"], { cwd: repository("", broken) })).code).toBe(2);
    const cwd = repository("unread: [{ path: .github/workflows/a.yml, reason: A template. }]\n", broken);
    const { code, stderr } = await runSealint(["scan", "--strict-reads"], { cwd });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^sealint: note: .+ The configuration accepts this: A template\.\n/);
  });

  it("extends files and packages as data, which nothing runs", async () => {
    const cwd = repository("extends: [ours]\n", {
      "node_modules/ours/sealint.yaml": "version: 1\npaths: { exclude: [{ path: old/, reason: goes away }] }\n",
      "node_modules/ours/index.js": "process.exit(7);\n",
    });
    expect(paths(await report(cwd))).toEqual(["src/a.ts"]);
  });
});

describe("a configuration that is refused", () => {
  it.each<[what: string, config: string, said: RegExp]>([
    ["broken YAML", "allow: [\n", /^sealint: error: sealint\.yaml:\d+:\d+: is not valid YAML/],
    [
      "an unknown key",
      "pathes: {}\n",
      /^sealint: error: sealint\.yaml:2:1: unknown key `pathes`; did you mean `paths`\? /,
    ],
    [
      "a wrong value",
      "preset: strickt\n",
      /sealint\.yaml:2:9: `preset` is none of the known words; did you mean `strict`\? /,
    ],
    [
      "an unknown rule",
      "rules: { logs/secret-ech: {} }\n",
      /sealint\.yaml:2:10: there is no rule `logs\/secret-ech`\. Did you/,
    ],
    ["a missing reason", "rules: { logs/secret-echo: { severity: off } }\n", /sealint\.yaml:2:10: .+ no reason\. Add/],
    [
      "a circle",
      "extends: [./sealint.yaml]\n",
      /sealint\.yaml:2:11: .+ circle: sealint\.yaml → sealint\.yaml\. Remove/,
    ],
    ["a missing file", "extends: [./no.yaml]\n", /sealint\.yaml:2:11: .+ no such file\. Check/],
    ["a missing package", "extends: [no]\n", /sealint\.yaml:2:11: .+ node_modules at the root\. Install/],
    [
      "a pattern out of the root",
      "unread: [{ path: ../x, reason: x }]\n",
      /sealint\.yaml:2:18: `path` is no path below/,
    ],
  ])("for %s is named with its place, and nothing is searched", async (_, config, said) => {
    const { code, stdout, stderr } = await runSealint(["scan"], { cwd: repository(config) });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(said);
    for (const line of stderr.trimEnd().split("\n")) expect(line).toMatch(/^sealint: error: .+[.?] .+[.?]$/);
  });

  it("is named from where the person stands", async () => {
    const cwd = path.join(repository("presett: all\n"), "src");
    expect((await runSealint(["scan"], { cwd })).stderr).toContain("error: ../sealint.yaml:2:1: ");
  });

  it("has another name than is read", async () => {
    const cwd = folderWith({ ...NO_GIT, ".sealint.yml": "version: 1\n" });
    const { code, stderr } = await runSealint(["scan"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toBe(
      "sealint: the configuration .sealint.yml has a name that is not read. Rename it to sealint.yaml at the root of the repository, or name it with `--config`.\n",
    );
  });

  it.each([
    ["is missing", "no.yaml", /no\.yaml: the configuration cannot be read: no such file\. /],
    ["is a folder", "folder", /folder: the configuration cannot be read: it is a folder\. /],
  ])("%s", async (_, name, said) => {
    const cwd = repository("");
    mkdirSync(path.join(cwd, "folder"));
    const { code, stderr } = await runSealint(["scan", "--config", name], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(said);
  });

  it("never has a value of it repeated", async () => {
    const cwd = repository(`allow: [{ fingerprint: ${token}, rule: ${token}, reason: x }]\n${token}: 1\n`);
    const { code, stdout, stderr } = await runSealint(["scan"], { cwd });
    expect(code).toBe(2);
    expect(stdout + stderr).not.toContain(token.slice(4, 16));
  });
});
