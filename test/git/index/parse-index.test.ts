import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ScanError } from "../../../src/core/errors.ts";
import { type IndexEntry, parseIndex } from "../../../src/git/index/parse-index.ts";
import { indexPaths, readIndex } from "../../../src/git/index/read-index.ts";
import { trackedPaths } from "../../../src/git/index/tracked-paths.ts";
import { SHA1, SHA256 } from "../../../src/git/object-id.ts";
import { git, gitWithInput, temporaryRepository, writeTree } from "../../sources/temporary.ts";

const readIndexPaths = (bytes: Buffer, hashLength: 20 | 32): string[] => indexPaths(parseIndex(bytes, hashLength));

const FILES = ["a", "a.txt", "a/b", "a/b c/d", "aa/é", "z/0123456", "z/01234567", "z/012345678", "z/日本"];

function repositoryWithFiles(...options: string[]): string {
  const repository = temporaryRepository(...options);
  writeTree(repository, Object.fromEntries(FILES.filter((file) => file !== "a").map((file) => [file, file])));
  git(repository, "add", ".");
  return repository;
}

function indexOf(repository: string): Buffer {
  return readFileSync(join(repository, ".git/index"));
}

function tracked(repository: string): string[] {
  return git(repository, "ls-files", "-z").toString("latin1").split("\0").slice(0, -1);
}

const read = (repository: string, hash = SHA1) =>
  readIndex(join(repository, ".git/index"), join(repository, ".git"), hash);

function entries(repository: string, hash: "sha1" | "sha256" = "sha1") {
  const index = read(repository, hash === "sha1" ? SHA1 : SHA256);
  return Array.from({ length: index?.count ?? 0 }, (_, at) => index?.entry(at) as IndexEntry);
}

/** Holds all entries against what git lists. */
function expectAsGit(repository: string, format = ""): void {
  const ours = entries(repository, format === "" ? "sha1" : "sha256").map(
    ({ mode, id, stage, path }) => `${mode.toString(8)} ${id} ${stage}\t${path}`,
  );
  expect(ours).toEqual(git(repository, "ls-files", "--stage", "-z").toString("latin1").split("\0").slice(0, -1));
  expect(ours.length).toBeGreaterThan(5);
}

/** Reads a damaged index of eight entries: it may still be well formed, and is refused otherwise. */
function outcome(index: Buffer): string {
  try {
    return readIndexPaths(index, 20).length <= 8 ? "as expected" : "more paths than there were";
  } catch (error) {
    return error instanceof ScanError ? "as expected" : String(error);
  }
}

describe("readIndexPaths", () => {
  it.each([2, 4])("reads version %i", (version) => {
    const repository = repositoryWithFiles();
    git(repository, "update-index", "--index-version", String(version));
    expect(indexOf(repository).readUInt32BE(4)).toBe(version);
    expect(readIndexPaths(indexOf(repository), 20)).toEqual(tracked(repository));
    expect(tracked(repository)).toHaveLength(8);
  });

  it("reads version 3, whose entries have more flags", () => {
    const repository = repositoryWithFiles();
    writeTree(repository, { "b/later": "" });
    git(repository, "add", "--intent-to-add", "b/later");
    expect(indexOf(repository).readUInt32BE(4)).toBe(3);
    expect(readIndexPaths(indexOf(repository), 20)).toEqual(tracked(repository));
  });

  it("reads the index of a SHA-256 repository", () => {
    const repository = repositoryWithFiles("--object-format=sha256");
    expect(readIndexPaths(indexOf(repository), 32)).toEqual(tracked(repository));
  });

  it.each([2, 4])("reads a path longer than its length field, in version %i", (version) => {
    const repository = repositoryWithFiles();
    const long = `m/${"long/".repeat(1000)}x`;
    gitWithInput(repository, `100644 ${"1".repeat(40)}\t${long}\n`, "update-index", "--index-info");
    git(repository, "update-index", "--index-version", String(version));
    expect(readIndexPaths(indexOf(repository), 20)).toContain(long);
  });

  it("reads both parts of a split index, with what changed since it was split", () => {
    const repository = temporaryRepository();
    // Without times of files git has no reason to write an entry anew.
    const [one = "", other = ""] = ["1", "2"].map((text) =>
      gitWithInput(repository, text, "hash-object", "-w", "--stdin").toString().trim(),
    );
    const add = (id: string, ...paths: string[]) =>
      gitWithInput(repository, paths.map((path) => `100644 ${id}\t${path}\n`).join(""), "update-index", "--index-info");
    add(one, ...FILES.slice(1), ...Array.from({ length: 150 }, (_, at) => `many/${at}`));
    git(repository, "config", "splitIndex.maxPercentChange", "100");
    git(repository, "update-index", "--split-index");
    add(other, "a/b c/d", "many/70", "many/140", "m/added", "0");
    git(repository, "update-index", "--force-remove", "aa/é", "many/3");
    const part = parseIndex(indexOf(repository), 20);
    expect(part.extension("link")?.length).toBeGreaterThan(20);
    expect(part.count).toBe(5);
    expectAsGit(repository);
  });

  it("says that the other part of a split index is missing", () => {
    const repository = repositoryWithFiles();
    git(repository, "update-index", "--split-index");
    for (const name of readdirSync(join(repository, ".git")))
      if (name.startsWith("sharedindex.")) rmSync(join(repository, ".git", name));
    expect(() => read(repository)).toThrow(/The index .*\.git\/index cannot be read: the other part of it/);
  });

  it.each([2, 3, 4])("reads modes, ids, stages and intentions in version %i", (version) => {
    const repository = repositoryWithFiles("--object-format=sha256");
    const id = gitWithInput(repository, "x", "hash-object", "-w", "--stdin").toString().trim();
    const stages = [1, 2, 3].map((stage) => `100644 ${id} ${stage}\tunmerged\n`).join("");
    gitWithInput(
      repository,
      `${stages}120000 ${id}\tlink\n160000 ${id}\tsub\n100755 ${id}\trun\n`,
      "update-index",
      "--index-info",
    );
    if (version > 2) {
      writeTree(repository, { later: "" });
      git(repository, "add", "--intent-to-add", "later");
    }
    if (version === 4) git(repository, "update-index", "--index-version", "4");
    expect(indexOf(repository).readUInt32BE(4)).toBe(version);
    expectAsGit(repository, "--object-format=sha256");
    const intended = entries(repository, "sha256").filter(({ isIntended }) => isIntended);
    expect(intended.map(({ path }) => path)).toEqual(version > 2 ? ["later"] : []);
  });

  it.each([2, 4])("refuses version %i cut short at any byte", (version) => {
    const repository = repositoryWithFiles();
    git(repository, "update-index", "--index-version", String(version));
    const index = indexOf(repository);
    for (let length = 0; length < index.length; length++) {
      expect(() => readIndexPaths(index.subarray(0, length), 20)).toThrow(ScanError);
    }
  });

  it("refuses paths that are not in order, where a look-up would miss some", () => {
    const entry = (name: string) =>
      Buffer.concat([Buffer.alloc(61), Buffer.from([name.length, ...Buffer.from(name)]), Buffer.alloc(1)]);
    const index = (...names: string[]) =>
      Buffer.concat([Buffer.from("DIRC\0\0\0\x02\0\0\0\x02"), ...names.map(entry), Buffer.alloc(20)]);
    expect(readIndexPaths(index("a", "b"), 20)).toEqual(["a", "b"]);
    expect(() => readIndexPaths(index("b", "a"), 20)).toThrow("its paths are not in order");
  });

  it("takes any damage for a fault of the index and nothing else (property)", () => {
    const repository = repositoryWithFiles();
    git(repository, "update-index", "--index-version", "4");
    const index = indexOf(repository);
    fc.assert(
      fc.property(fc.nat(index.length - 1), fc.nat(255), (at, byte) => {
        const damaged = Buffer.from(index);
        damaged[at] = byte;
        expect(outcome(damaged)).toBe("as expected");
      }),
    );
  });
});

describe("trackedPaths", () => {
  const paths = trackedPaths(["a", "a-b", "a/b", "a/c/d", "b.txt", "c/d"]);

  it("knows files and folders apart", () => {
    expect([paths.has("a/b"), paths.has("a/c"), paths.has("c"), paths.has("zz")]).toEqual([true, false, false, false]);
    expect([paths.hasBelow("a"), paths.hasBelow("a/c"), paths.hasBelow("b"), paths.hasBelow("zz")]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
