import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { githubRun } from "../sources/ci/told.ts";
import { temporaryFolder } from "../sources/temporary.ts";
import { type Repository, repositoryWith } from "./git-repository.ts";
import { runSealint } from "./packed-cli.ts";

const token = (seed: string): string => fillExample("ghp_‹alnum 30›‹github-crc32›", seed).text;
const RULE = "github/classic-personal-access-token";
const LOOSENED = "incident/loosened-by-change";
const leak = (seed: string): string => `send("${token(seed)}");\n`;
const CONFIG = "version: 1\n";
const ALLOW = `allow: [{ path: "*.ts", reason: r }]\n`;

type Files = Readonly<Record<string, string | undefined>>;

/** What a pull request is made of: what its base has, what the base gets after the request left it, and the request's commits. */
interface Request {
  readonly base: Files;
  readonly later?: Files;
  readonly commits: readonly Files[];
}

interface Report {
  readonly findings: readonly {
    readonly ruleId: string;
    readonly message: string;
    readonly location: { readonly path: string; readonly start: { readonly line: number } };
  }[];
}

function made({ base, later, commits }: Request): Repository {
  const repository = repositoryWith({ "README.md": "A shop.\n", ...(base as Readonly<Record<string, string>>) });
  const { git, write, commit } = repository;
  git("switch", "--quiet", "--create", "request");
  for (const files of commits) {
    write(files);
    commit();
  }
  git("switch", "--quiet", "main");
  if (later !== undefined) {
    write(later);
    commit();
  }
  git("switch", "--quiet", "request");
  return repository;
}

/** Runs the gate as GitHub does for a pull request, and gives what it finds. */
async function gate(request: Request, ...args: readonly string[]) {
  const { folder, git } = made(request);
  const sha = (name: string): string => git("rev-parse", name).trim();
  const payload = {
    number: 5,
    pull_request: { number: 5, base: { sha: sha("main"), ref: "main" }, head: { sha: sha("request"), ref: "request" } },
    repository: { default_branch: "main" },
  };
  const { code, stdout, stderr } = await runSealint(["scan", "--ci", "--format", "json", ...args], {
    cwd: folder,
    env: githubRun("pull_request", payload),
  });
  const { findings } = (stdout === "" ? { findings: [] } : JSON.parse(stdout)) as Report;
  return {
    code,
    found: findings.map(({ ruleId, location }) => `${location.path}:${location.start.line} ${ruleId}`),
    said: findings.map(({ message }) => message),
    stderr,
  };
}

describe("a pull request", () => {
  it.each<[string, Request, string[]]>([
    [
      "by a configuration",
      { base: {}, commits: [{ "a.ts": leak("a"), "sealint.yaml": CONFIG + ALLOW }] },
      [`a.ts:1 ${RULE}`, `sealint.yaml:2 ${LOOSENED}`],
    ],
    [
      "by an entry more",
      {
        base: { "sealint.yaml": `${CONFIG}allow:\n  - { path: docs/, reason: r }\n` },
        commits: [
          {
            "a.ts": leak("a"),
            "docs/a.md": leak("b"),
            "sealint.yaml": `${CONFIG}allow:\n  - { path: docs/, reason: r }\n  - { path: a.ts, reason: r }\n`,
          },
        ],
      },
      [`a.ts:1 ${RULE}`, `sealint.yaml:4 ${LOOSENED}`],
    ],
    [
      "by turning a rule off",
      {
        base: {},
        commits: [
          { "a.ts": leak("a"), "sealint.yaml": `${CONFIG}rules: { github/*: { severity: off, reason: r } }\n` },
        ],
      },
      [`a.ts:1 ${RULE}`, `sealint.yaml:2 ${LOOSENED}`],
    ],
    [
      "by leaving files out, in a commit of its own, later",
      {
        base: {},
        commits: [
          { "a.ts": leak("a") },
          { "sealint.yaml": `${CONFIG}paths: { exclude: [{ path: a.ts, reason: r }] }\n` },
        ],
      },
      [`a.ts:1 ${RULE}`, `sealint.yaml:2 ${LOOSENED}`],
    ],
    [
      "by deleting the configuration that has it fail",
      {
        base: { "sealint.yaml": `${CONFIG}failOn: low\n` },
        commits: [{ "a.ts": leak("a"), "sealint.yaml": undefined }],
      },
      [`a.ts:1 ${RULE}`, `sealint.yaml:1 ${LOOSENED}`],
    ],
    [
      "by a comment",
      { base: {}, commits: [{ "a.ts": `// sealint-ignore ${RULE} -- it is fine\n${leak("a")}` }] },
      [`a.ts:1 ${LOOSENED}`, `a.ts:2 ${RULE}`],
    ],
    [
      "by a comment in a later commit",
      {
        base: {},
        commits: [{ "a.ts": leak("a") }, { "a.ts": `// sealint-ignore ${RULE} -- it is fine\n${leak("a")}` }],
      },
      [`a.ts:1 ${LOOSENED}`, `a.ts:1 ${RULE}`],
    ],
  ])("does not let itself through %s", async (_, request, expected) => {
    const { code, found, stderr } = await gate(request);
    expect({ code, found }).toEqual({ code: 1, found: expected });
    expect(stderr).toMatch(/^sealint: searching [12] commits? of pull request #5/);
  });

  it("passes with what its base accepts", async () => {
    const base = {
      "sealint.yaml": `${CONFIG}allow: [{ path: docs/, reason: r }]\n`,
      "b.ts": `// sealint-ignore ${RULE} -- made up\n\nexport {};\n`,
    };
    const commits = [
      { "docs/a.md": leak("a"), "b.ts": `// sealint-ignore ${RULE} -- made up\n${leak("b")}\nexport {};\n` },
    ];
    expect(await gate({ base, commits })).toMatchObject({ code: 0, found: [] });
  });

  it("may make the gate stricter for itself", async () => {
    const base = { "sealint.yaml": CONFIG + ALLOW };
    const commits = [{ "a.ts": leak("a"), "sealint.yaml": CONFIG }];
    expect(await gate({ base, commits })).toMatchObject({ code: 1, found: [`a.ts:1 ${RULE}`] });
  });

  it("is not blamed for what its base has made stricter since, nor let through by what that was", async () => {
    const base = { "sealint.yaml": CONFIG + ALLOW };
    const request = { base, later: { "sealint.yaml": CONFIG }, commits: [{ "a.ts": leak("a") }] };
    expect(await gate(request)).toMatchObject({ code: 1, found: [`a.ts:1 ${RULE}`] });
  });

  it("is held against its base's baseline", async () => {
    const known = repositoryWith({ "a.ts": `\n${leak("a")}` });
    expect((await runSealint(["baseline", "create"], { cwd: known.folder })).code).toBe(0);
    const baseline = readFileSync(path.join(known.folder, ".sealint/baseline.json"), "utf8");
    const base = { "a.ts": `\n${leak("a")}`, ".sealint/baseline.json": baseline };
    expect(await gate({ base, commits: [{ "a.ts": `\n  ${leak("a")}` }] })).toMatchObject({ code: 0, found: [] });

    const commits = [{ "a.ts": `\n${leak("a")}`, ".sealint/baseline.json": baseline }];
    const { code, found, said } = await gate({ base: {}, commits });
    expect({ code, found }).toEqual({ code: 1, found: [`.sealint/baseline.json:4 ${LOOSENED}`, `a.ts:2 ${RULE}`] });
    expect(said).toContain("The entry is not in the base commit's baseline, so it hides nothing here.");
  });

  const INVENTORY = ".sealint/inventory.yaml";
  const entry = (name: string, more = "expires: 2099-01-01"): string =>
    `  - { name: ${name}, owner: team-shop, purpose: Deploys., ${more} }\n`;
  /** What entries have to say beside a name, an owner, a purpose and an end. */
  const DEFAULTS =
    "{ policy: vault/shop, revoke: vault delete kv/shop, rotation: { every: 30d, method: auto, overlap: 1h }, governance: { request: [a], approve: [b], read: [ci] } }";
  const inventory = (...entries: readonly string[]): string =>
    `version: 1\ndefaults: ${DEFAULTS}\nsecrets:\n${entries.join("")}`;
  const workflow = (secret: string): Files => ({
    ".github/workflows/deploy.yml": [
      "on: { push: { branches: [main] } }",
      "permissions: {}",
      "jobs:",
      "  deploy:",
      "    runs-on: ubuntu-24.04",
      "    steps:",
      `      - { run: ./deploy, env: { KEY: "\${{ secrets.${secret} }}" } }`,
      "",
    ].join("\n"),
  });
  const UNDECLARED = ".github/workflows/deploy.yml:7 inventory/undeclared-secret";

  it.each<[string, Request, { code: number; found: string[] }]>([
    [
      "declares what it uses first",
      {
        base: { [INVENTORY]: inventory(entry("A")) },
        commits: [{ ...workflow("B"), [INVENTORY]: inventory(entry("A"), entry("B")) }],
      },
      { code: 0, found: [] },
    ],
    [
      "must declare it",
      { base: { [INVENTORY]: inventory(entry("A")) }, commits: [workflow("B")] },
      { code: 1, found: [UNDECLARED] },
    ],
    [
      "deletes the inventory",
      { base: { [INVENTORY]: inventory(entry("A")) }, commits: [{ ...workflow("B"), [INVENTORY]: undefined }] },
      { code: 1, found: [UNDECLARED, `${INVENTORY}:1 ${LOOSENED}`] },
    ],
    [
      "takes an entry out",
      {
        base: { [INVENTORY]: inventory(entry("A"), entry("B")) },
        commits: [{ ...workflow("B"), [INVENTORY]: inventory(entry("A")) }],
      },
      { code: 1, found: [UNDECLARED, `${INVENTORY}:1 ${LOOSENED}`] },
    ],
    [
      "puts an expiry off",
      {
        base: { [INVENTORY]: inventory(entry("A")) },
        commits: [{ [INVENTORY]: inventory(entry("A", "expires: 2099-01-02")) }],
      },
      { code: 0, found: [`${INVENTORY}:4 ${LOOSENED}`] },
    ],
    [
      "is older than an entry of its base",
      {
        base: { [INVENTORY]: inventory(entry("A")) },
        later: { [INVENTORY]: inventory(entry("A"), entry("B")) },
        commits: [workflow("B")],
      },
      { code: 0, found: [] },
    ],
  ])("that %s is held against the inventory", async (_, request, expected) => {
    const { code, found } = await gate(request);
    expect({ code, found }).toEqual(expected);
  });

  it("does not reach a configuration outside of the repository", async () => {
    const outside = path.join(temporaryFolder(), "gate.yaml");
    writeFileSync(outside, `${CONFIG}allow: [{ path: docs/, reason: r }]\n`);
    const commits = [{ "docs/a.md": leak("a"), "a.ts": leak("b"), "sealint.yaml": CONFIG + ALLOW }];
    const { code, found } = await gate({ base: {}, commits }, "--trusted-config", outside);
    expect({ code, found }).toEqual({ code: 1, found: [`a.ts:1 ${RULE}`] });
  });

  it("does not reach one that is named within it either", async () => {
    const commits = [{ "a.ts": leak("b"), "ci/gate.yaml": CONFIG + ALLOW }];
    const named = await gate({ base: { "ci/gate.yaml": CONFIG }, commits }, "--trusted-config", "ci/gate.yaml");
    expect(named).toMatchObject({ code: 1, found: [`a.ts:1 ${RULE}`] });
    const asConfig = await gate({ base: { "ci/gate.yaml": CONFIG }, commits }, "--config", "ci/gate.yaml");
    expect(asConfig).toMatchObject({ code: 1, found: [`a.ts:1 ${RULE}`, `ci/gate.yaml:2 ${LOOSENED}`] });
    const missing = await gate({ base: {}, commits }, "--trusted-config", "ci/gate.yaml");
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain("ci/gate.yaml: the configuration cannot be read: no such file");
  });

  it("that breaks its configuration is told so", async () => {
    const { code, stderr } = await gate({ base: {}, commits: [{ "sealint.yaml": "version: 2\n" }] });
    expect(code).toBe(2);
    expect(stderr).toContain("sealint.yaml:1:");
  });

  it("is looked at by a base that is broken no less", async () => {
    const { code, stderr } = await gate({ base: { "sealint.yaml": "version: 2\n" }, commits: [{ "a.ts": leak("a") }] });
    expect(code).toBe(2);
    expect(stderr).toContain("sealint.yaml:1:");
  });
});

describe("--trusted-config", () => {
  it.each([
    [["scan", "--trusted-config", "a.yaml"], "`--trusted-config` says nothing without `--ci`"],
    [["scan", "--ci", "--trusted-config", "a.yaml", "--config", "b.yaml"], "contradict each other"],
  ])("%j is refused", async (args, words) => {
    const cwd = temporaryFolder();
    const { code, stderr } = await runSealint(args, { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});
