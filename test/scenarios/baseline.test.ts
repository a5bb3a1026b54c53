import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { type Repository, repositoryWith } from "./git-repository.ts";
import { runSealint } from "./packed-cli.ts";

const FILE = ".sealint/baseline.json";
const tokenOf = (seed: string): string => fillExample("ghp_‹alnum 30›‹github-crc32›", `baseline ${seed}`).text;
const leak = (seed: string): string => `token = "${tokenOf(seed)}"\n`;
const weak = (value: string): string => `DB_PASSWORD=${value}\n`;

const run = (cwd: string, line: string) => runSealint(line.split(" "), { cwd });
const read = ({ folder }: Repository, file = FILE): string => readFileSync(path.join(folder, file), "utf8");
const entriesIn = (text: string): { path: string; count: number; reason?: string; until?: string }[] =>
  (JSON.parse(text).findings as unknown[]).filter((one) => typeof one === "object") as never;

/** Where a scan finds what it shows. */
async function shown(cwd: string, ...args: string[]): Promise<string[]> {
  const { code, stdout, stderr } = await runSealint(["scan", "-f", "json", ...args], { cwd });
  const { findings } = JSON.parse(stdout) as {
    findings: { location: { path: string; start: { line: number } } }[];
  };
  expect([code, stderr]).toEqual([findings.length > 0 ? 1 : 0, expect.any(String)]);
  return findings.map(({ location: { path: at, start } }) => `${at}:${start.line}`);
}

/** A repository with two leaks, and a baseline of them. */
async function begun(files: Readonly<Record<string, string>> = {}): Promise<Repository> {
  const repository = repositoryWith({ "src/a.ts": leak("a"), "config/app.env": weak("hunter2x"), ...files });
  const { code, stdout, stderr } = await run(repository.folder, "baseline create");
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  expect(stderr).toMatch(/^Wrote \.sealint\/baseline\.json: \d+ findings added\.\n/);
  repository.commit();
  return repository;
}

describe("sealint baseline create", () => {
  it("writes what is found, which then fails no scan and is told", async () => {
    const { folder, git } = await begun();
    expect(git("status", "--porcelain")).toBe("");
    const { code, stdout, stderr } = await run(folder, "scan");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("No findings.\n2 findings in the baseline are not shown.\n");
    expect(await shown(folder, "--no-baseline")).toEqual(["config/app.env:1", "src/a.ts:1"]);
    for (const jobs of ["1", "3"]) expect(await shown(folder, "--jobs", jobs)).toEqual([]);
  });

  it("lists in the formats for programs what is hidden, and leaves it out of SARIF", async () => {
    const { folder } = await begun();
    const { stdout } = await run(folder, "scan -f jsonl");
    const records = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(records.map(({ type }) => type)).toEqual(["suppressed", "suppressed", "summary"]);
    expect(records[0]).toMatchObject({
      finding: { location: { path: "config/app.env" } },
      suppression: { by: "baseline", location: { path: FILE, start: { line: 4, column: 1 } } },
    });
    const sarif = JSON.parse((await run(folder, "scan -f sarif")).stdout);
    expect(sarif.runs[0].results).toEqual([]);
    expect(stdout + JSON.stringify(sarif)).not.toContain(tokenOf("a").slice(6, 14));
  });

  it("writes a reason and a last day beside each, and holds no value", async () => {
    const repository = repositoryWith({ "a.ts": leak("a") });
    const { folder } = repository;
    const args = ["baseline", "create", "--reason", "Revoked on Monday.", "--until", "2027-01-31"];
    expect((await runSealint(args, { cwd: folder })).code).toBe(0);
    expect(entriesIn(read(repository))).toMatchObject([{ reason: "Revoked on Monday.", until: "2027-01-31" }]);
    expect(read(repository)).not.toContain(tokenOf("a").slice(4, 9));
    expect(await shown(folder, "--as-of", "2027-01-31")).toEqual([]);
    expect(await shown(folder, "--as-of", "2027-02-01")).toEqual([`${FILE}:4`, "a.ts:1"]);
  });

  it("writes over nothing unless it is told to", async () => {
    const repository = await begun();
    repository.write({ "src/b.ts": leak("b") });
    const before = read(repository);
    const { code, stderr } = await run(repository.folder, "baseline create");
    expect(code).toBe(2);
    expect(stderr).toBe(
      "sealint: .sealint/baseline.json is there already. Add what is new with `sealint baseline update`, or write it anew with `--force`; nothing was written.\n",
    );
    expect(read(repository)).toBe(before);
    expect((await run(repository.folder, "baseline create --force")).code).toBe(0);
    expect(entriesIn(read(repository))).toHaveLength(3);
  });

  it("lies where flag or configuration say, and at the root wherever one stands", async () => {
    const { folder, write } = repositoryWith({ "src/a.ts": leak("a"), "b.ts": leak("b") });
    const inside = path.join(folder, "src");
    expect((await run(inside, "baseline create")).stderr).toContain("Wrote .sealint/baseline.json: 1 finding added.");
    expect(await shown(folder)).toEqual(["b.ts:1"]);
    await run(folder, "baseline create --output ci/old.json");
    expect(existsSync(path.join(folder, "ci/.gitattributes"))).toBe(false);
    expect(await shown(folder, "--baseline", "ci/old.json")).toEqual([]);
    write({ "sealint.yaml": "version: 1\nbaseline: ci/old.json\n" });
    expect(await shown(folder)).toEqual([]);
    expect(await shown(folder, "--baseline", FILE)).toEqual(["b.ts:1"]);
    write({ "c.ts": leak("c") });
    expect((await run(folder, "baseline update")).stderr).toContain(
      "Wrote ci/old.json: 1 finding added, 2 findings kept.",
    );
  });

  it("writes nothing where not everything could be searched", async () => {
    const { folder } = repositoryWith({ "a.ts": leak("a"), ".github/workflows/a.yml": "on: push\njobs: [\n" });
    const { code, stderr } = await run(folder, "baseline create");
    expect(code).toBe(2);
    expect(stderr).toContain("sealint: error: .github/workflows/a.yml:");
    expect(stderr).toContain(".sealint/baseline.json was not written, because not everything could be searched.\n");
    expect(existsSync(path.join(folder, FILE))).toBe(false);
  });
});

describe("a scan beside a baseline", () => {
  it.each<[string, Readonly<Record<string, string | undefined>>, string[]]>([
    ["moved lines", { "src/a.ts": `// more\n\n\n${leak("a")}` }, []],
    ["another indent and other quotes", { "src/a.ts": `  token = '${tokenOf("a")}';\n` }, []],
    ["a new secret in the line of an old one", { "src/a.ts": leak("b") }, ["src/a.ts:1"]],
    ["a changed password", { "config/app.env": weak("hunter3x") }, ["config/app.env:1"]],
    ["a second copy", { "src/a.ts": leak("a").repeat(2) }, ["src/a.ts:2"]],
    ["a copy in another file", { "src/b.ts": leak("a") }, ["src/b.ts:1"]],
    ["a renamed file", { "src/a.ts": undefined, "lib/tokens.ts": leak("a") }, []],
    ["a moved file", { "config/app.env": undefined, "deploy/app.env": weak("hunter2x") }, []],
    ["a weak value in another file", { "deploy/app.env": weak("hunter2x") }, ["deploy/app.env:1"]],
    ["a weak value in a file of another name", { "config/app.env": undefined, "x.env": weak("hunter2x") }, ["x.env:1"]],
  ])("sees of %s what is new", async (_, files, expected) => {
    const { folder, write } = await begun();
    write(files);
    expect(await shown(folder)).toEqual(expected);
  });

  it("follows git mv, and so does the next baseline", async () => {
    const repository = await begun();
    repository.git("mv", "src", "lib");
    repository.git("mv", "config", "deploy");
    repository.commit();
    expect(await shown(repository.folder)).toEqual([]);
    expect((await run(repository.folder, "baseline update")).stderr).toBe(
      "Wrote .sealint/baseline.json: 2 findings kept (2 of them in other files).\n",
    );
    expect(entriesIn(read(repository)).map((entry) => entry.path)).toEqual(["deploy/app.env", "lib/a.ts"]);
  });

  it("of one file calls nothing stale, and shows what moved there from a file that it does not look at", async () => {
    const { folder, write } = await begun();
    write({ "src/a.ts": "", "config/app.env": "", "src/b.ts": leak("a") });
    const { code, stderr } = await run(folder, "scan src/b.ts");
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    const both = await run(folder, "scan src/a.ts src/b.ts");
    expect({ code: both.code, stderr: both.stderr }).toEqual({ code: 0, stderr: "" });
  });

  it("notes what is not there any more, which fails no run, however strict", async () => {
    const { folder, write } = await begun();
    write({ "src/a.ts": "" });
    const { code, stderr } = await run(folder, "scan --strict-reads");
    expect(code).toBe(0);
    expect(stderr).toBe(
      "sealint: note: .sealint/baseline.json: holds a finding that is not there any more. Run `sealint baseline prune`, so that they are seen when they come back.\n",
    );
    expect((await run(folder, "scan config")).stderr).toBe("");
    expect((await run(folder, "scan --min-confidence high")).stderr).toBe("");
  });

  it("looks at standard input as the file that it is named as", async () => {
    const { folder } = await begun();
    const scan = (...args: string[]) => runSealint(["scan", "--stdin", ...args], { cwd: folder, stdin: leak("a") });
    expect((await scan("--stdin-path", "src/a.ts")).code).toBe(0);
    expect((await scan("--stdin-path", "src/b.ts")).code).toBe(1);
    expect((await scan()).code).toBe(1);
  });

  it("reads nothing of a broken one, and does not say clean", async () => {
    const repository = await begun();
    const { folder } = repository;
    const text = read(repository);
    const broken: [string, string][] = [
      [text.slice(0, -20), "the baseline is no JSON"],
      [text.replace('"version": 1', '"version": 7'), "the baseline is of version 7"],
      [text.replace('{"path"', '<<<<<<< HEAD\n{"path"'), ":4: the baseline holds a merge that is not finished."],
      [text.replace('"count":1', '"count":-1'), ":4: the baseline has an entry whose `count` is wrong."],
    ];
    for (const [content, words] of broken) {
      writeFileSync(path.join(folder, FILE), content);
      for (const line of ["scan", "baseline update", "baseline prune"]) {
        const { code, stdout, stderr } = await run(folder, line);
        expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
        expect(stderr).toContain(words);
        expect(read(repository)).toBe(content);
      }
    }
    rmSync(path.join(folder, FILE));
    expect((await run(folder, "scan --baseline gone.json")).stderr).toContain("there is no baseline gone.json");
    expect((await run(folder, "baseline update")).stderr).toContain("there is no baseline .sealint/baseline.json");
    expect((await run(folder, "scan --baseline src")).stderr).toContain(
      "the baseline src cannot be read: it is no file",
    );
  });
});

describe("a scan of what is staged beside a baseline", () => {
  const lines = (name: string): string =>
    Array.from({ length: 20 }, (_, at) => `export const ${name}${at} = ${at};\n`).join("");
  /** A baseline of four files, of which three hold a token below other lines. */
  const several = () =>
    begun({
      "src/a.ts": lines("a") + leak("a"),
      "src/b.ts": lines("b") + leak("b"),
      "src/c.ts": lines("c") + leak("c"),
    });

  it.each<[string, Readonly<Record<string, string | undefined>>, string[]]>([
    ["another indent", { "src/a.ts": `${lines("a")}  ${leak("a")}` }, []],
    [
      "a renamed file that is changed, too",
      { "src/a.ts": undefined, "lib/tokens.ts": `${lines("a")}  ${leak("a")}` },
      [],
    ],
    ["a token that moved", { "src/a.ts": lines("a"), "src/b.ts": lines("b") + leak("b") + leak("a") }, []],
    ["a password whose file moved", { "config/app.env": undefined, "deploy/app.env": weak("hunter2x") }, []],
    ["a copy in a new file", { "src/new.ts": leak("a") }, ["src/new.ts:1"]],
    ["a copy in another file", { "src/b.ts": leak("a") + lines("b") + leak("b") }, ["src/b.ts:1"]],
    ["a second copy below the first", { "src/a.ts": lines("a") + leak("a").repeat(2) }, ["src/a.ts:22"]],
    ["a second copy above the first", { "src/a.ts": leak("a") + lines("a") + leak("a") }, ["src/a.ts:1"]],
    [
      "a renamed file and a copy of another one",
      { "src/c.ts": undefined, "lib/c.ts": `${lines("c")}  ${leak("c")}`, "src/new.ts": leak("b") },
      ["src/new.ts:1"],
    ],
  ])("sees of %s what is new", async (_, files, expected) => {
    const { folder, write, git } = await several();
    write(files);
    git("add", "--all");
    expect(await shown(folder, "--staged")).toEqual(expected);
  });

  it("asks the index, not the work tree, whether the file of an entry is still there", async () => {
    const { folder, write, git } = await several();
    write({ "src/a.ts": undefined, "src/new.ts": leak("a") });
    git("add", "src/new.ts");
    expect(await shown(folder, "--staged")).toEqual(["src/new.ts:1"]);
    git("add", "--all");
    expect(await shown(folder, "--staged")).toEqual([]);
    // The other way round: the commit is rid of it, the work tree is not.
    git("reset", "--quiet", "--hard");
    git("rm", "--quiet", "--cached", "src/b.ts");
    write({ "src/new.ts": leak("b") });
    git("add", "src/new.ts");
    expect(await shown(folder, "--staged")).toEqual([]);
  });

  it("calls nothing stale, and is not held up by a line about another file", async () => {
    const repository = await several();
    const { folder, write, git } = repository;
    write({ "src/a.ts": lines("a") });
    git("add", "--all");
    const { code, stderr } = await run(folder, "scan --staged");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    repository.commit();
    write({ [FILE]: read(repository).replace('"src/b.ts"', "7"), "src/d.ts": lines("d") });
    git("add", "src/d.ts");
    expect((await run(folder, "scan --staged")).code).toBe(0);
    write({ "src/c.ts": lines("c") });
    git("add", "src/c.ts");
    expect((await run(folder, "scan --staged")).code).toBe(2);
  });
});

describe("a push beside a baseline", () => {
  const push = ({ folder, git }: Repository, from: string) =>
    runSealint(["hook", "run", "pre-push", "origin", "nowhere"], {
      cwd: folder,
      stdin: `refs/heads/main ${git("rev-parse", "main").trim()} refs/heads/main ${from}\n`,
    });

  it("takes several versions of a file for one file, and a copy for a copy", async () => {
    const repository = await begun();
    const from = repository.git("rev-parse", "main").trim();
    for (const indent of ["  ", "    "]) {
      repository.write({ "src/a.ts": indent + leak("a"), "config/app.env": `\n${weak("hunter2x")}` });
      repository.commit();
    }
    expect(await push(repository, from)).toMatchObject({ code: 0, stderr: "" });
    repository.write({ "src/b.ts": leak("a") });
    repository.commit();
    // What lies in the work tree has no say.
    repository.write({ "src/a.ts": undefined });
    const { code, stdout } = await push(repository, from);
    expect(code).toBe(1);
    expect(stdout).toContain("src/b.ts:1:");
    expect(stdout).not.toContain("src/a.ts:1:");
  });

  it("follows what it moves", async () => {
    const repository = await begun();
    const from = repository.git("rev-parse", "main").trim();
    repository.write({ "src/a.ts": undefined, "lib/b.ts": leak("a") });
    repository.commit();
    expect(await push(repository, from)).toMatchObject({ code: 0, stderr: "" });
  });

  it("to a server is held against the baseline of the default branch, not of what is pushed", async () => {
    const repository = await begun();
    const { folder, git, write } = repository;
    const bare = path.join(folder, "bare.git");
    git("clone", "--quiet", "--bare", ".", bare);
    const before = git("rev-parse", "main").trim();
    const receive = () =>
      runSealint(["hook", "run", "pre-receive"], {
        cwd: bare,
        stdin: `${before} ${git("rev-parse", "main").trim()} refs/heads/main\n`,
      });
    const send = (): void => {
      git("--git-dir", bare, "fetch", "--quiet", folder, "main");
      expect(git("--git-dir", bare, "rev-parse", "main").trim()).toBe(before);
    };
    write({ "src/a.ts": `  ${leak("a")}` });
    git("add", "src");
    git("commit", "--quiet", "--message", "indent");
    send();
    expect(await receive()).toMatchObject({ code: 0, stderr: "" });
    write({ "src/b.ts": leak("b") });
    expect((await run(folder, "baseline update")).code).toBe(0);
    git("add", "src", ".sealint");
    git("commit", "--quiet", "--message", "more");
    send();
    const { code, stdout } = await receive();
    expect(code).toBe(1);
    expect(stdout).toContain("src/b.ts:1:");
    expect(stdout).not.toContain("src/a.ts:1:");
  });
});

describe("sealint baseline update and prune", () => {
  it("add what is new, keep what was written beside the rest, and drop what is gone where they are told to", async () => {
    const repository = repositoryWith({ "a.ts": leak("a"), "b.ts": leak("b") });
    const { folder, write } = repository;
    await runSealint(["baseline", "create", "--reason", "Old."], { cwd: folder });
    write({ "a.ts": "", "c.ts": leak("c") });
    const update = await runSealint(["baseline", "update", "--reason", "New."], { cwd: folder });
    expect(update).toEqual({
      code: 0,
      stdout: "",
      stderr:
        "Wrote .sealint/baseline.json: 1 finding added, 2 findings kept.\n1 finding is not there any more; `sealint baseline prune` drops it.\n",
    });
    const reasons = () => entriesIn(read(repository)).map(({ path: at, reason }) => `${at} ${reason}`);
    expect(reasons()).toEqual(["a.ts Old.", "b.ts Old.", "c.ts New."]);
    write({ "d.ts": leak("d") });
    expect((await run(folder, "baseline prune")).stderr).toBe(
      "Wrote .sealint/baseline.json: 2 findings kept, 1 finding dropped.\n",
    );
    expect(reasons()).toEqual(["b.ts Old.", "c.ts New."]);
    expect(await shown(folder)).toEqual(["d.ts:1"]);
    write({ "b.ts": "" });
    expect((await run(folder, "baseline update --prune")).stderr).toBe(
      "Wrote .sealint/baseline.json: 1 finding added, 1 finding kept, 1 finding dropped.\n",
    );
    expect((await run(folder, "baseline update")).stderr).toBe(
      ".sealint/baseline.json is right as it was: 2 findings kept.\n",
    );
  });

  it("keep what a flag leaves out of the findings", async () => {
    const repository = await begun();
    expect((await run(repository.folder, "scan --min-confidence high")).stderr).toBe("");
    expect((await run(repository.folder, "baseline prune --min-confidence high")).stderr).toBe(
      ".sealint/baseline.json is right as it was: 2 findings kept.\n",
    );
  });

  it("leave alone what they do not look at", async () => {
    const repository = await begun();
    repository.write({ "src/a.ts": "", "config/app.env": "" });
    expect((await run(repository.folder, "baseline prune config")).stderr).toBe(
      "Wrote .sealint/baseline.json: 1 finding kept, 1 finding dropped.\n",
    );
    expect(entriesIn(read(repository)).map((entry) => entry.path)).toEqual(["src/a.ts"]);
  });
});

describe("the baselines of two branches", () => {
  /** Two branches that each add files and bring the baseline up to date, and what their merge comes to. */
  async function merged(
    repository: Repository,
    ours: Readonly<Record<string, string | undefined>>,
    theirs: Readonly<Record<string, string | undefined>>,
  ): Promise<number | null> {
    const { git, tryGit, write, commit, folder } = repository;
    for (const [branch, files] of [
      ["theirs", theirs],
      ["ours", ours],
    ] as const) {
      git("checkout", "--quiet", "-b", branch, "main");
      write(files);
      expect((await run(folder, "baseline update --prune")).code).toBe(0);
      commit();
    }
    return tryGit("merge", "--quiet", "--no-edit", "theirs");
  }

  it("merge by themselves where they add in different places, first and last ones included", async () => {
    const repository = await begun({ "m.ts": leak("m") });
    // As a server merges, which does not look for attributes in the tree.
    repository.write({ ".sealint/.gitattributes": undefined });
    repository.commit();
    const code = await merged(
      repository,
      { "a.ts": leak("1"), "n.ts": leak("2") },
      { "d.ts": leak("3"), "z.ts": leak("4") },
    );
    expect(code).toBe(0);
    expect(await shown(repository.folder)).toEqual([]);
    expect((await run(repository.folder, "baseline update")).stderr).toMatch(
      / is right as it was: 7 findings kept\.\n$/,
    );
  });

  it("merge where they add side by side, change and drop", async () => {
    const repository = await begun({ "m.ts": leak("m"), "q.ts": leak("q") });
    const code = await merged(
      repository,
      { "o.ts": leak("1"), "r.ts": leak("2"), "m.ts": "" },
      { "p.ts": leak("3"), "s.ts": leak("4") },
    );
    expect(code).toBe(0);
    expect(await shown(repository.folder)).toEqual([]);
    await run(repository.folder, "baseline update --prune");
    expect(entriesIn(read(repository)).map((entry) => entry.path)).toEqual([
      "config/app.env",
      "o.ts",
      "p.ts",
      "q.ts",
      "r.ts",
      "s.ts",
      "src/a.ts",
    ]);
  });

  it("merge where both begin one", async () => {
    const repository = repositoryWith({ "README.md": "" });
    const { git, write, commit, folder, tryGit } = repository;
    for (const branch of ["theirs", "ours"]) {
      git("checkout", "--quiet", "-b", branch, "main");
      write({ [`${branch}.ts`]: leak(branch) });
      await run(folder, "baseline create");
      commit();
    }
    expect(tryGit("merge", "--quiet", "--no-edit", "theirs")).toBe(0);
    expect(await shown(folder)).toEqual([]);
    await run(folder, "baseline update");
    expect(entriesIn(read(repository)).map((entry) => entry.path)).toEqual(["ours.ts", "theirs.ts"]);
  });

  it("that git could not merge stop every scan until somebody has", async () => {
    const repository = await begun();
    repository.write({ ".sealint/.gitattributes": undefined });
    repository.commit();
    expect(await merged(repository, { "t.ts": leak("1") }, { "u.ts": leak("2") })).not.toBe(0);
    const { code, stderr } = await run(repository.folder, "scan t.ts");
    expect(code).toBe(2);
    expect(stderr).toContain("the baseline holds a merge that is not finished. Delete the lines of the markers");
    repository.write({ [FILE]: read(repository).replaceAll(/^(?:<<<<<<<|=======|>>>>>>>).*\n/gm, "") });
    expect(await shown(repository.folder)).toEqual([]);
  });
});
