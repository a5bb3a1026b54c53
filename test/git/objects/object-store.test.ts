import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { GitError } from "../../../src/git/git-error.ts";
import type { GitRepository } from "../../../src/git/open-repository.ts";
import { git, gitWithInput, temporaryFolder } from "../../sources/temporary.ts";
import { blobId, deltaOf, writePack } from "../handmade-pack.ts";
import { bareRepository, makeHistory, objectsByGit, opened, slowlyChanging } from "../repositories.ts";

const packFolder = (repository: string): string => join(repository, "objects/pack");

function packed(repository: string, ending: string): string[] {
  return readdirSync(packFolder(repository)).filter((name) => name.endsWith(ending));
}

/** Holds every object against what git says, both by content and by type and size alone. */
function expectAllAsGit(repository: string, store: GitRepository = opened(repository)): void {
  const objects = objectsByGit(repository);
  expect(objects.size).toBeGreaterThan(20);
  for (const [id, { type, bytes }] of objects) {
    expect(store.objects.has(id)).toBe(true);
    expect(store.objects.info(id)).toEqual({ type, size: bytes.length });
    const read = store.objects.read(id);
    expect(read.type).toBe(type);
    expect(read.bytes.equals(bytes)).toBe(true);
  }
  // Once more, with sizes taken before and after bases are at hand.
  for (const [id, { type, bytes }] of objects) expect(store.objects.info(id)).toEqual({ type, size: bytes.length });
  expect(store.objects.faults).toEqual([]);
  store.close();
}

function repositoryWith(...options: readonly string[]): string {
  const repository = bareRepository(...options);
  git(repository, "config", "fastimport.unpackLimit", "1");
  makeHistory(repository, slowlyChanging(25));
  return repository;
}

/** The chain of deltas is long enough to be worth a test. */
function expectDeltas(repository: string): void {
  const [pack = ""] = packed(repository, ".pack");
  const listed = git(repository, "verify-pack", "-v", join(packFolder(repository), pack)).toString();
  expect(listed).toMatch(/chain length = [3-9]/);
}

describe("ObjectStore", () => {
  it.each([[[]], [["--object-format=sha256"]]])("reads every object as git does, in packs (%j)", (options) => {
    const repository = repositoryWith(...options);
    git(repository, "repack", "-adfq");
    expectDeltas(repository);
    expectAllAsGit(repository);
  });

  it.each([[[]], [["--object-format=sha256"]]])("reads objects in files of their own (%j)", (options) => {
    const repository = repositoryWith(...options);
    const [pack = ""] = packed(repository, ".pack");
    const bytes = readFileSync(join(packFolder(repository), pack));
    rmSync(packFolder(repository), { recursive: true });
    mkdirSync(packFolder(repository));
    gitWithInput(repository, bytes, "unpack-objects", "-q");
    expectAllAsGit(repository);
  });

  it("reads deltas that name their base", () => {
    const repository = repositoryWith();
    git(repository, "-c", "repack.useDeltaBaseOffset=false", "repack", "-adfq");
    expectDeltas(repository);
    expectAllAsGit(repository);
  });

  it.each(["1", "2", "2,0x40"])("reads pack indexes of version %s", (version) => {
    const repository = repositoryWith();
    git(repository, "repack", "-adfq");
    const [pack = ""] = packed(repository, ".pack");
    const bytes = readFileSync(join(packFolder(repository), pack));
    rmSync(packFolder(repository), { recursive: true });
    mkdirSync(packFolder(repository));
    gitWithInput(repository, bytes, "index-pack", "--stdin", `--index-version=${version}`);
    expectAllAsGit(repository);
  });

  it("reads several packs, with and without an index over them", () => {
    const repository = repositoryWith();
    makeHistory(repository, [{ files: { other: "x\n".repeat(100) } }, { files: { other: "y\n".repeat(100) } }]);
    makeHistory(repository, [{ files: { third: "z" } }]);
    expect(packed(repository, ".pack").length).toBeGreaterThan(1);
    expectAllAsGit(repository);
    git(repository, "multi-pack-index", "write");
    expectAllAsGit(repository);
    makeHistory(repository, [{ files: { later: "not in the index over all" } }]);
    expectAllAsGit(repository);
  });

  it("says of a broken index over all packs what is wrong, and reads on with those of the packs", () => {
    const repository = repositoryWith();
    git(repository, "multi-pack-index", "write");
    const file = join(packFolder(repository), "multi-pack-index");
    const bytes = readFileSync(file);
    rmSync(file);
    writeFileSync(file, bytes.subarray(0, 200));
    const store = opened(repository).objects;
    for (const [id, { bytes: content }] of objectsByGit(repository))
      expect(store.read(id).bytes.equals(content)).toBe(true);
    expect(store.faults.map(({ fault }) => fault)).toEqual(["corrupt"]);
  });

  it("reads a base from elsewhere where a pack is thin", () => {
    const repository = repositoryWith();
    const base = git(repository, "rev-parse", "main:a.txt").toString().trim();
    const { bytes: content } = opened(repository).objects.read(base);
    const result = Buffer.concat([content.subarray(0, 100), Buffer.from("and more")]);
    const id = blobId(result);
    writePack(packFolder(repository), [{ id, base, content: deltaOf(content, result, 100) }]);
    expect(opened(repository).objects.read(id)).toEqual({ type: "blob", bytes: result });
    expect(opened(repository).objects.info(id)).toEqual({ type: "blob", size: result.length });
  });

  it("does not go round in circles where deltas lead back to themselves", () => {
    const repository = bareRepository();
    const [one, other] = ["1".repeat(40), "2".repeat(40)] as const;
    const content = deltaOf(Buffer.from("a"), Buffer.from("a"), 1);
    writePack(packFolder(repository), [
      { id: one, base: other, content },
      { id: other, base: one, content },
    ]);
    const { objects } = opened(repository);
    const fault = expect.objectContaining({ fault: "corrupt", message: expect.stringContaining("lead back") });
    expect(() => objects.read(one)).toThrow(fault);
    expect(() => objects.info(other)).toThrow(fault);
  });

  it("reads what is borrowed from other repositories, which may borrow from each other", () => {
    const first = repositoryWith();
    const second = bareRepository();
    const third = bareRepository();
    makeHistory(second, [{ files: { two: "2" } }]);
    makeHistory(third, [{ files: { three: "3" } }]);
    writeFileSync(join(third, "objects/info/alternates"), "# comment\n../../second\n");
    const link = join(third, "..", "second");
    renameSync(second, link);
    // Relative to the objects folder, in quotes, and round in a circle.
    writeFileSync(join(third, "objects/info/alternates"), `# comment\n${link}/objects\n`);
    writeFileSync(join(link, "objects/info/alternates"), `"${first}/objects"\n`);
    writeFileSync(join(first, "objects/info/alternates"), `${third}/objects\n`);
    for (const from of [third]) {
      const store = opened(from).objects;
      for (const repository of [first, link, third])
        for (const [id, { bytes }] of objectsByGit(repository)) expect(store.read(id).bytes.equals(bytes)).toBe(true);
    }
  });

  it("tells that a folder is gone from which objects were borrowed", () => {
    const repository = bareRepository();
    const gone = join(temporaryFolder(), "gone");
    writeFileSync(join(repository, "objects/info/alternates"), `${gone}\n`);
    const store = opened(repository).objects;
    expect(() => store.read("1".repeat(40))).toThrow(`${gone}, which objects are borrowed from, is not there`);
  });

  it("finds what git packed anew while it was open", () => {
    const repository = repositoryWith();
    const store = opened(repository).objects;
    const [id = ""] = objectsByGit(repository).keys();
    const before = store.read(id);
    const names = packed(repository, ".pack");
    makeHistory(repository, [{ files: { more: "more" } }]);
    git(repository, "repack", "-adfq");
    for (const name of names) expect(packed(repository, ".pack")).not.toContain(name);
    const fresh = [...objectsByGit(repository)];
    for (const [each, { bytes }] of fresh) expect(store.read(each).bytes.equals(bytes)).toBe(true);
    expect(store.read(id)).toEqual(before);
  });

  it("tells missing objects from those that a partial clone left on the server", () => {
    const full = repositoryWith();
    git(full, "config", "uploadpack.allowFilter", "true");
    const missing = () => opened(full).objects.read("1".repeat(40));
    expect(missing).toThrow(GitError);
    expect(missing).toThrow("is missing");
    const clone = join(temporaryFolder(), "partial.git");
    git(full, "clone", "--quiet", "--bare", "--filter=blob:none", `file://${full}`, clone);
    const blob = git(full, "rev-parse", "refs/heads/main:a.txt").toString().trim();
    const commit = git(full, "rev-parse", "refs/heads/main").toString().trim();
    const store = opened(clone).objects;
    expect(store.read(commit).type).toBe("commit");
    expect(store.has(blob)).toBe(false);
    expect(() => store.read(blob)).toThrow(expect.objectContaining({ fault: "missing-promised", object: blob }));
  });

  it("does not read what is larger than the limit", () => {
    const repository = repositoryWith();
    const id = git(repository, "rev-parse", "refs/heads/main:a.txt").toString().trim();
    const store = opened(repository, { store: { objectLimit: 100 } }).objects;
    expect(() => store.read(id)).toThrow(expect.objectContaining({ fault: "too-large", object: id }));
    expect(store.info(id).size).toBeGreaterThan(100);
  });

  it("lists ids by their first digits", () => {
    const repository = repositoryWith();
    const ids = [...objectsByGit(repository).keys()].sort();
    const store = opened(repository).objects;
    for (const prefix of ids.map((id) => id.slice(0, 4)))
      expect(store.expand(prefix)).toEqual(ids.filter((id) => id.startsWith(prefix)));
  });
});
