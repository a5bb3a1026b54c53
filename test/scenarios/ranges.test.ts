import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { tryGit } from "../hooks/hooked.ts";
import { git, gitEnvironment, temporaryFolder, temporaryRepository } from "../sources/temporary.ts";
import { type Invocation, type Outcome, runSealint } from "./packed-cli.ts";

const token = fillExample("ghp_‹alnum 30›‹github-crc32›", "ranges").text;
const LEAK = `send("${token}");\n`;
const FINE = "export {};\n";

type Files = Readonly<Record<string, string | null>>;

/** Commits files, of which null takes one away, and gives the commit's id. */
function commit(work: string, files: Files, message = "work"): string {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(work, name);
    mkdirSync(path.dirname(file), { recursive: true });
    if (text === null) rmSync(file);
    else writeFileSync(file, text);
  }
  git(work, "add", "--all");
  expect(tryGit(work, "commit", "--quiet", "--allow-empty", "-m", message).code).toBe(0);
  return revision(work, "HEAD");
}

const revision = (work: string, name: string): string => git(work, "rev-parse", name).toString().trim();

/** A repository with one commit, which is also the tag `base`. */
function repository(files: Files = { "a.ts": FINE }, ...options: readonly string[]): string {
  const work = temporaryRepository("--initial-branch=main", ...options);
  commit(work, files);
  git(work, "tag", "base");
  return work;
}

/** Runs the scan; nothing that it prints may hold the token. */
async function scan(cwd: string, args: readonly string[], more: Invocation = {}): Promise<Outcome> {
  const outcome = await runSealint(["scan", ...args], { cwd, env: gitEnvironment(cwd), ...more });
  expect(`${outcome.stdout}${outcome.stderr}`).not.toContain(token.slice(6, 20));
  return outcome;
}

const findingsOf = ({ stdout }: Outcome): string[] =>
  (
    JSON.parse(stdout) as { findings: { ruleId: string; location: { path: string; start: { line: number } } }[] }
  ).findings.map(({ ruleId, location }) => `${ruleId} ${location.path}:${location.start.line}`);

describe("a range of commits", () => {
  it("has a secret that came and went, by the commit that brought it", async () => {
    const work = repository();
    const bad = commit(work, { "b.ts": `${FINE}${LEAK}` });
    commit(work, { "b.ts": null, "c.ts": FINE });
    const { code, stdout, stderr } = await scan(work, ["--since", "base"]);
    expect(code).toBe(1);
    expect(stdout).toContain(`b.ts:2:7  (commit ${bad.slice(0, 12)} by `);
    expect(stderr).toMatch(
      /^sealint: searching 2 commits that HEAD has and base has not \([0-9a-f]{12} \.\. [0-9a-f]{12}\)\.\n$/,
    );
    expect((await scan(work, ["--range", "base..HEAD~1"])).code).toBe(1);
    expect((await scan(work, ["--range", `${bad}..`])).code).toBe(0);
    expect((await scan(work, ["."])).code).toBe(0);
  });

  it("has nothing of what was there before", async () => {
    const work = repository({ "a.ts": LEAK });
    commit(work, { "a.ts": `${LEAK}${FINE}` });
    expect((await scan(work, ["--since", "base"])).code).toBe(0);
    expect((await scan(work, ["--staged"])).code).toBe(0);
  });

  it("has what a branch brings since it left another, with merges of that other", async () => {
    const work = repository();
    git(work, "checkout", "--quiet", "-b", "side");
    commit(work, { "side.ts": FINE });
    git(work, "checkout", "--quiet", "main");
    commit(work, { "main.ts": LEAK });
    expect((await scan(work, ["--range", "main...side"])).code).toBe(0);
    git(work, "checkout", "--quiet", "side");
    expect(tryGit(work, "merge", "--quiet", "--no-edit", "main").code).toBe(0);
    const merged = await scan(work, ["--since", "main"]);
    expect({ code: merged.code, stderr: merged.stderr }).toEqual({
      code: 0,
      stderr: expect.stringContaining("searching 2 commits ") as string,
    });
    // What the branch was cut from is older than what it has merged.
    expect((await scan(work, ["--since", "base"])).code).toBe(1);
  });

  it("has messages of commits and of the tag that it ends with", async () => {
    const work = repository();
    commit(work, { "b.ts": FINE }, `With ${token}`);
    expect((await scan(work, ["--since", "base"])).stdout).toContain("message of the commit:1:6");
    tryGit(work, "tag", "-a", "v1", "-m", `With ${token}`);
    const { code, stdout, stderr } = await scan(work, ["--range", "HEAD..v1"]);
    expect(code).toBe(1);
    expect(stdout).toContain("message of the tag v1:1:6");
    expect(stderr).toContain("sealint: searching 1 message that v1 has and HEAD has not (");
  });

  it("is narrowed down by paths, as a log is", async () => {
    const work = repository();
    commit(work, { "src/b.ts": LEAK }, "One");
    commit(work, { "src/b.ts": null, "docs/c.md": `Call it with ${token}, as told.\n` }, `Two with ${token}`);
    const json = (...args: readonly string[]) => scan(work, ["--since", "base", "-f", "json", ...args]);
    const rule = "github/classic-personal-access-token";
    expect(findingsOf(await json())).toHaveLength(3);
    expect(findingsOf(await json("src"))).toEqual([`${rule} src/b.ts:1`]);
    expect(findingsOf(await json("docs/c.md"))).toEqual([`${rule} docs/c.md:1`, `${rule} message of the commit:1`]);
    const list = path.join(temporaryFolder(), "list");
    writeFileSync(list, "src/b.ts\n");
    expect(findingsOf(await json("--files-from", list))).toEqual([`${rule} src/b.ts:1`]);
    expect(findingsOf(await json("."))).toHaveLength(3);
    writeFileSync(list, "");
    expect(findingsOf(await json("--files-from", list))).toEqual([]);
    const absent = await json("a.ts", "srk");
    expect(absent.code).toBe(2);
    expect(absent.stderr).toContain("error: srk: is neither on the disk nor in a commit of the range.");
    expect(absent.stderr).not.toContain("a.ts");
    const below = await scan(path.join(work, "docs"), ["--since", "base", "c.md", "-f", "json"]);
    expect(findingsOf(below)).toHaveLength(2);
  });

  it("is what the last version of a file accepts", async () => {
    const work = repository();
    commit(work, { "b.ts": LEAK });
    commit(work, { "b.ts": `// sealint-ignore github/classic-personal-access-token -- revoked\n${LEAK}` });
    expect((await scan(work, ["--since", "base"])).code).toBe(0);
  });

  it("may be empty, which is said, and reported all the same", async () => {
    const work = repository({ "a.ts": LEAK });
    const file = path.join(temporaryFolder(), "report.sarif");
    const { code, stderr } = await scan(work, ["--since", "HEAD", "-f", `sarif=${file}`]);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "sealint: nothing new: HEAD has no commit that HEAD has not.\n",
    });
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ version: "2.1.0" });
  });

  it("is read in repositories without a work tree, of SHA-256, and in linked work trees", async () => {
    const work = repository({ "a.ts": FINE }, "--object-format=sha256");
    commit(work, { "b.ts": LEAK });
    commit(work, { "b.ts": null });
    expect((await scan(work, ["--since", "base"])).code).toBe(1);
    const bare = path.join(temporaryFolder(), "bare.git");
    git(work, "clone", "--quiet", "--bare", work, bare);
    expect((await scan(bare, ["--range", "base..main"])).code).toBe(1);
    const linked = path.join(temporaryFolder(), "linked");
    git(work, "worktree", "add", "--quiet", "--detach", linked, "HEAD~1");
    expect((await scan(linked, ["--since", "base"])).code).toBe(1);
  });

  it.each([
    [["--since", "nope"], "`nope` stands for nothing in this repository. Check the spelling;"],
    [["--since", "HEAD~9"], "`HEAD~9` goes further back than there are parents of "],
    [["--since", "HEAD:a.ts"], "`HEAD:a.ts` stands for nothing in this repository."],
    [["--since", "1".repeat(40)], "commit 111111111111 is not in this clone. Run `git fetch origin 1111"],
    [["--range", "..HEAD"], "`--range` cannot be `..HEAD`: it does not say where it begins."],
    [["--range", "HEAD"], "`--range` cannot be `HEAD`: it names one end only. Write `--range FROM..TO`"],
    [["--range", "HEAD..nope"], "`nope` stands for nothing"],
    [["--ci"], "`--ci` finds no CI system that it knows (GitHub Actions, GitLab CI, "],
    [["--ci", "--since", "HEAD"], "`--since` and `--ci` cannot be searched at once."],
  ])("that cannot be told is refused: %j", async (args, words) => {
    const { code, stdout, stderr } = await scan(repository({ "a.ts": LEAK }), args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(words);
  });

  it("needs a repository", async () => {
    const { code, stdout, stderr } = await scan(temporaryFolder(), ["--since", "HEAD"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("is not inside a git repository");
  });
});

describe("a clone that lacks something", () => {
  /** A history with a leak in its middle, on a server. */
  function history(): string {
    const work = repository();
    commit(work, { "b.ts": LEAK });
    commit(work, { "b.ts": null });
    commit(work, { "c.ts": FINE });
    git(work, "config", "uploadpack.allowFilter", "true");
    git(work, "config", "uploadpack.allowAnySHA1InWant", "true");
    return work;
  }

  function clone(from: string, ...options: readonly string[]): string {
    const folder = path.join(temporaryFolder(), "clone");
    git(from, "clone", "--quiet", ...options, `file://${from}`, folder);
    return folder;
  }

  it.each([
    [{}, "Fetch the rest of the history: `git fetch --unshallow`."],
    [{ GITHUB_ACTIONS: "true" }, "Give actions/checkout `fetch-depth: 0`."],
    [{ GITLAB_CI: "true" }, 'Set `GIT_DEPTH: "0"` under `variables:` of the job.'],
    [{ TF_BUILD: "True" }, "Set `fetchDepth: 0` on the step `checkout: self`."],
    [{ BITBUCKET_BUILD_NUMBER: "1" }, "Set `clone: { depth: full }` for the step."],
    [{ CIRCLECI: "true" }, "Write the step as `checkout: { method: full }`."],
    [{ JENKINS_URL: "x", BUILD_NUMBER: "1" }, "Turn the shallow clone off in the job's git settings"],
    [{ BUILDKITE: "true" }, "Take `--depth` out of BUILDKITE_GIT_CLONE_FLAGS and BUILDKITE_GIT_FETCH_FLAGS."],
  ])("of history is named, with the remedy where %j says that it runs", async (more, remedy) => {
    const server = history();
    const shallow = clone(server, "--depth=2");
    const env = { ...gitEnvironment(shallow), ...more };
    const old = revision(server, "base");
    const missing = await scan(shallow, ["--since", old], { env });
    expect({ code: missing.code, stdout: missing.stdout }).toEqual({ code: 2, stdout: "" });
    expect(missing.stderr).toBe(
      `sealint: commit ${old.slice(0, 12)} is not in this clone. ${remedy} Where that does not bring it, run \`git fetch origin ${old}\` first.\n`.replace(
        /Turn the .*git settings /,
        "Turn the shallow clone off in the job's git settings (`shallow: false` of the CloneOption). ",
      ),
    );
    git(shallow, "fetch", "--quiet", "--depth=1", "origin", old);
    const cut = await scan(shallow, ["--since", old], { env });
    expect({ code: cut.code, stdout: cut.stdout }).toEqual({ code: 2, stdout: "" });
    expect(cut.stderr).toContain(`so which commits are new cannot be told. ${remedy}`);
    expect((await scan(shallow, ["--since", "HEAD~2"], { env })).stderr).toContain(remedy);
    git(shallow, "fetch", "--quiet", "--unshallow");
    expect((await scan(shallow, ["--since", old], { env })).code).toBe(1);
  });

  it("of history does no harm where the range lies before its end", async () => {
    const shallow = clone(history(), "--depth=4");
    expect((await scan(shallow, ["--since", "HEAD~3"])).code).toBe(1);
    expect((await scan(shallow, ["--since", "HEAD~1"])).code).toBe(0);
  });

  it("of contents is told once, and mended by what the hint says", async () => {
    const partial = clone(history(), "--filter=blob:none");
    const { code, stderr } = await scan(partial, ["--since", "HEAD~3"]);
    expect(code).toBe(2);
    expect(stderr).toContain(
      "cannot be read: a partial clone left it on the server. Fetch what is missing: `git fetch ",
    );
    const env = { ...gitEnvironment(partial), CIRCLECI: "true" };
    expect((await scan(partial, ["--since", "HEAD~3"], { env })).stderr).toContain("checkout: { method: full }");
    const [, command = ""] = /Fetch what is missing: `git ([^`]*)`/.exec(stderr) ?? [];
    git(partial, ...command.split(" "));
    expect((await scan(partial, ["--since", "HEAD~3"])).code).toBe(1);
  });

  it("of whole folders is told, too", async () => {
    const partial = clone(history(), "--filter=tree:0", "--no-checkout");
    const { code, stderr } = await scan(partial, ["--since", "HEAD~3"]);
    expect(code).toBe(2);
    expect(stderr).toContain("cannot be read: a partial clone left it on the server, and so with commit ");
  });
});

describe("a pipeline in a range of commits", () => {
  const FILE = ".github/workflows/ci.yml";
  const workflow = (...steps: readonly string[]): string =>
    `on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${steps.map((step) => `      ${step}\n`).join("")}`;
  const BAD = '- run: echo "${{ secrets.A }}"';
  const OTHER = "- run: npm test";
  const RULE = "logs/secret-echo";
  const json = (work: string, ...args: readonly string[]) => scan(work, ["-f", "json", ...args]);

  it("is no finding where a later commit has mended it", async () => {
    const work = repository();
    commit(work, { [FILE]: workflow(BAD) });
    const made = await json(work, "--since", "base");
    expect({ code: made.code, findings: findingsOf(made) }).toEqual({ code: 1, findings: [`${RULE} ${FILE}:7`] });
    commit(work, { [FILE]: workflow(OTHER) });
    expect((await json(work, "--since", "base")).code).toBe(0);
    expect((await json(work, "--range", "base..HEAD~1")).code).toBe(1);
  });

  it("is no finding where it is gone", async () => {
    const work = repository();
    commit(work, { [FILE]: workflow(BAD) });
    commit(work, { [FILE]: null });
    expect((await json(work, "--since", "base")).code).toBe(0);
  });

  it("is a finding of the commit that brought it, though later ones have changed the rest of it", async () => {
    const work = repository();
    const brought = commit(work, { [FILE]: workflow(BAD) });
    commit(work, { [FILE]: workflow(OTHER, BAD) });
    commit(work, { "b.ts": FINE });
    const outcome = await json(work, "--since", "base");
    expect(findingsOf(outcome)).toEqual([`${RULE} ${FILE}:7`]);
    expect(outcome.stdout).toContain(brought);
  });

  it("is a finding for good where a value leaked", async () => {
    const work = repository();
    commit(work, { [FILE]: workflow(OTHER, "  env:", "    DEPLOY_PASSWORD: 'n7Yd2KpV5sGa'") });
    commit(work, { [FILE]: workflow(OTHER) });
    const outcome = await json(work, "--since", "base");
    expect(outcome.code).toBe(1);
    expect(findingsOf(outcome)).toEqual([`plaintext/plaintext-env ${FILE}:9`]);
  });

  it("stops a push where it stands, and not where it is mended", async () => {
    const work = repository();
    const zeros = "0".repeat(40);
    const push = () =>
      runSealint(["hook", "run", "pre-push", "origin", "x"], {
        cwd: work,
        env: gitEnvironment(work),
        stdin: `refs/heads/main ${revision(work, "HEAD")} refs/heads/main ${zeros}\n`,
      });
    commit(work, { [FILE]: workflow(BAD) });
    expect((await push()).code).toBe(1);
    commit(work, { [FILE]: workflow(OTHER) });
    expect((await push()).code).toBe(0);
  });

  it("needs no comment that is of no use any more", async () => {
    const work = repository();
    commit(work, { "b.ts": `// sealint-ignore github/classic-personal-access-token -- revoked\n${FINE}` });
    expect((await json(work, "--since", "base", "--fail-on", "low")).stdout).toContain("incident/unused-suppression");
    commit(work, { "b.ts": FINE });
    expect((await json(work, "--since", "base", "--fail-on", "low")).code).toBe(0);
  });

  it("does not bring up what the inventory says of others", async () => {
    const inventory = "version: 1\nsecrets:\n  - name: A\n    kind: token\n";
    const work = repository({ ".sealint/inventory.yaml": inventory });
    commit(work, { "b.ts": FINE });
    expect(findingsOf(await json(work, "--since", "base", "--preset", "all"))).toEqual([]);
    expect(findingsOf(await json(work, "--preset", "all"))).not.toEqual([]);
    commit(work, { ".sealint/inventory.yaml": `${inventory}  - name: B\n    kind: token\n` });
    expect(findingsOf(await json(work, "--since", "base", "--preset", "all"))).not.toEqual([]);
  });
});

it("calls no entry of the configuration idle, though the whole tree is named: it is not what is searched", async () => {
  const allow = "version: 1\nallow:\n  - { path: a.ts, reason: made up }\n";
  const work = repository({ "a.ts": LEAK, "sealint.yaml": allow });
  commit(work, { "b.ts": FINE });
  const { code, stdout } = await scan(work, ["--since", "base", "."]);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^No findings\.\n/)]);
});

describe("a hostile repository", () => {
  it("has nothing run by a range", async () => {
    const work = repository();
    commit(work, { "b.ts": LEAK, ".gitattributes": "*.ts filter=evil diff=evil\n" });
    const ran = path.join(temporaryFolder(), "ran");
    for (const key of ["filter.evil.smudge", "filter.evil.clean", "diff.evil.textconv", "core.fsmonitor"])
      git(work, "config", key, `touch ${ran}`);
    expect((await scan(work, ["--since", "base"])).code).toBe(1);
    expect(existsSync(ran)).toBe(false);
  });
});
