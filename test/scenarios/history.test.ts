import { chmodSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { bareRepository, lines, makeHistory, workRepository } from "../git/repositories.ts";
import { git, gitWithInput, temporaryFolder, writeTree } from "../sources/temporary.ts";
import { runSealint } from "./packed-cli.ts";

const token = (seed: string): string => fillExample("ghp_‹alnum 30›‹github-crc32›", seed).text;
const telling = (seed: string): string => `const token = "${token(seed)}";\n`;
const filler = (seed: string, count = 200): string =>
  Array.from({ length: count }, (_, at) => `const value${at} = "${seed} ${at * 7919}";\n`).join("");

interface Origin {
  readonly kind: string;
  readonly sha?: string;
  readonly author?: string;
  readonly date?: string;
  readonly removed?: { readonly sha: string };
  readonly refs?: readonly string[];
  readonly refCount?: number;
  readonly otherPlaces?: number;
}

interface Found {
  readonly location: { readonly path: string; readonly start: { readonly line: number } };
  readonly origin: Origin;
}

interface Scanned {
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly findings: readonly Found[];
  /** The finding at a path, and where it stands: `path:line`. */
  readonly at: Readonly<Record<string, Origin>>;
  readonly files: number;
}

async function scan(cwd: string, args: readonly string[] = [], env: Record<string, string> = {}): Promise<Scanned> {
  const words = ["scan", "--history", "--format", "json", ...args];
  const { code, stdout, stderr } = await runSealint(words, { cwd, env });
  const report = stdout === "" ? { findings: [], summary: { files: 0 } } : JSON.parse(stdout);
  const findings = report.findings as readonly Found[];
  const at = findings.map(({ location: { path, start }, origin }) => [`${path}:${start.line}`, origin] as const);
  return { code, stdout, stderr, findings, at: Object.fromEntries(at), files: report.summary.files };
}

const AS = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com"] as const;

function commit(repository: string, files: Readonly<Record<string, string | null>>, message = "more"): string {
  for (const [path, content] of Object.entries(files)) {
    if (content === null) rmSync(join(repository, path));
    else writeTree(repository, { [path]: content });
  }
  git(repository, "add", "--all");
  git(repository, ...AS, "commit", "--quiet", "--allow-empty", "-m", message);
  return idOf(repository, "HEAD");
}

const idOf = (repository: string, name: string): string => lines(repository, "rev-parse", name)[0] ?? "";

/** A repository in which one secret came and stayed, one came and went, and one was moved. */
function comingAndGoing(...options: readonly string[]): { repository: string; ids: string[] } {
  const repository = bareRepository(...options);
  const ids = makeHistory(repository, [
    { files: { "a.ts": filler("a") } },
    { files: { "a.ts": filler("a") + telling("stays"), "b.ts": `${filler("b")}${telling("goes")}${filler("c")}` } },
    { files: { "a.ts": `${filler("new", 1)}${filler("a")}${telling("stays")}` } },
    { files: { "b.ts": filler("b") + filler("c"), "old.ts": telling("moves") } },
    { files: { "old.ts": null, "new.ts": telling("moves") } },
  ]);
  for (const at of ids.keys()) git(repository, "update-ref", "-d", `refs/made/${at}`);
  return { repository, ids };
}

/** What is said of that repository, whatever it lies in. */
function expected(ids: readonly string[]): Record<string, unknown> {
  return {
    "a.ts:201": expect.objectContaining({ sha: ids[1], refs: ["main"], refCount: 1, otherPlaces: 0 }),
    "b.ts:201": expect.objectContaining({ sha: ids[1], removed: expect.objectContaining({ sha: ids[3] }), refs: [] }),
    "old.ts:1": expect.objectContaining({ sha: ids[3], refs: ["main"], otherPlaces: 1 }),
  };
}

interface Layout {
  readonly name: string;
  readonly lay: (repository: string) => void;
  readonly hash?: string;
}

const repack = (repository: string, ...args: readonly string[]): void =>
  void git(repository, "repack", "-adfq", ...args);

const LAYOUTS: readonly Layout[] = [
  { name: "as imported", lay: () => {} },
  { name: "in files of their own", lay: (at) => unpack(at) },
  { name: "in one pack, without deltas", lay: (at) => repack(at, "--depth=0") },
  { name: "in one pack, with deltas", lay: (at) => repack(at, "--depth=50") },
  { name: "with bases by name", lay: (at) => (git(at, "config", "repack.useDeltaBaseOffset", "false"), repack(at)) },
  { name: "in two packs", lay: (at) => (unpack(at), packApart(at)) },
  {
    name: "in two packs, with an index over both",
    lay: (at) => (unpack(at), packApart(at), git(at, "multi-pack-index", "write")),
  },
  { name: "named by SHA-256", lay: (at) => repack(at), hash: "sha256" },
];

/** Takes all packs apart. */
function unpack(repository: string): void {
  repack(repository);
  const folder = join(repository, "objects", "pack");
  const packs = readdirSync(folder).filter((name) => name.endsWith(".pack"));
  const bytes = packs.map((name) => readFileSync(join(folder, name)));
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { force: true });
  for (const pack of bytes) gitWithInput(repository, pack, "unpack-objects", "-q");
}

/** Packs the first two commits, then the rest; deltas never lead from one pack to the other. */
function packApart(repository: string): void {
  const pack = join(repository, "objects", "pack", "pack");
  gitWithInput(repository, "main~3\n", "pack-objects", "--revs", "-q", pack);
  gitWithInput(repository, "main\n^main~3\n", "pack-objects", "--revs", "-q", pack);
  git(repository, "prune-packed", "-q");
}

describe("scan --history", () => {
  it.each(LAYOUTS)("tells when secrets came and went, of objects $name", async ({ lay, hash = "sha1" }) => {
    const { repository, ids } = comingAndGoing(`--object-format=${hash}`);
    lay(repository);
    const { at, code, stderr, findings } = await scan(repository);
    expect({ at, code, stderr }).toEqual({ at: expected(ids), code: 1, stderr: "" });
    expect(findings[0]?.origin).toMatchObject({
      kind: "commit",
      author: "Ann Example <ann@example.com>",
      date: "2023-11-14T22:14:20Z",
    });
  });

  it("reads what a repository borrows from another", async () => {
    const { repository, ids } = comingAndGoing();
    const folder = join(temporaryFolder(), "borrower");
    git(repository, "clone", "--quiet", "--shared", "--bare", repository, folder);
    const { at, code } = await scan(folder);
    expect({ at, code }).toEqual({ at: expected(ids), code: 1 });
  });

  it("says the same with any number of threads, and from what it remembers", async () => {
    const { repository } = comingAndGoing();
    const env = { HOME: temporaryFolder() };
    const runs: string[] = [];
    for (const args of [["--jobs", "1", "--no-cache"], ["--jobs", "3", "--no-cache"], ["--jobs", "1"], []]) {
      const { stdout, stderr } = await scan(repository, args, env);
      // A thread that ended by itself would be told.
      expect(stderr).toBe("");
      const { findings } = JSON.parse(stdout);
      runs.push(JSON.stringify(findings));
    }
    expect(new Set(runs).size).toBe(1);
  });

  it("shows all that in a report for people", async () => {
    const { repository, ids } = comingAndGoing();
    const { stdout } = await runSealint(["scan", "--history", repository]);
    expect(stdout).toContain(`commit ${ids[1]?.slice(0, 12)} by Ann Example <ann@example.com>, 2023-11-14T22:14:20Z`);
    expect(stdout).toContain(`removed with commit ${ids[3]?.slice(0, 12)}`);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain("still in main; also in 1 other place");
    expect(stdout).not.toContain(token("stays"));
  });

  it("shows it in SARIF", async () => {
    const { repository, ids } = comingAndGoing();
    const { stdout } = await runSealint(["scan", "--history", "--format", "sarif", repository]);
    const { results } = JSON.parse(stdout).runs[0];
    expect(results[1].properties.origin).toMatchObject({ sha: ids[1], removed: { sha: ids[3] }, refs: [] });
    expect(results[1].locations[0].physicalLocation.artifactLocation.uri).toBe("b.ts");
  });
});

describe("where a secret may lie", () => {
  it("is a branch, a tag, a remote, a head on no branch, another work tree", async () => {
    const repository = workRepository();
    commit(repository, { "a.ts": filler("a") });
    git(repository, "checkout", "--quiet", "-b", "side");
    commit(repository, { "side.ts": telling("side") });
    git(repository, "update-ref", "refs/remotes/origin/side", "HEAD");
    git(repository, ...AS, "tag", "-a", "-m", "tagged", "v1");
    git(repository, "checkout", "--quiet", "--detach");
    commit(repository, { "detached.ts": telling("detached") });
    git(repository, "worktree", "add", "--quiet", "--detach", join(repository, "..", "other"), "main");
    commit(join(repository, "..", "other"), { "other.ts": telling("other") });
    const { at } = await scan(repository);
    expect(at).toMatchObject({
      "detached.ts:1": { refs: ["HEAD"] },
      "other.ts:1": { refs: ["worktrees/other/HEAD"] },
      "side.ts:1": { refs: ["side", "origin/side", "v1", "HEAD"] },
    });
    const other = await scan(join(repository, "..", "other"));
    expect(other.at).toMatchObject({ "detached.ts:1": { refs: ["main-worktree/HEAD"] } });
  });

  it("is a stash, the message of a commit or tag, a note, or what no ref leads to", async () => {
    const repository = workRepository();
    const first = commit(repository, { "a.ts": filler("a") }, `first\n\nfor ${token("message")}`);
    for (const name of ["old stash", "new stash"]) {
      writeTree(repository, { "a.ts": telling(name) });
      git(repository, ...AS, "stash", "--quiet");
    }
    git(repository, ...AS, "tag", "-a", "-m", `tagged with ${token("tag")}`, "v1");
    git(repository, ...AS, "notes", "add", "-m", `noted ${token("note")}`, "HEAD");
    const amended = commit(repository, { "b.ts": telling("amended") });
    git(repository, "reset", "--quiet", "--hard", "main~1");
    gitWithInput(repository, telling("blob"), "hash-object", "-w", "--stdin");
    const { findings } = await scan(repository);
    const said = findings.map(({ location: { path }, origin }) => [path.replaceAll(/[\da-f]{12,}/g, "ID"), origin]);
    const of = (refs: readonly string[], more: object = {}): unknown => expect.objectContaining({ refs, ...more });
    expect(said).toEqual(
      expect.arrayContaining([
        ["a.ts", of(["stash@{0}"])],
        ["a.ts", of(["stash@{1}"])],
        ["b.ts", of([], { sha: amended })],
        ["commit ID message", of(["main", "v1", "stash@{0}", "stash@{1}"], { sha: first })],
        ["tag ID message", of(["v1"])],
        ["ID", of(["refs/notes/commits"])],
        ["ID", expect.objectContaining({ kind: "object" })],
      ]),
    );
    expect(said).toHaveLength(7);
  });
});

describe("what decides on the outcome", () => {
  it("is the configuration of the work tree, the baseline, and comments where they stand", async () => {
    const repository = workRepository();
    commit(repository, { "left-out/a.ts": telling("1"), "allowed/b.ts": telling("2"), "c.ts": telling("3") });
    commit(repository, {
      "d.ts": `${telling("4").trimEnd()} // sealint-ignore github/classic-personal-access-token -- made up\n`,
    });
    const before = await scan(repository, ["--no-cache"]);
    expect([before.code, before.findings.length]).toEqual([1, 3]);
    await runSealint(["baseline", "create", "c.ts"], { cwd: repository });
    commit(repository, {
      "c.ts": null,
      "sealint.yaml": `version: 1
paths:
  exclude:
    - path: left-out/
      reason: It is left out.
allow:
  - rule: github/classic-personal-access-token
    path: allowed/
    reason: They are made up.
`,
    });
    const after = await scan(repository);
    expect([after.code, after.at, after.stderr]).toEqual([0, {}, ""]);
  });

  it("is --fail-on", async () => {
    const { repository } = comingAndGoing();
    const { code, findings } = await scan(repository, ["--fail-on", "never"]);
    expect([code, findings.length]).toEqual([0, 3]);
  });

  it.each([["--staged"], ["--stdin"], ["--files-from=-"], ["a", "b"]])("refuses %s beside it", async (...words) => {
    const { code, stderr } = await scan(temporaryFolder(), words);
    expect([code, stderr]).toEqual([2, expect.stringContaining("--history")]);
  });

  it("names a folder that is in no repository", async () => {
    const { code, stderr } = await scan(temporaryFolder());
    expect([code, stderr]).toEqual([2, expect.stringContaining("not inside a git repository")]);
  });
});

describe("what is remembered", () => {
  it("leaves only what is new to be searched, says nothing of values, and goes with the rules", async () => {
    const { repository, ids } = comingAndGoing();
    const home = temporaryFolder();
    const env = { HOME: home };
    const first = await scan(repository, [], env);
    expect([first.files, first.at]).toEqual([6, expected(ids)]);
    const folder = join(home, ".cache", "sealint");
    const names = readdirSync(folder).sort();
    expect(names).toEqual([expect.stringMatching(/^history-/), expect.stringMatching(/^looks-/)]);
    for (const name of names) {
      const kept = readFileSync(join(folder, name));
      for (const seed of ["stays", "goes", "moves"]) expect(kept.includes(token(seed))).toBe(false);
      expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    }

    const again = await scan(repository, [], env);
    expect([again.files, again.at]).toEqual([0, expected(ids)]);
    expect(again.findings).toEqual(first.findings);
    makeHistory(repository, [{ files: { "later.ts": telling("later") } }]);
    const later = await scan(repository, [], env);
    expect(later.at).toMatchObject({ "a.ts:201": { refs: [] }, "later.ts:1": { refs: ["main", "refs/made/0"] } });
    expect(later.files).toBe(1);

    const all = await scan(repository, ["--preset", "strict"], env);
    expect(all.files).toBe(7);
  });

  it("does no harm where it is broken, or cannot be kept", async () => {
    const { repository, ids } = comingAndGoing();
    const home = temporaryFolder();
    const env = { HOME: home };
    await scan(repository, [], env);
    const folder = join(home, ".cache", "sealint");
    for (const name of readdirSync(folder)) {
      const file = join(folder, name);
      const whole = readFileSync(file);
      const changed = Buffer.from(whole).fill(0x41, 40, 60);
      for (const bytes of name.startsWith("looks-") ? [changed] : [Buffer.alloc(0), whole.subarray(0, -1), changed]) {
        writeFileSync(file, bytes);
        const { at, files, code, stderr } = await scan(repository, [], env);
        const searched = name.startsWith("history-") ? 6 : 0;
        expect({ at, files, code, stderr }).toEqual({ at: expected(ids), files: searched, code: 1, stderr: "" });
        // Kept anew.
        expect(readFileSync(file).equals(bytes)).toBe(false);
      }
    }
    rmSync(folder, { recursive: true });
    writeFileSync(folder, "");
    const { files, code, stderr } = await scan(repository, [], env);
    expect({ files, code, stderr }).toEqual({ files: 6, code: 1, stderr: "" });
  });
});

describe("what cannot be read", () => {
  it("is said of a shallow clone", async () => {
    const { repository } = comingAndGoing();
    const folder = join(temporaryFolder(), "clone");
    git(repository, "clone", "--quiet", "--depth", "1", `file://${repository}`, folder);
    const { code, stderr, at } = await scan(folder);
    expect([code, stderr]).toEqual([1, expect.stringContaining("git fetch --unshallow")]);
    expect(Object.keys(at)).toEqual(["a.ts:202", "new.ts:1"]);
  });

  it("is named where a partial clone left it on the server", async () => {
    const { repository } = comingAndGoing();
    git(repository, "config", "uploadpack.allowFilter", "true");
    const folder = join(temporaryFolder(), "clone");
    git(repository, "clone", "--quiet", "--no-checkout", "--filter=blob:limit=1k", `file://${repository}`, folder);
    const { code, stderr, at } = await scan(folder);
    expect([code, stderr]).toEqual([2, expect.stringContaining("objects (")]);
    expect(stderr).toContain("left on the server by a partial clone");
    expect(Object.keys(at)).toEqual(["old.ts:1"]);
  });

  it("is named, and the rest is searched, where an entry of a pack is damaged", async () => {
    const { repository, ids } = comingAndGoing();
    repack(repository, "--depth=0");
    damage(repository, lines(repository, "rev-parse", `${ids[1]}:b.ts`)[0] ?? "");
    const { code, stderr, at } = await scan(repository);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/sealint: error: .*pack-.* is damaged|corrupt/i)]);
    expect(Object.keys(at)).toEqual(["a.ts:201", "old.ts:1"]);
  });

  it("is named where a whole pack is cut short, or its index is none", async () => {
    for (const ending of [".pack", ".idx"]) {
      const { repository } = comingAndGoing();
      repack(repository);
      git(repository, "config", "fastimport.unpackLimit", "100000");
      const pack = readdirSync(join(repository, "objects", "pack")).find((name) => name.endsWith(ending)) ?? "";
      makeHistory(repository, [{ files: { "later.ts": telling("later") } }]);
      const file = join(repository, "objects", "pack", pack);
      chmodSync(file, 0o600);
      truncateSync(file, 100);
      const { code, stderr, at } = await scan(repository);
      expect([code, stderr]).toEqual([2, expect.stringContaining("sealint: error: ")]);
      expect(Object.keys(at)).toEqual(["later.ts:1"]);
    }
  });

  it("is named where a ref leads nowhere", async () => {
    const { repository, ids } = comingAndGoing();
    writeFileSync(join(repository, "refs", "heads", "gone"), `${"1".repeat(40)}\n`);
    const { code, at, stderr } = await scan(repository);
    expect({ code, at, stderr }).toEqual({ code: 2, at: expected(ids), stderr: expect.stringContaining("111111") });
  });
});

/** Changes bytes in the middle of an entry. */
function damage(repository: string, id: string): void {
  const folder = join(repository, "objects", "pack");
  const pack = readdirSync(folder).find((name) => name.endsWith(".pack")) ?? "";
  const file = join(folder, pack);
  const listed = lines(repository, "verify-pack", "-v", file.replace(/pack$/, "idx"));
  const [, , , size, offset] = listed.find((line) => line.startsWith(id))?.split(/\s+/) ?? [];
  const bytes = readFileSync(file);
  bytes.fill(0xff, Number(offset) + Math.floor(Number(size) / 2), Number(offset) + Math.floor(Number(size) / 2) + 8);
  chmodSync(file, 0o600);
  writeFileSync(file, bytes);
}
