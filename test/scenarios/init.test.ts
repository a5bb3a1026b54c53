import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, inject, it } from "vitest";
import { parse } from "yaml";
import { fillExample } from "../../src/catalogue/template.ts";
import { FORGE_NAMES, type ForgeName } from "../../src/cli/init/forge-names.ts";
import { FORGES } from "../../src/cli/init/forges.ts";
import { githubRun } from "../sources/ci/told.ts";
import { gitEnvironment, temporaryFolder } from "../sources/temporary.ts";
import { folderWith } from "./folder.ts";
import { type Repository, repositoryWith } from "./git-repository.ts";
import { runSealint } from "./packed-cli.ts";

/** What CI files name by its name alone is the Node that runs the tests; the machine's own may be an old one. */
const PATH = [path.dirname(process.execPath), process.env["PATH"]].join(path.delimiter);

const token = fillExample("ghp_‹alnum 30›‹github-crc32›", "init").text;
const LEAK = `send("${token}");\n`;
/** Where the packed sealint is linked in, for CI files that take it from the registry. */
const IGNORED = { ".gitignore": "node_modules\n" };
const ZEROS = "0".repeat(40);

const read = (folder: string, file: string): string => readFileSync(path.join(folder, file), "utf8");

/** Runs `sealint init` in a repository, and gives what it says. */
async function init(folder: string, ...flags: readonly string[]) {
  const { code, stdout, stderr } = await runSealint(["init", ...flags], { cwd: folder, env: gitEnvironment(folder) });
  return { code, stdout, stderr };
}

interface Step {
  readonly if?: string;
  readonly run?: string;
}

/** What a job is run in: variables of the system, and the folder that the repository was checked out to. */
interface Job {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Runs lines of a CI file as its shell does, with npx that reaches no registry. */
function shell(line: string, { cwd, env }: Job): number | null {
  const home = path.join(path.dirname(cwd), "home");
  const { status, stdout, stderr } = spawnSync("sh", ["-e", "-c", line], {
    cwd,
    env: { PATH, HOME: home, npm_config_offline: "true", CI: "true", ...env },
    encoding: "utf8",
  });
  expect(`${stdout}${stderr}`).not.toContain(token.slice(6, 20));
  if (status !== 0 && status !== 1) throw new Error(`${line}\n${stdout}${stderr}`);
  return status;
}

/** Clones as the systems do with the whole history, at a commit. */
function checkout({ folder, git }: Repository, at: string): string {
  const clone = path.join(temporaryFolder(), "clone");
  git("clone", "--quiet", folder, clone);
  execFileSync("git", ["-C", clone, "checkout", "--quiet", "--detach", at], { env: { PATH } });
  return clone;
}

function linkSealint(clone: string): void {
  symlinkSync(path.join(inject("packed").project, "node_modules"), path.join(clone, "node_modules"));
}

/** Commits files behind the back of the hook, and gives the commits before and after. */
function push(repository: Repository, files: Readonly<Record<string, string | undefined>>) {
  const tip = (): string => repository.git("rev-parse", "HEAD").trim();
  const before = tip();
  repository.write(files);
  repository.git("add", "--all");
  repository.git("commit", "--quiet", "--no-verify", "--message", "more");
  return { before, after: tip() };
}

describe("init --yes", () => {
  it("shows each file, writes it, and installs the hook, which then stops a leak", async () => {
    const repository = repositoryWith({ ".github/CODEOWNERS": "* @a\n" });
    const { folder } = repository;
    const { code, stdout, stderr } = await init(folder, "--yes");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const file of ["sealint.yaml", ".github/workflows/sealint.yml", ".git/hooks/pre-commit"]) {
      const [first = ""] = read(folder, file).split("\n");
      const shown = stdout.indexOf(`\n    ${first}\n`);
      expect(shown).toBeGreaterThan(0);
      expect(stdout.indexOf(file)).toBeLessThan(shown);
    }
    repository.commit();
    repository.write({ "a.ts": LEAK });
    repository.git("add", "--all");
    expect(repository.tryGit("commit", "--quiet", "--message", "leak")).toBe(1);
    repository.write({ "a.ts": "send(token);\n" });
    repository.commit();
    expect(repository.git("status", "--porcelain")).toBe("");
  });

  it("writes over nothing, says what to add, and changes nothing the second time", async () => {
    const files = { ".gitlab-ci.yml": "test:\n  script: make\n", "sealint.yaml": "version: 1\n" };
    const { folder } = repositoryWith(files);
    const { code, stdout } = await init(folder, "--yes");
    expect(code).toBe(0);
    for (const [file, text] of Object.entries(files)) expect(read(folder, file)).toBe(text);
    expect(stdout).toContain("sealint.yaml is there already, and stays as it is.");
    expect(stdout).toContain(".gitlab-ci.yml is there already, and is not written over: GitLab CI runs sealint once");
    expect(stdout).toMatch(/^ {4}sealint:\n {6}stage: test$/m);
    const hook = read(folder, ".git/hooks/pre-commit");
    writeFileSync(path.join(folder, ".gitlab-ci.yml"), "include: sealint.yml\n");
    const again = await init(folder, "--yes");
    expect(again.code).toBe(0);
    expect(again.stdout).toContain(".gitlab-ci.yml is there already and has a word on sealint");
    expect(again.stdout).toContain("The pre-commit hook is installed already");
    expect(read(folder, ".git/hooks/pre-commit")).toBe(hook);
  });

  it("does not guess between two systems, and writes nothing then", async () => {
    const { folder } = repositoryWith({ ".circleci/config.yml": "", Jenkinsfile: "" });
    const { code, stdout, stderr } = await init(folder, "--yes");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(
      "several CI systems are seen here: CircleCI (.circleci/config.yml), Jenkins (Jenkinsfile).",
    );
    expect(stderr).toContain("`--forge circleci` or `--forge jenkins`");
    expect(existsSync(path.join(folder, "sealint.yaml"))).toBe(false);
  });

  it("says where no system is seen, and where there is no repository", async () => {
    const folder = folderWith({});
    const { code, stdout, stderr } = await init(folder, "--yes");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("No CI system is seen here. Name one for its file: --forge `github`");
    expect(stdout).toContain("This is no repository of git, so there is no hook to install.");
    expect(existsSync(path.join(folder, "sealint.yaml"))).toBe(true);
  });

  it("ends with 2 where something it was to do is for people, with the rest done", async () => {
    const { folder } = repositoryWith({});
    writeFileSync(path.join(folder, ".git/hooks/pre-commit"), "#!/bin/sh\n# File generated by pre-commit\n");
    const { code, stderr } = await init(folder, "--yes", "--forge", "github");
    expect(code).toBe(2);
    expect(stderr).toContain("belongs to the pre-commit framework");
    expect(stderr).toContain("entry: sealint hook run pre-commit");
    expect(existsSync(path.join(folder, ".github/workflows/sealint.yml"))).toBe(true);
  });

  it("follows no link out of the repository", async () => {
    const outside = folderWith({});
    const { folder } = repositoryWith({});
    symlinkSync(outside, path.join(folder, ".github"));
    const { code, stderr } = await init(folder, "--yes", "--no-hook", "--forge", "github");
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining("sealint.yml leads out of the repository by a link") as string,
    });
    expect(existsSync(path.join(outside, "workflows"))).toBe(false);
  });
});

describe("init, where nobody can be asked", () => {
  it("writes the configuration alone, and says what else there is", async () => {
    const { folder } = repositoryWith({ ".gitlab/a": "" });
    const { code, stdout, stderr } = await init(folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Wrote sealint\.yaml\. /);
    expect(stdout).toContain(
      "`sealint init --yes` would also\n  - write .gitlab-ci.yml for GitLab CI\n  - install the",
    );
    expect(existsSync(path.join(folder, ".gitlab-ci.yml"))).toBe(false);
    expect(existsSync(path.join(folder, ".git/hooks/pre-commit"))).toBe(false);
  });

  it("does what a flag asks for, and no more", async () => {
    const { folder } = repositoryWith({});
    expect((await init(folder, "--forge", "azure")).code).toBe(0);
    expect(existsSync(path.join(folder, "azure-pipelines.yml"))).toBe(true);
    expect(existsSync(path.join(folder, ".git/hooks/pre-commit"))).toBe(false);
    expect((await init(folder, "--hook", "--forge", "none")).code).toBe(0);
    expect(existsSync(path.join(folder, ".git/hooks/pre-commit"))).toBe(true);
  });

  it("writes nothing in a dry run, and shows all", async () => {
    const { folder, git } = repositoryWith({ Jenkinsfile: "node {}\n" });
    const { code, stdout } = await init(folder, "--dry-run");
    expect(code).toBe(0);
    for (const words of ["version: 1", "when { changeRequest() }", "# sealint hook 1", "Nothing was written."])
      expect(stdout).toContain(words);
    expect(git("status", "--porcelain")).toBe("");
    expect(existsSync(path.join(folder, ".git/hooks/pre-commit"))).toBe(false);
  });
});

const hasTerminal = spawnSync("script", ["-qec", "test -t 0", "/dev/null"]).status === 0;

describe.runIf(hasTerminal)("init on a terminal", () => {
  /** Answers questions; what is typed ahead counts. */
  function answer(folder: string, typed: string, flags: readonly string[] = [], env: Record<string, string> = {}) {
    const program = path.join(inject("packed").project, "node_modules", ".bin", "sealint");
    const line = ["node", program, "init", ...flags].map((word) => `'${word}'`).join(" ");
    const { status, stdout } = spawnSync("script", ["-qec", line, "/dev/null"], {
      cwd: folder,
      env: { ...gitEnvironment(folder), PATH, TERM: "dumb", ...env },
      input: typed,
      encoding: "utf8",
      timeout: 30_000,
    });
    return { status, stdout };
  }

  it("asks for each file, and writes those that are wanted", () => {
    const { folder } = repositoryWith({});
    const { status, stdout } = answer(folder, "gitlab\ny\nwhat\n\nn\n");
    expect(status).toBe(0);
    expect(stdout).toContain("Which one, or none? [none]");
    expect(stdout.split("Write .gitlab-ci.yml, so that GitLab CI runs sealint? [Y/n]").length).toBeGreaterThan(2);
    expect(existsSync(path.join(folder, "sealint.yaml"))).toBe(true);
    expect(existsSync(path.join(folder, ".gitlab-ci.yml"))).toBe(true);
    expect(existsSync(path.join(folder, ".git/hooks/pre-commit"))).toBe(false);
  });

  it("asks nothing in CI, where nobody sits", () => {
    const { folder } = repositoryWith({});
    const { status, stdout } = answer(folder, "", [], { CI: "true" });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Wrote sealint\.yaml\. /);
    expect(existsSync(path.join(folder, ".git/hooks/pre-commit"))).toBe(false);
  });

  it("asks nothing that a flag answers", () => {
    const { folder } = repositoryWith({});
    const { status, stdout } = answer(folder, "n\n", ["--forge", "none", "--hook"]);
    expect(status).toBe(0);
    expect(stdout).toContain("Left out.");
    expect(stdout).not.toContain("Install the pre-commit hook,");
    expect(existsSync(path.join(folder, "sealint.yaml"))).toBe(false);
    expect(existsSync(path.join(folder, ".git/hooks/pre-commit"))).toBe(true);
  });
});

describe.each(FORGE_NAMES)("the file that init writes for %s", (name: ForgeName) => {
  it("holds nothing that sealint itself would report", async () => {
    const { folder } = repositoryWith({});
    expect((await init(folder, "--yes", "--forge", name)).code).toBe(0);
    const strict = ["--preset", "all", "--min-confidence", "low", "--fail-on", "low", "--strict-reads"];
    const { code, stdout, stderr } = await runSealint(["scan", ...strict, "-f", "json"], { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ findings: [], summary: { pipelines: 1 } });
    expect(existsSync(path.join(folder, FORGES[name].files[0]))).toBe(true);
  });
});

describe("what the file for GitHub runs", () => {
  /** Steps that search and fail, with whether they run at an event. */
  const CONDITIONS: Readonly<Record<string, (event: string) => boolean>> = {
    "github.event_name != 'schedule'": (event) => event !== "schedule",
    "github.event_name == 'schedule'": (event) => event === "schedule",
    "${{ !cancelled() }}": () => true,
  };

  /** The worst that a step ends with. */
  function job(clone: string, event: string, payload: unknown): number {
    const workflow = parse(read(clone, ".github/workflows/sealint.yml")) as {
      readonly on: object;
      readonly jobs: { readonly sealint: { readonly steps: readonly Step[] } };
    };
    expect(Object.keys(workflow.on)).toContain(event);
    const env = githubRun(event, payload);
    const codes = workflow.jobs.sealint.steps.map(({ if: condition = "${{ !cancelled() }}", run }) => {
      const isRun = CONDITIONS[condition]?.(event);
      if (isRun === undefined) throw new Error(`no condition that this test knows: ${condition}`);
      return run !== undefined && isRun ? (shell(run, { cwd: clone, env }) ?? 2) : 0;
    });
    return Math.max(...codes);
  }

  const pushed = ({ before, after }: { readonly before: string; readonly after: string }) => ({
    ref: "refs/heads/main",
    before,
    after,
    repository: { default_branch: "main" },
  });

  it("fails a push and a pull request with a leak, and the weekly run while it is there; passes others", async () => {
    const repository = repositoryWith(IGNORED);
    expect((await init(repository.folder, "--yes", "--forge", "github")).code).toBe(0);
    repository.commit();
    const clean = push(repository, { "b.ts": "send(token);\n" });
    const at = (commit: string): string => {
      const clone = checkout(repository, commit);
      linkSealint(clone);
      return clone;
    };
    expect(job(at(clean.after), "push", pushed(clean))).toBe(0);
    expect(job(at(clean.after), "schedule", { schedule: "17 4 * * 1" })).toBe(0);
    const leak = push(repository, { "a.ts": LEAK });
    const clone = at(leak.after);
    expect(job(clone, "push", pushed(leak))).toBe(1);
    const sarif = read(clone, "sealint.sarif");
    expect(sarif).toContain("a.ts");
    expect(sarif).not.toContain(token.slice(6, 20));
    const [base, head] = [
      { sha: leak.before, ref: "main" },
      { sha: leak.after, ref: "side" },
    ];
    const request = { number: 5, pull_request: { number: 5, base, head }, repository: { default_branch: "main" } };
    expect(job(at(leak.after), "pull_request", request)).toBe(1);
    const queue = { base_sha: leak.before, head_sha: leak.after, base_ref: "refs/heads/main" };
    expect(job(at(leak.after), "merge_group", { merge_group: queue })).toBe(1);
    expect(job(at(leak.after), "schedule", { schedule: "17 4 * * 1" })).toBe(1);
    const mended = push(repository, { "a.ts": undefined });
    expect(job(at(mended.after), "push", pushed(mended))).toBe(0);
    expect(job(at(mended.after), "push", pushed({ before: ZEROS, after: mended.after }))).toBe(1);
  });

  it("takes sealint from the lock file of a project that has it", async () => {
    const repository = repositoryWith({
      ...IGNORED,
      "package.json": '{ "private": true }\n',
      // The packed sealint holds the examples of its rules.
      "sealint.yaml": "version: 1\npaths:\n  exclude:\n    - { path: vendor/, reason: Packages of others. }\n",
    });
    const { folder } = repository;
    mkdirSync(path.join(folder, "vendor"));
    cpSync(inject("packed").tarball, path.join(folder, "vendor", "sealint.tgz"));
    const npm = ["install", "--save-dev", "--ignore-scripts", "--offline", "--no-audit", "./vendor/sealint.tgz"];
    execFileSync("npm", npm, { cwd: folder, env: { PATH, HOME: temporaryFolder() } });
    expect((await init(folder, "--yes", "--forge", "github")).code).toBe(0);
    expect(read(folder, ".github/workflows/sealint.yml")).toContain("      - run: npm ci --ignore-scripts\n");
    repository.commit();
    const leak = push(repository, { "a.ts": LEAK });
    expect(job(checkout(repository, leak.before), "push", pushed({ before: ZEROS, after: leak.before }))).toBe(0);
    expect(job(checkout(repository, leak.after), "push", pushed(leak))).toBe(1);
  });
});

describe("what the file for GitLab runs", () => {
  /** Runs the job, with its variables and those of the first rule that fits. */
  function job(clone: string, variables: Readonly<Record<string, string>>): number {
    const { sealint } = parse(read(clone, ".gitlab-ci.yml")) as {
      readonly sealint: {
        readonly variables: Readonly<Record<string, string>>;
        readonly rules: readonly { readonly if?: string; readonly variables?: Readonly<Record<string, string>> }[];
        readonly script: readonly string[];
      };
    };
    const source = variables["CI_PIPELINE_SOURCE"] ?? "";
    const rule = sealint.rules.find(({ if: condition }) => {
      const [, pattern] = /^\$CI_PIPELINE_SOURCE =~ \/(.*)\/$/.exec(condition ?? "") ?? [];
      return condition === undefined || (pattern !== undefined && new RegExp(pattern).test(source));
    });
    expect(rule).toBeDefined();
    const env = {
      GITLAB_CI: "true",
      CI_DEFAULT_BRANCH: "main",
      ...sealint.variables,
      ...rule?.variables,
      ...variables,
    };
    return Math.max(...sealint.script.map((line) => shell(line, { cwd: clone, env }) ?? 2));
  }

  it("fails a merge request and a push with a leak, and a run on a schedule; passes others", async () => {
    const repository = repositoryWith(IGNORED);
    expect((await init(repository.folder, "--yes", "--forge", "gitlab")).code).toBe(0);
    repository.commit();
    const leak = push(repository, { "a.ts": LEAK });
    const at = (commit: string): string => {
      const clone = checkout(repository, commit);
      linkSealint(clone);
      return clone;
    };
    const common = (commit: string, source: string) => ({
      CI_COMMIT_SHA: commit,
      CI_COMMIT_REF_NAME: "side",
      CI_PIPELINE_SOURCE: source,
    });
    const request = (base: string, head: string) => ({
      ...common(head, "merge_request_event"),
      CI_MERGE_REQUEST_IID: "5",
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
    });
    repository.git("branch", "--quiet", "side");
    repository.git("reset", "--quiet", "--hard", leak.before);
    const clone = at(leak.after);
    expect(job(clone, request(leak.before, leak.after))).toBe(1);
    for (const file of ["gl-secret-detection-report.json", "gl-code-quality-report.json"]) {
      expect(read(clone, file)).toContain("a.ts");
      expect(read(clone, file)).not.toContain(token.slice(6, 20));
    }
    expect(job(at(leak.after), { ...common(leak.after, "push"), CI_COMMIT_BEFORE_SHA: ZEROS })).toBe(1);
    expect(job(at(leak.after), common(leak.after, "schedule"))).toBe(1);
    expect(job(at(leak.before), common(leak.before, "schedule"))).toBe(0);
    const clean = push(repository, { "b.ts": "send(token);\n" });
    expect(job(at(clean.after), request(clean.before, clean.after))).toBe(0);
  });
});
