import { chmodSync, cpSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GitError } from "../../../src/git/git-error.ts";
import { git, temporaryFolder } from "../../sources/temporary.ts";
import { bareRepository, makeHistory, objectsByGit, opened, slowlyChanging } from "../repositories.ts";

/** A repository with all kinds of storage: two packs, an index over one of them, and objects in files of their own. */
function mixedRepository(): string {
  const repository = bareRepository();
  git(repository, "config", "fastimport.unpackLimit", "1");
  makeHistory(repository, slowlyChanging(6));
  git(repository, "-c", "repack.useDeltaBaseOffset=false", "repack", "-adfq");
  git(repository, "multi-pack-index", "write");
  makeHistory(repository, [{ files: { a: "1\n".repeat(200) } }, { files: { a: `${"1\n".repeat(200)}2` } }]);
  git(repository, "config", "fastimport.unpackLimit", "100");
  makeHistory(repository, [{ files: { loose: "loose" } }, { files: { loose: "other" } }]);
  git(repository, "pack-refs", "--all");
  return repository;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile())
    .filter((name) => /^objects\/|^packed-refs$|^HEAD$|^config$/.test(name))
    .sort();
}

/** Reads everything; gives what was read wrongly, which must be nothing. */
function wrong(repository: string, expected: ReturnType<typeof objectsByGit>): string[] {
  const faults: string[] = [];
  const attempt = (step: () => void): void => {
    try {
      step();
    } catch (error) {
      if (!(error instanceof GitError)) faults.push(String(error instanceof Error ? error.stack : error));
    }
  };
  attempt(() => {
    const { objects, refs } = opened(repository);
    for (const [id, { type, bytes }] of expected) {
      attempt(() => {
        const read = objects.read(id);
        if (read.type !== type || !read.bytes.equals(bytes)) faults.push(`${id} reads as another object`);
      });
      attempt(() => void objects.info(id));
      attempt(() => void objects.has(id));
      attempt(() => void objects.expand(id.slice(0, 4)));
    }
    attempt(() => void refs.head());
    attempt(() => void refs.all(() => {}));
    objects.close();
  });
  return faults;
}

describe("a damaged repository", () => {
  it("gives the right objects or says what is wrong, and nothing else (property)", () => {
    const original = mixedRepository();
    const expected = objectsByGit(original);
    const files = filesBelow(original);
    expect(files.some((name) => name.endsWith("multi-pack-index"))).toBe(true);
    const copy = join(temporaryFolder(), "copy");
    cpSync(original, copy, { recursive: true });
    const damage = fc.record({
      file: fc.constantFrom(...files),
      at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      byte: fc.nat(255),
      kind: fc.constantFrom("set", "set", "flip", "cut", "zero", "double"),
    });
    fc.assert(
      fc.property(damage, ({ file, at, byte, kind }) => {
        const path = join(copy, file);
        const bytes = readFileSync(path);
        const place = Math.floor(at * bytes.length);
        chmodSync(path, 0o644);
        writeFileSync(path, damaged(bytes, place, byte, kind));
        try {
          expect(wrong(copy, expected)).toEqual([]);
        } finally {
          writeFileSync(path, bytes);
        }
      }),
      { numRuns: 250 },
    );
    expect(wrong(copy, expected)).toEqual([]);
  });

  it("is read with another copy of an object where one is broken", () => {
    const repository = bareRepository();
    git(repository, "config", "fastimport.unpackLimit", "100");
    makeHistory(repository, slowlyChanging(3));
    git(repository, "repack", "-aq");
    const id = git(repository, "rev-parse", "main:a.txt").toString().trim();
    const path = join(repository, "objects", id.slice(0, 2), id.slice(2));
    chmodSync(path, 0o644);
    writeFileSync(path, "no zlib");
    expect(opened(repository).objects.readAs(id, "blob").length).toBeGreaterThan(1000);
  });

  it("names object and file", () => {
    const repository = bareRepository();
    makeHistory(repository, [{ files: { a: "text" } }]);
    const id = git(repository, "rev-parse", "main:a").toString().trim();
    const path = join(repository, "objects", id.slice(0, 2), id.slice(2));
    chmodSync(path, 0o644);
    writeFileSync(path, readFileSync(path).subarray(0, 10));
    expect(() => opened(repository).objects.read(id)).toThrow(
      expect.objectContaining({ fault: "corrupt", object: id, file: path }),
    );
  });

  it("does not take another object for the one that is asked for", () => {
    const repository = bareRepository();
    makeHistory(repository, [{ files: { a: "text", b: "tixt" } }]);
    const [a = "", b = ""] = ["main:a", "main:b"].map((name) => git(repository, "rev-parse", name).toString().trim());
    const pathOf = (id: string) => join(repository, "objects", id.slice(0, 2), id.slice(2));
    chmodSync(pathOf(a), 0o644);
    writeFileSync(pathOf(a), readFileSync(pathOf(b)));
    expect(() => opened(repository).objects.read(a)).toThrow("its content does not belong to its name");
  });
});

function damaged(bytes: Buffer, place: number, byte: number, kind: string): Buffer {
  const copy = Buffer.from(bytes);
  if (kind === "cut") return copy.subarray(0, place);
  if (kind === "zero") return copy.fill(0, place, Math.min(copy.length, place + 16));
  if (kind === "double") return Buffer.concat([copy, copy.subarray(place)]);
  copy[place] = kind === "set" ? byte : (copy[place] ?? 0) ^ (1 << (byte & 7));
  return copy;
}
