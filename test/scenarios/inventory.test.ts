import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { folderWith } from "./folder.ts";
import { repositoryWith } from "./git-repository.ts";
import { runSealint } from "./packed-cli.ts";

const INVENTORY = ".sealint/inventory.yaml";
const workflow = (...secrets: readonly string[]): string =>
  `on: push\npermissions: {}\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy\n        env:\n${secrets
    .map((secret, index) => `          K${index}: \${{ secrets.${secret} }}\n`)
    .join("")}`;
const token = (): string => fillExample("ghp_‹alnum 30›‹github-crc32›", "scenario").text;

interface Report {
  readonly findings: readonly {
    readonly ruleId: string;
    readonly message: string;
    readonly location: { readonly path: string };
  }[];
}

const idsIn = (stdout: string): string[] => [
  ...new Set((JSON.parse(stdout) as Report).findings.map(({ ruleId }) => ruleId)),
];

describe("sealint inventory", () => {
  it("drafts an inventory of which only that is missing which people know, and adds to it later", async () => {
    const repository = repositoryWith({ ".github/workflows/ci.yml": workflow("a_token"), CODEOWNERS: "* @shop/web\n" });
    const work = repository.folder;
    const drafted = await runSealint(["inventory", "init"], { cwd: work });
    expect(drafted).toMatchObject({ code: 0, stdout: "" });
    const text = readFileSync(path.join(work, INVENTORY), "utf8");
    expect(text).toContain('owner: "@shop/web" # by CODEOWNERS');
    expect(text).toContain("created: 2026-11-23 # first used then");
    const checked = await runSealint(["inventory", "check", "--format", "json"], { cwd: work });
    expect(checked.code).toBe(1);
    expect(idsIn(checked.stdout)).toEqual([
      "incident/missing-revocation",
      "inventory/missing-governance",
      "inventory/missing-inventory-expiry",
      "inventory/missing-inventory-rotation",
      "inventory/missing-purpose",
      "inventory/policy-not-traced",
    ]);

    repository.write({ ".github/workflows/ci.yml": workflow("A_TOKEN", "B_TOKEN") });
    repository.commit();
    expect((await runSealint(["inventory", "init"], { cwd: work })).stderr).toContain(
      `Added 1 secret to ${INVENTORY}.`,
    );
    const added = readFileSync(path.join(work, INVENTORY), "utf8");
    expect(added.startsWith(text)).toBe(true);
    expect(added).toContain("  - name: B_TOKEN\n");
    expect((await runSealint(["inventory", "init"], { cwd: work })).stderr).toContain("nothing was written");
  });

  it("writes nothing over a file, nor into one that it cannot add to", async () => {
    const flow = "version: 1\nsecrets: [{ name: OTHER }]\n";
    const work = folderWith({ [INVENTORY]: flow, ".github/workflows/ci.yml": workflow("A_TOKEN") });
    const refused = await runSealint(["inventory", "init"], { cwd: work });
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toContain("  - name: A_TOKEN");
    expect(readFileSync(path.join(work, INVENTORY), "utf8")).toBe(flow);
    const shown = await runSealint(["inventory", "init", "--dry-run"], {
      cwd: folderWith({ ".github/workflows/ci.yml": workflow("A_TOKEN") }),
    });
    expect(shown.stdout).toContain("  - name: A_TOKEN\n");
  });

  it("checks what is clean as clean, and says what to do where there is none", async () => {
    const work = folderWith({
      [INVENTORY]: `version: 1\nsecrets:\n  - name: A_TOKEN\n    owner: web\n    purpose: Deploys.\n    expires: 2099-01-01\n    rotation: { every: 90d, method: auto, overlap: 1d }\n    governance: { request: [a], approve: [b], read: [ci] }\n    revoke: https://wiki.example/revoke\n    policy: ci-deploy\n`,
      ".github/workflows/ci.yml": workflow("A_TOKEN"),
    });
    expect(await runSealint(["inventory", "check"], { cwd: work })).toMatchObject({ code: 0 });
    const due = ["inventory", "check", "--as-of", "2098-12-20", "--fail-on", "never"];
    const ran = await runSealint([...due, "--format", "ics=due.ics", "--format", "reminder"], { cwd: work });
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain("**`A_TOKEN`** expires on 2099-01-01, in 12 days");
    expect(existsSync(path.join(work, "due.ics"))).toBe(true);
    expect((await runSealint(["inventory", "check", "--as-of", "2098-12-20"], { cwd: work })).code).toBe(1);
    const within = ["inventory", "check", "--as-of", "2098-12-20", "--within"];
    expect((await runSealint([...within, "7d"], { cwd: work })).code).toBe(0);
    expect(await runSealint([...within, "a week"], { cwd: work })).toMatchObject({ code: 2 });
    const none = await runSealint(["inventory", "check"], { cwd: folderWith({}) });
    expect(none).toMatchObject({ code: 2 });
    expect(none.stderr).toContain("sealint inventory init");
  });

  it("calls no secret unused where a pipeline could not be read, and reads each file of its own once", async () => {
    const inventory = `version: 1\nsecrets:\n  - { name: A_TOKEN, expires: 2020-01-01, purpose: "${token()}" }\n`;
    const work = folderWith({
      [INVENTORY]: inventory,
      ".github/workflows/ci.yml": `${workflow("A_TOKEN")}  a: b: c\n`,
    });
    const check = ["inventory", "check", "--format", "json"];
    const blind = await runSealint(check, { cwd: work });
    expect(blind.code).toBe(2);
    expect(idsIn(blind.stdout)).not.toContain("inventory/orphaned-secret");
    expect(blind.stdout).toContain("no pipeline that was read uses it");
    const { findings } = JSON.parse(blind.stdout) as Report;
    expect(findings.filter(({ ruleId }) => ruleId === "github/classic-personal-access-token")).toHaveLength(1);
    const seeing = await runSealint(check, { cwd: folderWith({ [INVENTORY]: inventory }) });
    expect(idsIn(seeing.stdout)).toContain("inventory/orphaned-secret");
  });

  it("passes on no value that somebody wrote into a purpose or an owner", async () => {
    const inventory = `version: 1\nsecrets:\n  - { name: A_TOKEN, expires: 2020-01-01, owner: web, purpose: "Opens ${token()}." }\n  - { name: B_TOKEN, expires: 2020-01-01, owner: "${token()}", purpose: Deploys. }\n`;
    const work = folderWith({ [INVENTORY]: inventory });
    const formats = ["ics", "reminder", "slack"].flatMap((format) => ["--format", `${format}=${format}.txt`]);
    await runSealint(["inventory", "check", ...formats], { cwd: work });
    for (const format of ["ics", "reminder", "slack"]) {
      const text = readFileSync(path.join(work, `${format}.txt`), "utf8").replaceAll("\r\n ", "");
      expect(text).toContain("A_TOKEN");
      expect(text).toContain("it holds what looks like a secret");
      expect(text).not.toContain(token());
    }
    // A narrower search prints no more.
    const narrow = ["--rule", "inventory/missing-owner", "--min-confidence", "high", "--format", "reminder"];
    const { stdout } = await runSealint(["inventory", "check", ...narrow], { cwd: work });
    expect(stdout).toContain("it holds what looks like a secret");
    expect(stdout).not.toContain(token());
  });

  it("holds what stores say against it, keeps no value of theirs, and refuses what it does not know", async () => {
    const value = token();
    const work = folderWith({
      [INVENTORY]:
        "version: 1\nsecrets:\n  - name: A_TOKEN\n    store: gitlab-variable:A_TOKEN\n    environment: production\n",
      "variables.json": JSON.stringify([
        { key: "A_TOKEN", value, environment_scope: "production", masked: true, protected: true },
        { key: "B_TOKEN", value, environment_scope: "*", masked: true, protected: true },
      ]),
      "users.json": JSON.stringify({ Users: [value] }),
    });
    const check = ["inventory", "check", "--format", "json", "--rule"];
    const ran = await runSealint([...check, "drift/undeclared-in-store", "--observed", "variables.json"], {
      cwd: work,
    });
    expect(ran.code).toBe(1);
    const { findings } = JSON.parse(ran.stdout) as Report;
    expect(findings).toMatchObject([{ ruleId: "drift/undeclared-in-store", location: { path: "variables.json" } }]);
    expect(ran.stderr).toContain("variables.json:1:28: holds values of secrets, 2 of them");
    expect(ran.stdout + ran.stderr).not.toContain(value);

    const refused = await runSealint([...check, "drift/other-scope", "--observed", "-"], {
      cwd: work,
      stdin: readFileSync(path.join(work, "users.json"), "utf8"),
    });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("has a shape that is not known: an object with `Users`");
    expect(refused.stdout + refused.stderr).not.toContain(value);
    const typo = await runSealint(["inventory", "check", "--observed", "github-secrets=variables.json"], { cwd: work });
    expect(typo).toMatchObject({ code: 2, stderr: expect.stringContaining("Did you mean `github-secret`?") });
    expect(await runSealint(["inventory", "check", "--observed", "none.json"], { cwd: work })).toMatchObject({
      code: 2,
    });
  });

  it("makes a digest of what comes in, by which a leak of it is recognised, and never shows it", async () => {
    const work = folderWith({ ".github/workflows/ci.yml": workflow("A_TOKEN") });
    expect(await runSealint(["inventory", "digest"], { cwd: work, stdin: token() })).toMatchObject({
      code: 2,
      stdout: "",
    });
    const made = await runSealint(["inventory", "digest", "--new-salt"], { cwd: work, stdin: `${token()}\n` });
    expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^hmac-sha256:[\da-f]{64}\n$/) });
    expect(made.stdout + made.stderr).not.toContain(token());
    expect(await runSealint(["inventory", "digest"], { cwd: work, stdin: "hunter2" })).toMatchObject({
      code: 2,
      stdout: "",
    });

    const salt = readFileSync(path.join(work, ".sealint/salt"), "utf8");
    const leaky = folderWith({
      ".sealint/salt": salt,
      [INVENTORY]: `version: 1\nsecrets:\n  - { name: A_TOKEN, owner: web, revoke: docs/revoke.md, digest: "${made.stdout.trim()}" }\n`,
      "src/a.ts": `const x = "${token()}";\n`,
    });
    const { stdout } = await runSealint(["scan", "--format", "json"], { cwd: leaky });
    const { findings } = JSON.parse(stdout) as Report;
    expect(findings.map(({ ruleId }) => ruleId)).toContain("incident/leaked-still-declared");
    expect(findings.find(({ location }) => location.path === "src/a.ts")?.message).toContain(
      "The inventory has it as `A_TOKEN` (its digest tells); owner: web; to revoke it: docs/revoke.md.",
    );
    expect(stdout).not.toContain(token());
  });
});
