import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { git, gitWithInput, temporaryFolder, temporaryRepository, writeTree } from "../sources/temporary.ts";
import { runSealint } from "./packed-cli.ts";

const token = (seed: string): string => fillExample("ghp_‹alnum 30›‹github-crc32›", seed).text;
const line = (seed: string): string => `const token = "${token(seed)}";\n`;
const plain = (count: number): string =>
  Array.from({ length: count }, (_, at) => `const value${at} = ${at};\n`).join("");
const AS = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com"] as const;

function commit(repository: string, ...options: readonly string[]): void {
  git(repository, ...AS, "commit", "--quiet", "--no-verify", "--allow-empty", "-m", "commit", ...options);
}

function stage(repository: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  writeTree(repository, files);
  git(repository, "add", "--force", ...Object.keys(files));
}

/** A repository with these files committed. */
function repositoryWith(files: Readonly<Record<string, string | Uint8Array>>, ...options: readonly string[]): string {
  const repository = temporaryRepository("--initial-branch=main", ...options);
  stage(repository, files);
  commit(repository);
  return repository;
}

interface Scanned {
  readonly code: number | undefined;
  readonly stderr: string;
  /** `path:line` of each finding. */
  readonly at: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  readonly origins: readonly string[];
}

interface Report {
  readonly findings: readonly { location: { path: string; start: { line: number } }; origin: { kind: string } }[];
  readonly summary: { files: number; pipelines: number; skipped: Readonly<Record<string, number>> };
}

async function scanStaged(
  cwd: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<Scanned> {
  const { code, stdout, stderr } = await runSealint(["scan", "--staged", "--format", "json", ...args], { cwd, env });
  const nothing: Report = { findings: [], summary: { files: 0, pipelines: 0, skipped: {} } };
  const { findings, summary } = stdout === "" ? nothing : (JSON.parse(stdout) as Report);
  return {
    code,
    stderr,
    at: findings.map(({ location: { path, start } }) => `${path}:${start.line}`),
    counts: { files: summary.files, pipelines: summary.pipelines, ...summary.skipped },
    origins: [...new Set(findings.map(({ origin }) => origin.kind))],
  };
}

describe("scan --staged", () => {
  it.each([[[]], [["--object-format=sha256"]]])("searches everything before the first commit (%j)", async (options) => {
    const repository = temporaryRepository(...options);
    stage(repository, { "a.ts": line("1"), "b/c.ts": line("2") });
    const { code, at, stderr, origins } = await scanStaged(repository);
    expect({ code, at, stderr, origins }).toEqual({
      code: 1,
      at: ["a.ts:1", "b/c.ts:1"],
      stderr: "",
      origins: ["index"],
    });
  });

  it("reads the index and not the work tree", async () => {
    const repository = repositoryWith({ "a.ts": plain(3), "b.ts": plain(3) });
    stage(repository, { "a.ts": line("1") });
    writeTree(repository, { "a.ts": plain(3), "b.ts": line("2"), "untracked.ts": line("3") });
    expect(await scanStaged(repository)).toMatchObject({ code: 1, at: ["a.ts:1"] });
    rmSync(join(repository, "a.ts"));
    expect(await scanStaged(repository)).toMatchObject({ code: 1, at: ["a.ts:1"] });
  });

  it("reports on lines that are added or changed, and on whole files where that is asked for", async () => {
    const repository = repositoryWith({ "a.ts": line("1") + plain(5) + line("2"), "same.ts": line("3") });
    stage(repository, { "a.ts": `// moved down\n${line("1")}${plain(5)}${line("4")}` });
    expect(await scanStaged(repository)).toMatchObject({ code: 1, at: ["a.ts:8"], counts: { files: 1 } });
    expect((await scanStaged(repository, ["--whole-files"])).at).toEqual(["a.ts:2", "a.ts:8"]);
    stage(repository, { "a.ts": `${line("1")}${plain(5)}// changed\n${line("2")}` });
    expect(await scanStaged(repository)).toMatchObject({ code: 0, at: [] });
  });

  it("follows renames", async () => {
    const repository = repositoryWith({ "old/a.ts": line("1") + plain(60), "b.ts": line("2") + plain(50) });
    git(repository, "mv", "b.ts", "c.ts");
    mkdirSync(join(repository, "new"));
    git(repository, "mv", "old/a.ts", "new/a.ts");
    stage(repository, { "new/a.ts": `${line("1")}${plain(30)}${line("3")}${plain(20)}` });
    expect(await scanStaged(repository)).toMatchObject({ code: 1, at: ["new/a.ts:32"] });
    expect((await scanStaged(repository, ["--whole-files"])).at).toEqual(["c.ts:1", "new/a.ts:1", "new/a.ts:32"]);
  });

  it("takes changed line ends for changed lines", async () => {
    const repository = repositoryWith({ "a.ts": plain(2) + line("1") });
    stage(repository, { "a.ts": (plain(2) + line("1")).replaceAll("\n", "\r\n") });
    expect(await scanStaged(repository)).toMatchObject({ code: 1, at: ["a.ts:3"] });
  });

  it("compares UTF-16 as text", async () => {
    const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");
    const repository = repositoryWith({ "a.ts": utf16(plain(3) + line("1")) });
    stage(repository, { "a.ts": utf16(`// \u0a0a\n${plain(3)}${line("1")}${line("2")}`) });
    expect(await scanStaged(repository)).toMatchObject({ code: 1, at: ["a.ts:6"] });
  });

  it("has nothing to do for what brings no content, and says so", async () => {
    const repository = repositoryWith({ "a.ts": line("1"), "b.ts": line("2") });
    expect(await scanStaged(repository)).toMatchObject({ code: 0, stderr: "sealint: nothing is staged.\n" });
    git(repository, "rm", "--quiet", "a.ts");
    git(repository, "update-index", "--chmod=+x", "b.ts");
    gitWithInput(repository, `160000 ${"1".repeat(40)}\tsub\n`, "update-index", "--index-info");
    writeTree(repository, { "later.ts": line("3") });
    git(repository, "add", "--intent-to-add", "later.ts");
    expect(await scanStaged(repository)).toMatchObject({
      code: 0,
      counts: { files: 0 },
      stderr: "sealint: nothing staged here has content to search.\n",
    });
  });

  it("passes over links and binary files, and counts them", async () => {
    const repository = repositoryWith({ "a.ts": "" });
    symlinkSync(token("1"), join(repository, "link"));
    git(repository, "add", "link");
    stage(repository, { "binary.bin": Buffer.from(`\0${line("2")}`) });
    expect(await scanStaged(repository)).toMatchObject({ code: 0, at: [], counts: { links: 1, binary: 1, files: 0 } });
  });

  it("searches all sides of a merge that is not resolved", async () => {
    const repository = repositoryWith({ "a.ts": plain(3) });
    git(repository, "checkout", "--quiet", "-b", "other");
    stage(repository, { "a.ts": line("theirs"), "clean.ts": line("clean") });
    commit(repository);
    git(repository, "checkout", "--quiet", "main");
    stage(repository, { "a.ts": line("ours") });
    commit(repository);
    expect(() => git(repository, ...AS, "merge", "--quiet", "other")).toThrow("Command failed");
    const { code, at } = await scanStaged(repository);
    // What ours has is in the last commit already.
    expect({ code, at }).toEqual({ code: 1, at: ["a.ts:1", "clean.ts:1"] });
    stage(repository, { "a.ts": plain(4) });
    expect((await scanStaged(repository)).at).toEqual(["clean.ts:1"]);
  });

  it("works in a linked work tree, and in a folder of it", async () => {
    const repository = repositoryWith({ "a.ts": plain(3) });
    const linked = join(temporaryFolder(), "linked");
    git(repository, "worktree", "add", "--quiet", "-b", "other", linked);
    stage(linked, { "x/y/b.ts": line("1"), "c.ts": line("2") });
    expect((await scanStaged(repository)).stderr).toBe("sealint: nothing is staged.\n");
    expect((await scanStaged(linked)).at).toEqual(["c.ts:1", "x/y/b.ts:1"]);
    expect((await scanStaged(join(linked, "x"))).at).toEqual(["c.ts:1", "x/y/b.ts:1"]);
    expect((await scanStaged(join(linked, "x"), ["."])).at).toEqual(["x/y/b.ts:1"]);
    expect((await scanStaged(join(linked, "x"), ["../c.ts"])).at).toEqual(["c.ts:1"]);
  });

  it("works in a sparse checkout whose index leaves folders out", async () => {
    const repository = repositoryWith({ "in/a.ts": plain(2), "out/deep/b.ts": plain(2), "top.ts": plain(1) });
    git(repository, "sparse-checkout", "set", "--sparse-index", "in");
    expect(git(repository, "ls-files", "--sparse", "--stage").toString()).toContain("\tout/\n");
    expect((await scanStaged(repository)).stderr).toBe("sealint: nothing is staged.\n");
    stage(repository, { "in/a.ts": line("1") });
    expect((await scanStaged(repository)).at).toEqual(["in/a.ts:1"]);
    // The tree of what is left out becomes another one, as after a merge.
    const before = git(repository, "rev-parse", "HEAD").toString().trim();
    git(repository, "reset", "--hard", "--quiet");
    git(repository, "sparse-checkout", "disable");
    stage(repository, { "out/deep/b.ts": line("2"), "out/c.ts": line("3") });
    commit(repository);
    git(repository, "sparse-checkout", "set", "--sparse-index", "in");
    git(repository, "update-ref", "HEAD", before);
    expect((await scanStaged(repository)).at).toEqual(["out/c.ts:1", "out/deep/b.ts:1"]);
  });

  it("says what a partial clone left on the server", async () => {
    const full = repositoryWith({ "a.ts": plain(3) });
    stage(full, { "a.ts": line("1"), "b.ts": line("2") });
    commit(full);
    git(full, "config", "uploadpack.allowFilter", "true");
    const clone = join(temporaryFolder(), "partial");
    git(full, "clone", "--quiet", "--no-checkout", "--filter=blob:none", `file://${full}`, clone);
    git(clone, "read-tree", "HEAD");
    git(clone, "update-ref", "HEAD", "HEAD~1");
    const { code, stderr } = await scanStaged(clone);
    expect(code).toBe(2);
    expect(stderr).toMatch(/error: a\.ts: cannot be read as it is staged: object [0-9a-f]{40} was left on the server/);
    expect(stderr).toContain("error: b.ts:");
    stage(clone, { "a.ts": line("3"), "b.ts": plain(1) });
    // What it was before is on the server, so every line counts as changed.
    expect(await scanStaged(clone)).toMatchObject({ code: 1, at: ["a.ts:1"] });
  });

  it.each(["split", "version 4"])("reads an index of another form: %s", async (form) => {
    const repository = repositoryWith({ "a.ts": plain(3), "b/c.ts": plain(3) });
    git(repository, "update-index", ...(form === "split" ? ["--split-index"] : ["--index-version", "4"]));
    stage(repository, { "b/c.ts": line("1"), "b/d.ts": line("2") });
    git(repository, "rm", "--cached", "--quiet", "a.ts");
    expect((await scanStaged(repository)).at).toEqual(["b/c.ts:1", "b/d.ts:1"]);
  });

  it("takes names of any bytes", async () => {
    const repository = repositoryWith({ "a.ts": plain(1) });
    const id = gitWithInput(repository, line("1"), "hash-object", "-w", "--stdin").toString().trim();
    const names = ['"quoted".ts', "-dash.ts", "line\nbreak.ts", "caf\xe9.ts", "t\xc3\xa4b\t.ts"];
    const entries = names.map((name) => `100644 ${id}\t${name}\0`).join("");
    gitWithInput(repository, Buffer.from(entries, "latin1"), "update-index", "-z", "--index-info");
    const { at } = await scanStaged(repository);
    const shown = names.map((name) => `${Buffer.from(name, "latin1").toString("utf8")}:1`);
    expect(at.toSorted()).toEqual(shown.toSorted());
  });

  it("searches what is below the given paths only", async () => {
    const repository = repositoryWith({ "gone.ts": plain(1), "a.ts": plain(1) });
    stage(repository, { "src/a.ts": line("1"), "src-other/b.ts": line("2"), "c.ts": line("3") });
    git(repository, "rm", "--quiet", "gone.ts");
    expect((await scanStaged(repository, ["src"])).at).toEqual(["src/a.ts:1"]);
    expect(await scanStaged(repository, ["src/a.ts", "c.ts", "gone.ts"])).toMatchObject({
      code: 1,
      at: ["c.ts:1", "src/a.ts:1"],
    });
    writeTree(repository, { list: "src-other\0c.ts\0", "new.ts": line("4") });
    expect((await scanStaged(repository, ["--files-from", "list"])).at).toEqual(["c.ts:1", "src-other/b.ts:1"]);
    writeTree(repository, { list: "" });
    expect(await scanStaged(repository, ["--files-from", "list"])).toMatchObject({
      code: 0,
      stderr: "sealint: nothing staged here has content to search.\n",
    });
    const wrong = await scanStaged(repository, ["c.ts", "new.ts", "../elsewhere"]);
    expect(wrong).toMatchObject({ code: 2, at: ["c.ts:1"] });
    expect(wrong.stderr).toContain("error: new.ts: is not in the index.");
    expect(wrong.stderr).toMatch(/error: \.\.\/elsewhere: lies outside the repository /);
  });

  it("searches what is staged although it is ignored, and not what the configuration leaves out", async () => {
    const excluded = "version: 1\npaths:\n  exclude:\n    - path: vendor/**\n      reason: Made by others.\n";
    const repository = repositoryWith({ ".gitignore": "*.env\n", "sealint.yaml": excluded });
    stage(repository, { "x.env": line("1"), "vendor/b.ts": line("2") });
    expect(await scanStaged(repository)).toMatchObject({ code: 1, at: ["x.env:1"], counts: { excluded: 1 } });
  });

  it("counts findings of policies by the lines that they are about", async () => {
    const workflow = (...steps: string[]) =>
      `on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${steps.map((step) => `      - ${step}\n`).join("")}`;
    const echo = (name: string) => `run: echo "\${{ secrets.${name} }}"`;
    const path = ".github/workflows/ci.yml";
    const repository = repositoryWith({ [path]: workflow(echo("OLD"), "run: make") });
    stage(repository, { [path]: workflow(echo("OLD"), "run: make all") });
    expect(await scanStaged(repository)).toMatchObject({ code: 0, at: [], counts: { pipelines: 1 } });
    stage(repository, { [path]: workflow(echo("OLD"), "run: make all", echo("NEW")) });
    const { code, at } = await scanStaged(repository);
    expect({ code, at: [...new Set(at)] }).toEqual({ code: 1, at: [`${path}:9`] });
    expect(new Set((await scanStaged(repository, ["--whole-files"])).at)).toEqual(new Set([`${path}:7`, `${path}:9`]));
  });

  it("runs nothing that a repository's settings name", async () => {
    const repository = repositoryWith({ "a.ts": plain(1), ".gitattributes": "*.ts filter=evil diff=evil\n" });
    stage(repository, { "a.ts": line("1") });
    const trap = join(temporaryFolder(), "sprung");
    const script = `${trap}.sh`;
    writeFileSync(script, `#!/bin/sh\ntouch ${trap}\n`);
    chmodSync(script, 0o755);
    const keys = [
      "core.fsmonitor",
      "filter.evil.smudge",
      "filter.evil.clean",
      "filter.evil.process",
      "diff.evil.textconv",
    ];
    for (const key of [...keys, "diff.evil.command", "core.sshCommand", "core.pager", "alias.cat-file"])
      git(repository, "config", key, script);
    git(repository, "config", "core.hooksPath", dirname(script));
    expect(await scanStaged(repository)).toMatchObject({ code: 1, at: ["a.ts:1"] });
    expect(existsSync(trap)).toBe(false);
  });

  // Only root may give a folder to somebody else.
  it.runIf(process.getuid?.() === 0)("reads a repository of another user, which git refuses to", async () => {
    const repository = repositoryWith({ "a.ts": plain(1) });
    stage(repository, { "a.ts": line("1") });
    execFileSync("chown", ["-R", "54321:54321", repository]);
    expect(() => git(repository, "status")).toThrow("Command failed");
    // What makes that dangerous for git is what it runs.
    expect(await scanStaged(repository)).toMatchObject({ code: 1, stderr: "", at: ["a.ts:1"] });
    expect((await runSealint(["scan", "--range", "HEAD..HEAD"], { cwd: repository })).code).toBe(0);
  });

  it("stops a commit as a hook, also one of a part of what is there", async () => {
    const { project } = inject("packed");
    const repository = repositoryWith({ "a.ts": plain(2), "b.ts": plain(2) });
    const program = join(project, "node_modules", "sealint", "bin", "sealint.js");
    const hook = join(repository, ".git/hooks/pre-commit");
    mkdirSync(dirname(hook), { recursive: true });
    writeFileSync(hook, `#!/bin/sh\nexec "${process.execPath}" "${program}" scan --staged\n`);
    chmodSync(hook, 0o755);
    const commits = (...options: string[]): boolean => {
      try {
        git(repository, ...AS, "commit", "--quiet", "-m", "commit", ...options);
        return true;
      } catch {
        return false;
      }
    };
    writeTree(repository, { "a.ts": line("1"), "b.ts": plain(3) });
    // `git commit PATH` hands the hook an index of its own.
    expect(commits("b.ts")).toBe(true);
    expect(commits("a.ts")).toBe(false);
    expect(commits("--all")).toBe(false);
    writeTree(repository, { "a.ts": plain(4) });
    expect(commits("--all")).toBe(true);
  });
});

describe("scan --staged that cannot look", () => {
  const said = async (cwd: string): Promise<string> => {
    const { code, stderr } = await scanStaged(cwd);
    expect(code).toBe(2);
    return stderr;
  };

  it("says so outside a repository and without a work tree", async () => {
    expect(await said(temporaryFolder())).toMatch(/^sealint: \S+ is not inside a git repository\. Go into .+\.\n$/);
    const bare = join(temporaryFolder(), "bare.git");
    mkdirSync(bare);
    git(bare, "init", "--quiet", "--bare");
    expect(await said(bare)).toContain("has no work tree");
  });

  it("names a broken index", async () => {
    const repository = repositoryWith({ "a.ts": plain(1) });
    stage(repository, { "a.ts": line("1") });
    const path = join(repository, ".git/index");
    writeFileSync(path, readFileSync(path).subarray(0, 60));
    expect(await said(repository)).toMatch(/The index \S+\.git\/index cannot be read: it is cut short\. Run/);
  });

  it("names a broken or missing object", async () => {
    const repository = repositoryWith({ "a.ts": plain(1) });
    stage(repository, { "a.ts": line("1"), "b.ts": line("2") });
    const [, id = ""] = git(repository, "ls-files", "--stage", "a.ts").toString().split(" ");
    const path = join(repository, ".git/objects", id.slice(0, 2), id.slice(2));
    chmodSync(path, 0o644);
    writeFileSync(path, "broken");
    expect(await said(repository)).toMatch(
      /error: a\.ts: cannot be read as it is staged: object \S+ in \S+ is damaged/,
    );
    expect((await scanStaged(repository)).at).toEqual(["b.ts:1"]);
    rmSync(path);
    expect(await said(repository)).toContain(`object ${id} is missing`);
    for (const name of readdirSync(join(repository, ".git/objects")))
      if (name.length === 2) rmSync(join(repository, ".git/objects", name), { recursive: true });
    expect(await said(repository)).toMatch(/^sealint: object [0-9a-f]{40} is missing\. Run `git fsck/);
  });

  it("refuses refs of a form that it does not read", async () => {
    const repository = repositoryWith({ "a.ts": plain(1) });
    git(repository, "config", "core.repositoryFormatVersion", "1");
    git(repository, "config", "extensions.refStorage", "reftable");
    expect(await said(repository)).toContain("keeps its refs as reftable, which is not supported");
  });

  it("refuses flags that do not fit together", async () => {
    const wrong = async (...args: string[]) => (await runSealint(["scan", ...args])).stderr;
    expect(await wrong("--staged", "--stdin")).toContain("`--stdin` and `--staged` cannot be searched at once");
    expect(await wrong("--whole-files")).toContain("`--whole-files` says nothing without `--staged`");
  });
});
