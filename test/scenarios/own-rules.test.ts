import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { githubRun } from "../sources/ci/told.ts";
import { folderWith } from "./folder.ts";
import { repositoryWith } from "./git-repository.ts";
import { runSealint } from "./packed-cli.ts";

const ROOT = join(import.meta.dirname, "../..");
const token = (seed: string): string => fillExample("acme_‹lowernum 32›", seed).text;
const leak = (seed: string): string => `send("${token(seed)}");\n`;

const RULE = `id: acme/token
title: Acme token
token: 'acme_[a-z\\d]{32}'
examples:
  flag: ['token = "«acme_‹lowernum 32›»"']
  ok: [acme_token_of_the_day]
`;
const CONFIG = "version: 1\nruleFiles: [rules/*.yaml]\n";
const OWN = { "sealint.yaml": CONFIG, "rules/token.yaml": RULE };

const WORKFLOW = (on: string, more = ""): string => `on: ${on}
jobs:
  deploy:
    runs-on: ubuntu-latest${more}
    steps:
      - run: ./deploy
        env:
          KEY: \${{ secrets.PROD_KEY }}
`;
const POLICIES = `version: 1
policies:
  - id: acme/open
    title: Production secret in a pull request
    forbid: { secret: PROD_*, trigger: pull_request }
  - id: acme/environment
    title: Production secret outside of its environment
    for: { secret: PROD_* }
    require: { environment: production }
    allow: [{ file: .github/workflows/b.yml, reason: It is being moved. }]
`;

/** Runs a scan and gives what it finds, `path:line rule`. */
async function scan(cwd: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const { code, stdout, stderr } = await runSealint(["scan", "--format", "json", ...args], { cwd, env });
  const { findings = [] } = (stdout === "" ? {} : JSON.parse(stdout)) as {
    readonly findings?: readonly {
      readonly ruleId: string;
      readonly location: { readonly path: string; readonly start: { readonly line: number } };
    }[];
  };
  const found = findings.map(({ ruleId, location }) => `${location.path}:${location.start.line} ${ruleId}`);
  return { code, found, stderr };
}

describe("a repository's own rules", () => {
  it("find their values in files, whatever the number of threads, and masked", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 700 }, (_, at) => [
        `src/${String(at).padStart(3, "0")}.ts`,
        at % 100 === 7 ? leak(`${at}`) : "let a;\n",
      ]),
    );
    const cwd = folderWith({ ...OWN, ...files });
    const expected = [7, 107, 207, 307, 407, 507, 607].map(
      (at) => `src/${String(at).padStart(3, "0")}.ts:1 acme/token`,
    );
    for (const jobs of ["1", "3"])
      expect(await scan(cwd, [".", "--jobs", jobs])).toEqual({ code: 1, found: expected, stderr: "" });
    const { stdout } = await runSealint(["scan", ".", "--format", "sarif"], { cwd });
    expect(stdout).not.toContain(token("7").slice(5));
    expect(JSON.parse(stdout).runs[0].tool.driver.rules.map(({ id }: { id: string }) => id)).toContain("acme/token");
  });

  it("find them in what is staged, in commits and in the history", async () => {
    const { folder, write, commit, git } = repositoryWith({ ...OWN, "README.md": "A shop.\n" });
    write({ "a.ts": leak("a") });
    git("add", "--all");
    expect(await scan(folder, ["--staged"])).toMatchObject({ code: 1, found: ["a.ts:1 acme/token"] });
    commit();
    write({ "a.ts": "gone\n" });
    commit();
    const cache = { XDG_CACHE_HOME: join(folder, ".git") };
    for (let run = 0; run < 2; run++)
      expect(await scan(folder, ["--history"], cache)).toMatchObject({ code: 1, found: ["a.ts:1 acme/token"] });
    expect(await scan(folder, ["--since", "HEAD~2"])).toMatchObject({ code: 1, found: ["a.ts:1 acme/token"] });
    // What was remembered of the history holds for the rules of then.
    write({ "rules/token.yaml": RULE.replaceAll("acme_", "acmf_") });
    expect(await scan(folder, ["--history"], cache)).toMatchObject({ code: 0, found: [] });
    write({
      "rules/token.yaml": `${RULE.replace("token: 'acme_[a-z\\d]{32}'", "pattern: '\\b[a-z]{4}_[a-z\\d]{32}\\b'")}slow: true\n`,
    });
    expect(await scan(folder, ["--history"], cache)).toMatchObject({ code: 1, found: ["a.ts:1 acme/token"] });
  });

  it("stop a scan with their place where an example of one fails, and where one cannot run", async () => {
    const cwd = folderWith({ ...OWN, "rules/token.yaml": RULE.replace("{32}'", "{33}'") });
    expect(await scan(cwd)).toMatchObject({
      code: 2,
      found: [],
      stderr: expect.stringMatching(
        /^sealint: error: rules\/token\.yaml:5:11: `flag` example 1 of acme\/token finds nothing at 1:10-1:47/,
      ),
    });
    const broken = folderWith({ ...OWN, "rules/token.yaml": RULE.replace("acme_[", "acme_(?=ab)[") });
    const { code, stderr } = await scan(broken);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^sealint: error: rules\/token\.yaml:3:9: `token` of the rule acme\/token cannot run: .*Look at the next character only/,
    );
  });

  it("cannot hang a scan, whatever they are", async () => {
    const evil = `version: 1\nownRules:\n  - { id: acme/evil, title: E, pattern: '(?:[a-z\\d]+)+$', slow: true, examples: { flag: ["= «‹lowernum 40›»"] } }\n`;
    const cwd = folderWith({ "sealint.yaml": evil, "a.txt": `${"a".repeat(100_000)}!` });
    expect(await scan(cwd)).toEqual({ code: 0, found: [], stderr: "" });
  });

  it("are listed, explained, tested and chosen as others", async () => {
    const cwd = folderWith({ ...OWN, "a.ts": leak("a") });
    expect((await runSealint(["rules", "list"], { cwd })).stdout).toMatch(
      /^acme\/token +high +own +Acme token {2}\(own\)$/m,
    );
    expect((await runSealint(["explain", "acme/token"], { cwd })).stdout).toContain("Acme token [acme/token]");
    expect(await runSealint(["rules", "test"], { cwd })).toMatchObject({
      code: 0,
      stdout: "2 examples of 1 rule: all as they say.\n",
    });
    expect(await scan(cwd, ["--rule", "acme/token"])).toMatchObject({ code: 1, found: ["a.ts:1 acme/token"] });
    expect(await scan(cwd, ["--rule", "acme/tokem"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("acme/token"),
    });
  });
});

describe("a repository's own policies", () => {
  const files = {
    ".github/workflows/a.yml": WORKFLOW("[pull_request]"),
    ".github/workflows/b.yml": WORKFLOW("push"),
    ".github/workflows/c.yml": WORKFLOW("push", "\n    environment: production"),
  };

  it("find what they forbid and require", async () => {
    const { code, found } = await scan(folderWith({ "sealint.yaml": POLICIES, ...files }));
    expect({ code, found: found.filter((one) => one.includes("acme/")) }).toEqual({
      code: 1,
      found: [".github/workflows/a.yml:8 acme/environment", ".github/workflows/a.yml:8 acme/open"],
    });
  });

  it("speak of platforms that there are", async () => {
    const config = POLICIES.replace("trigger: pull_request", "platform: github-action");
    const { code, stderr } = await scan(folderWith({ "sealint.yaml": config, ...files }));
    expect(code).toBe(2);
    expect(stderr).toContain("sealint.yaml:5:41: is no platform. Did you mean `github-actions`?");
  });

  it.each([
    ["pull_requst", "Did you mean `pull_request`?"],
    ["push*ed", "The events are "],
  ])("speak of events that there are: %s", async (event, hint) => {
    const config = POLICIES.replace("trigger: pull_request", `trigger: ${event}`);
    const { code, stderr } = await scan(folderWith({ "sealint.yaml": config, ...files }));
    expect(code).toBe(2);
    expect(stderr).toContain(`names the event \`${event}\`, which no platform has. ${hint}`);
  });
});

describe("a pull request", () => {
  /** Runs the gate as GitHub does, for a request that changes files of the base. */
  async function gate(base: Readonly<Record<string, string>>, change: Readonly<Record<string, string | undefined>>) {
    const { folder, git, write, commit } = repositoryWith({ "README.md": "A shop.\n", ...base });
    git("switch", "--quiet", "--create", "request");
    write(change);
    commit();
    const sha = (name: string): string => git("rev-parse", name).trim();
    const payload = {
      number: 5,
      pull_request: {
        number: 5,
        base: { sha: sha("main"), ref: "main" },
        head: { sha: sha("request"), ref: "request" },
      },
      repository: { default_branch: "main" },
    };
    return scan(folder, ["--ci"], githubRun("pull_request", payload));
  }

  it.each<[string, Readonly<Record<string, string | undefined>>, string]>([
    ["drops the file of a rule", { "rules/token.yaml": undefined, "sealint.yaml": "version: 1\n" }, "sealint.yaml:1"],
    ["weakens a rule", { "rules/token.yaml": RULE.replace("title", "severity: low\ntitle") }, "rules/token.yaml:1"],
  ])("that %s does not let itself through", async (_, change, place) => {
    const { code, found } = await gate(OWN, { ...change, "a.ts": leak("a") });
    expect({ code, found: found.toSorted() }).toEqual({
      code: 1,
      found: [`${place} incident/loosened-by-change`, "a.ts:1 acme/token"].toSorted(),
    });
  });

  it("may add a rule, which takes nothing away", async () => {
    const weak = RULE.replace("id: acme/token", "id: acme/other\nseverity: low\noverlaps: [acme/token]");
    const { code, found } = await gate(OWN, { "rules/other.yaml": weak, "a.ts": leak("a") });
    expect({ code, found }).toEqual({ code: 1, found: ["a.ts:1 acme/token"] });
    const added = await gate({}, { ...OWN, "a.ts": leak("a") });
    expect(added).toMatchObject({ code: 1, found: ["a.ts:1 acme/token"] });
  });
});

it("an imported rule of gitleaks finds in scans what it found there", async () => {
  const gitleaks = `[extend]\nuseDefault = true\n[[rules]]\nid = "acme"\ndescription = "Acme"\nregex = '''acme_[a-z0-9]{32}'''\n[[rules.allowlists]]\npaths = ['''^docs/''']\n`;
  const { folder } = repositoryWith({ ".gitleaks.toml": gitleaks, "a.ts": leak("a"), "docs/a.md": leak("b") });
  expect((await runSealint(["import", "gitleaks"], { cwd: folder })).code).toBe(0);
  expect(await scan(folder)).toMatchObject({ code: 1, found: ["a.ts:1 imported/acme"], stderr: "" });
});

it.each(["docs/own-rules.md", "README.md"])(
  "what %s shows is taken, and its examples are as they say",
  async (page) => {
    const text = readFileSync(join(ROOT, page), "utf8");
    const samples = [...text.matchAll(/(?:<!-- run: [\w-]+ -->\n```yaml\n|```yaml\n# in sealint\.yaml\n)(.*?)```/gs)];
    expect(samples.length).toBeGreaterThan(0);
    for (const [, sample = ""] of samples) {
      const config = sample.startsWith("version: 1") ? sample : `version: 1\n${sample}`;
      const cwd = folderWith({ "sealint.yaml": config, "a.ts": "let a;\n" });
      expect(await runSealint(["rules", "test"], { cwd })).toMatchObject({ code: 0, stderr: "" });
      expect(await scan(cwd)).toMatchObject({ code: 0, stderr: "" });
    }
  },
);
