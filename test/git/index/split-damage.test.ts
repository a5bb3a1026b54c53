import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GitError } from "../../../src/git/git-error.ts";
import { readIndex } from "../../../src/git/index/read-index.ts";
import { stagedChanges } from "../../../src/git/worktree/staged-changes.ts";
import { git, temporaryRepository, writeTree } from "../../sources/temporary.ts";
import { opened } from "../repositories.ts";

describe("a damaged index", () => {
  it.each(["plain", "split"])("is read or refused, and ends in any case: %s (property)", (form) => {
    const repository = temporaryRepository();
    writeTree(repository, Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`f${at % 5}/g/${at}`, `${at}`])));
    git(repository, "add", ".");
    git(repository, "-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "x");
    if (form === "split") git(repository, "update-index", "--split-index");
    writeTree(repository, { "f1/g/1": "changed", new: "new" });
    git(repository, "add", ".");
    git(repository, "rm", "-q", "--cached", "f2/g/2");
    const folder = join(repository, ".git");
    const names = readdirSync(folder).filter((name) => name === "index" || name.startsWith("sharedindex."));
    const there = opened(repository);
    const damage = fc.record({ name: fc.constantFrom(...names), at: fc.nat(), byte: fc.nat(255), isCut: fc.boolean() });
    const run = (): number => {
      try {
        return stagedChanges(there, readIndex(there.indexPath, there.folder, there.hash)).files.length;
      } catch (error) {
        if (error instanceof GitError) return 0;
        throw error;
      }
    };
    expect(run()).toBe(2);
    fc.assert(
      fc.property(damage, ({ name, at, byte, isCut }) => {
        const path = join(folder, name);
        const bytes = readFileSync(path);
        const damaged = Buffer.from(isCut && byte < 40 ? bytes.subarray(0, at % bytes.length) : bytes);
        if (damaged.length === bytes.length) damaged[at % bytes.length] = byte;
        writeFileSync(path, damaged);
        try {
          expect(run()).toBeLessThan(60);
        } finally {
          writeFileSync(path, bytes);
        }
      }),
      { numRuns: 400 },
    );
  });
});
