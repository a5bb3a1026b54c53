import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { bareRepository } from "../git/repositories.ts";
import { type GitRun, tryGit } from "../hooks/hooked.ts";
import { git, gitEnvironment, temporaryFolder } from "../sources/temporary.ts";
import { type Invocation, type Outcome, runSealint } from "./packed-cli.ts";

const RULE = "github/classic-personal-access-token";
const token = fillExample("ghp_‹alnum 30›‹github-crc32›", "hooks").text;
const LEAK = `send("${token}");\n`;

/** A work tree in a folder with blanks, whose remote is a bare repository beside it. */
function workTree(): { readonly work: string; readonly bare: string } {
  const work = path.join(temporaryFolder(), "my shop's tree");
  mkdirSync(work);
  git(work, "init", "--quiet", "--initial-branch=main");
  const bare = bareRepository();
  git(work, "remote", "add", "origin", bare);
  return { work, bare };
}

const sealint = (cwd: string, args: readonly string[], more: Invocation = {}): Promise<Outcome> =>
  runSealint(args, { cwd, env: gitEnvironment(cwd), ...more });

function commit(work: string, files: Readonly<Record<string, string>>, ...args: readonly string[]): GitRun {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(work, name)), { recursive: true });
    writeFileSync(path.join(work, name), text);
  }
  git(work, "add", "--all");
  return secretless(tryGit(work, "commit", "--quiet", "-m", "work", ...args));
}

const push = (work: string, ...args: readonly string[]): GitRun => secretless(tryGit(work, "push", "--quiet", ...args));

/** Nothing that git prints may hold the token. */
function secretless(run: GitRun): GitRun {
  expect(run.text).not.toContain(token.slice(6, 20));
  return run;
}

describe("before a commit", () => {
  it("what is staged passes or not, and the ways on lead on", async () => {
    const { work } = workTree();
    expect(await sealint(work, ["hook", "install"])).toMatchObject({ code: 0, stderr: "" });
    expect(commit(work, { "a.ts": "export {};\n" }).code).toBe(0);
    const { code, text } = commit(work, { "a.ts": `export {};\n${LEAK}` });
    expect(code).toBe(1);
    expect(text).toContain("a.ts:2:7  (staged)");
    expect(text).toContain("The commit is stopped. Three ways on:\n  1. Remove the value and stage the file again.");
    expect(text).toContain("git add -- a.ts");
    expect(text).toContain(`sealint explain ${RULE}`);
    expect(text).toContain("git commit --no-verify");

    // The comment, as it was told.
    const comment = /^ *(\/\/ sealint-ignore .*)$/m.exec(text)?.[1]?.replace("WHY", "sample of the manual");
    expect(commit(work, { "a.ts": `export {};\n${comment}\n${LEAK}` }).code).toBe(0);
    // The entry of the configuration, as it was told.
    const other = commit(work, { "b.json": `{ "a": "${token}" }\n` });
    expect(other.code).toBe(1);
    expect(other.text).not.toContain("sealint-ignore");
    const entry = /^ {7}allow:\n(?: {7}.*\n)+/m
      .exec(other.text)?.[0]
      .replaceAll(/^ {7}/gm, "")
      .replace("WHY", "sample");
    expect(commit(work, { "sealint.yaml": `version: 1\n${entry}` }).code).toBe(0);
    expect(commit(work, { "c.ts": LEAK }, "--no-verify").code).toBe(0);
  });

  it("a content that cannot be searched stops it", async () => {
    const { work } = workTree();
    await sealint(work, ["hook", "install"]);
    const { code, text } = commit(work, { "sealint.yaml": "version: 9\n" });
    expect(code).toBe(1);
    expect(text).toContain("sealint.yaml:1:10");
  });

  it("works in a linked work tree, and lets the hook that was there run first", async () => {
    const { work } = workTree();
    const hook = path.join(work, ".git/hooks/pre-commit");
    mkdirSync(path.dirname(hook), { recursive: true });
    writeFileSync(hook, "#!/bin/sh\necho ours >&2\n");
    chmodSync(hook, 0o755);
    expect(commit(work, { "a.ts": "export {};\n" }).code).toBe(0);
    const linked = path.join(temporaryFolder(), "side tree");
    git(work, "worktree", "add", "--quiet", "-b", "side", linked);
    expect((await sealint(linked, ["hook", "install"])).stdout).toContain("is kept as pre-commit.before-sealint");
    const { code, text } = commit(linked, { "b.ts": LEAK });
    expect(code).toBe(1);
    expect(text).toMatch(/^ours\n/);
    expect(text).toContain("b.ts:1:7  (staged)");
    expect(commit(linked, { "its own/b.ts": LEAK, "b.ts": "export {};\n" }).text).toContain(
      "git add -- 'its own/b.ts'",
    );
  });

  it("files that the pre-commit framework names are searched by their lines, or whole where they are not staged", async () => {
    const { work } = workTree();
    expect(commit(work, { "a.ts": LEAK, "b.ts": "export {};\n" }).code).toBe(0);
    appendFileSync(path.join(work, "a.ts"), "export {};\n");
    git(work, "add", "a.ts");
    const run = (...files: readonly string[]) => sealint(work, ["hook", "run", "pre-commit", ...files]);
    expect((await run("a.ts")).code).toBe(0);
    expect((await run("a.ts", "b.ts")).code).toBe(1);
    expect((await run("b.ts")).code).toBe(0);
  });
});

describe("before a push", () => {
  async function pushing(): Promise<{ readonly work: string; readonly bare: string }> {
    const made = workTree();
    await sealint(made.work, ["hook", "install", "pre-push"]);
    commit(made.work, { "a.ts": "export {};\n" });
    expect(push(made.work, "-u", "origin", "main").code).toBe(0);
    return made;
  }

  it("a secret that came and went is found, by the commit that brought it", async () => {
    const { work } = await pushing();
    commit(work, { "a.ts": LEAK });
    const sha = git(work, "rev-parse", "HEAD").toString().slice(0, 12);
    commit(work, { "b.ts": "export {};\n" });
    commit(work, { "a.ts": "export {};\n" });
    const { code, text } = push(work, "origin", "main");
    expect(code).toBe(1);
    expect(text).toContain(`a.ts:1:7  (commit ${sha} by Ann, `);
    expect(text).toContain("1 finding (1 critical) in 1 file.");
    expect(text).toContain(
      `The push is stopped. Three ways on:\n  1. Remove the value from the commit that brought it`,
    );
    expect(text).toContain(`git rebase -i ${sha}^`);
    expect(push(work, "--no-verify", "origin", "main").code).toBe(0);
  });

  it("a new branch, a forced one, and one that is deleted are looked at for what is new", async () => {
    const { work } = await pushing();
    git(work, "checkout", "--quiet", "-b", "side");
    commit(work, { "b.ts": "export {};\n" });
    expect(push(work, "origin", "side").text).toContain("Searched 2 files");
    commit(work, { "b.ts": "export const b = 1;\n" }, "--amend");
    expect(push(work, "--force", "origin", "side").code).toBe(0);
    commit(work, { "b.ts": LEAK }, "--amend");
    expect(push(work, "--force", "origin", "side").code).toBe(1);
    expect(push(work, "origin", "--delete", "side")).toEqual({ code: 0, text: "" });
  });

  it("a merge is looked at for what is in none of its parents", async () => {
    const { work } = await pushing();
    git(work, "checkout", "--quiet", "-b", "side");
    commit(work, { "b.ts": "export {};\n" });
    git(work, "checkout", "--quiet", "main");
    commit(work, { "c.ts": "export {};\n" });
    expect(tryGit(work, "merge", "--quiet", "--no-commit", "side").code).toBe(0);
    commit(work, { "b.ts": `export {};\n${LEAK}` });
    const { code, text } = push(work, "origin", "main");
    expect(code).toBe(1);
    expect(text).toContain("b.ts:2:7");
  });

  it("messages of commits and tags are searched", async () => {
    const { work } = await pushing();
    expect(commit(work, { "d.ts": "export {};\n" }, "-m", `With ${token}`).code).toBe(0);
    expect(push(work, "origin", "main").text).toContain("message of the commit:3:6");
    expect(push(work, "--no-verify", "origin", "main").code).toBe(0);
    tryGit(work, "tag", "-a", "v1", "-m", `With ${token}`);
    expect(push(work, "origin", "v1").text).toContain("message of the tag v1:1:6");
  });

  it("what git says comes to both hooks", async () => {
    const { work, bare } = workTree();
    const hook = path.join(work, ".git/hooks/pre-push");
    mkdirSync(path.dirname(hook), { recursive: true });
    writeFileSync(hook, '#!/bin/sh\necho "$@" > "told"\ncat >> told\n');
    chmodSync(hook, 0o755);
    commit(work, { "a.ts": LEAK });
    await sealint(work, ["hook", "install", "pre-push"]);
    const { code, text } = push(work, "origin", "main");
    expect(code).toBe(1);
    expect(text).toContain("nothing is known here of what origin has, so all commits were looked at");
    const sha = git(work, "rev-parse", "HEAD").toString().trim();
    const told = `origin ${bare}\nrefs/heads/main ${sha} refs/heads/main ${"0".repeat(40)}\n`;
    expect(readFileSync(path.join(work, "told"), "utf8")).toBe(told);
    await sealint(work, ["hook", "uninstall"]);
    expect(push(work, "origin", "main").code).toBe(0);
  });

  it.each([
    [["pre-push"], "", "was not told what is pushed"],
    [["pre-push"], `a ${"1".repeat(40)} refs/heads/a ${"0".repeat(40)}\n`, "was not told where the push goes"],
    [["pre-receive"], "", "was not told what is pushed"],
    [["pre-push", "origin"], "hello\n", "line 1 of what the pre-push hook was told is not of the form"],
    [["pre-push", "origin"], `a ${"1".repeat(40)} refs/heads/a ${"0".repeat(40)}\n`, "is missing"],
    [["pre-receive"], `x\n${token}\n`, "line 1 of what the pre-receive hook was told"],
    [[], "", "names no hook"],
    [["pre-comit"], "", "Did you mean `pre-commit`?"],
  ])("`hook run %j` with %j stops with code 2", async (args, stdin, words) => {
    const { work } = workTree();
    const { code, stdout, stderr } = await sealint(work, ["hook", "run", ...args], { stdin });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(words);
    expect(stderr).not.toContain(token.slice(6, 20));
  });

  it("that brings nothing passes, unless it is the pre-commit framework that says nothing", async () => {
    const { work } = workTree();
    const run = (env: Readonly<Record<string, string>>): Promise<Outcome> =>
      sealint(work, ["hook", "run", "pre-push", "origin"], { stdin: "", env: { ...gitEnvironment(work), ...env } });
    expect(await run({})).toMatchObject({ code: 0, stderr: "sealint: nothing is pushed, so nothing was searched.\n" });
    const byFramework = await run({ PRE_COMMIT: "1" });
    expect(byFramework.code).toBe(2);
    expect(byFramework.stderr).toContain("sealint hook install pre-push --force");
  });
});

describe("before a repository takes a push", () => {
  async function taking(): Promise<{ readonly work: string; readonly bare: string }> {
    const made = workTree();
    expect((await sealint(made.bare, ["hook", "install"])).stdout).toContain("The pre-receive hook is installed");
    commit(made.work, { "a.ts": "export {};\n" });
    expect(push(made.work, "origin", "main").code).toBe(0);
    return made;
  }

  it("what is pushed passes or not, in lines that fit behind `remote: `", async () => {
    const { work, bare } = await taking();
    commit(work, { "a.ts": `${"const padding = 1; ".repeat(8)}${LEAK}`, [`${"folder/".repeat(6)}b.ts`]: LEAK });
    const sha = git(work, "rev-parse", "HEAD").toString().slice(0, 12);
    commit(work, { "a.ts": "export {};\n", [`${"folder/".repeat(6)}b.ts`]: "export {};\n" });
    const { code, text } = push(work, "origin", "main");
    expect(code).toBe(1);
    expect(text).toContain(`(commit ${sha} by Ann, `);
    expect(text).toContain("The push is refused. Three ways on:");
    const long = text.split("\n").filter((line) => line.startsWith("remote: ") && line.trimEnd().length >= 80);
    expect(long).toEqual([]);
    expect(text).not.toContain("\u001b[3");
    expect(git(bare, "rev-list", "--all").toString().split("\n")).toHaveLength(2);
    expect(push(work, "origin", "main:refs/heads/other").code).toBe(1);
    git(work, "reset", "--quiet", "--hard", "HEAD~2");
    commit(work, { "b.ts": "export {};\n" }, "--amend");
    expect(push(work, "--force", "origin", "main").code).toBe(0);
  });

  it("its own default branch says what is accepted, not what is pushed", async () => {
    const { work } = await taking();
    const config = `version: 1\nallow:\n  - { rule: ${RULE}, path: "*.ts", reason: revoked }\n`;
    commit(work, { "sealint.yaml": config, "c.ts": LEAK });
    expect(push(work, "origin", "main").code).toBe(1);
    git(work, "rm", "--quiet", "--cached", "c.ts");
    git(work, "-c", "user.name=A", "-c", "user.email=a@b", "commit", "--quiet", "--amend", "-m", "settings");
    expect(push(work, "origin", "main").code).toBe(0);
    commit(work, { "c.ts": LEAK });
    expect(push(work, "origin", "main").code).toBe(0);
  });

  it("tags are searched, and refs may go", async () => {
    const { work } = await taking();
    tryGit(work, "tag", "-a", "v1", "-m", `With ${token}`);
    expect(push(work, "origin", "v1").text).toContain("message of the tag v1:1:6");
    tryGit(work, "tag", "v2");
    expect(push(work, "origin", "v2").code).toBe(0);
    expect(push(work, "origin", "--delete", "v2").code).toBe(0);
  });
});

describe("sealint hook install", () => {
  it("says what it would do, and does nothing", async () => {
    const { work } = workTree();
    const { code, stdout } = await sealint(work, ["hook", "install", "--dry-run"]);
    const hook = path.join(work, ".git/hooks/pre-commit");
    expect({ code, stdout }).toEqual({ code: 0, stdout: `Would write ${hook}.\n` });
    expect(existsSync(hook)).toBe(false);
  });

  it("tells what to copy where it is not to change a file itself", async () => {
    const { work } = workTree();
    writeFileSync(path.join(work, "lefthook.toml"), "");
    const { code, stderr } = await sealint(work, ["hook", "install", "--force"]);
    expect(code).toBe(2);
    expect(stderr).toContain("\n[pre-commit.commands.sealint]\nrun = 'sealint hook run pre-commit'\n");
  });

  it("needs a repository", async () => {
    const { code, stderr } = await sealint(temporaryFolder(), ["hook", "install"]);
    expect({ code, lines: stderr.split("\n").length }).toEqual({ code: 2, lines: 2 });
    expect(stderr).toContain("is not inside a git repository");
  });
});
