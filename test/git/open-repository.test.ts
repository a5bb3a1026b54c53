import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { GitError } from "../../src/git/git-error.ts";
import { openGit } from "../../src/git/open-repository.ts";
import { git, gitWithInput, temporaryFolder, writeTree } from "../sources/temporary.ts";
import { bareRepository, makeHistory, opened, workRepository } from "./repositories.ts";

function withCommit(repository: string): string {
  makeHistory(repository, [{ files: { "a.txt": "a" } }]);
  return repository;
}

const commitOf = (start: string, environment: Record<string, string> = {}): string =>
  openGit({ start, environment }).refs.find("HEAD")?.id ?? "none";

const fault = (start: string, environment: Record<string, string> = {}): string => {
  try {
    openGit({ start, environment });
    return "opened";
  } catch (error) {
    return error instanceof GitError ? error.fault : String(error);
  }
};

describe("openGit", () => {
  it("opens from the top, from below, and from inside `.git`", () => {
    const repository = withCommit(workRepository());
    mkdirSync(join(repository, "x/y"), { recursive: true });
    const id = git(repository, "rev-parse", "HEAD").toString().trim();
    for (const start of [repository, join(repository, "x/y"), join(repository, ".git")])
      expect(commitOf(start)).toBe(id);
    expect(opened(join(repository, "x/y")).top).toBe(repository);
    expect(opened(join(repository, ".git")).top).toBeUndefined();
  });

  it("opens a bare repository, which has no work tree", () => {
    const repository = withCommit(bareRepository());
    expect(commitOf(repository)).toBe(git(repository, "rev-parse", "HEAD").toString().trim());
    expect(opened(repository).top).toBeUndefined();
  });

  it("opens a linked work tree, with its own HEAD and index", () => {
    const repository = withCommit(workRepository());
    const linked = join(temporaryFolder(), "linked");
    git(repository, "worktree", "add", "--quiet", "-b", "other", linked);
    git(repository, "update-ref", "refs/worktree/own", "HEAD");
    const there = opened(linked);
    expect(there.refs.head()).toMatchObject({ kind: "branch", branch: "refs/heads/other" });
    expect(there.top).toBe(linked);
    expect(there.indexPath).toBe(join(repository, ".git/worktrees/linked/index"));
    expect(there.refs.find("refs/heads/main")?.id).toBe(commitOf(repository));
    expect(there.refs.find("refs/worktree/own")).toBeUndefined();
  });

  it("opens a submodule, whose `.git` is a file", () => {
    const inner = withCommit(workRepository());
    const outer = withCommit(workRepository());
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner, "sub");
    const start = join(outer, "sub");
    expect(commitOf(start)).toBe(commitOf(inner));
    expect(opened(start).top).toBe(start);
  });

  it("heeds the variables that git sets for hooks", () => {
    const repository = withCommit(workRepository());
    const elsewhere = temporaryFolder();
    const GIT_DIR = join(repository, ".git");
    expect(commitOf(elsewhere, { GIT_DIR })).toBe(commitOf(repository));
    const there = openGit({
      start: elsewhere,
      environment: { GIT_DIR, GIT_WORK_TREE: repository, GIT_INDEX_FILE: "other-index" },
    });
    expect([there.top, there.indexPath]).toEqual([repository, join(elsewhere, "other-index")]);
    expect(fault(elsewhere, { GIT_DIR: elsewhere })).toBe("not-a-repository");
  });

  it("reads quarantined objects, and those that are there already", () => {
    const repository = withCommit(bareRepository());
    const quarantine = temporaryFolder();
    const environment = {
      GIT_OBJECT_DIRECTORY: quarantine,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: join(repository, "objects"),
    };
    const other = withCommit(bareRepository());
    const id = gitWithInput(other, "in quarantine", "hash-object", "-w", "--stdin").toString().trim();
    mkdirSync(join(quarantine, id.slice(0, 2)));
    const file = join(id.slice(0, 2), id.slice(2));
    copyFileSync(join(other, "objects", file), join(quarantine, file));
    const { objects, refs } = openGit({ start: repository, environment });
    expect(objects.readAs(id, "blob").toString()).toBe("in quarantine");
    expect(objects.info(refs.find("HEAD")?.id ?? "").type).toBe("commit");
    expect(opened(repository).objects.has(id)).toBe(false);
  });

  it("says what it cannot open", () => {
    const nowhere = temporaryFolder();
    expect(fault(nowhere)).toBe("not-a-repository");
    writeFileSync(join(nowhere, ".git"), "gitdir: ../gone\n");
    expect(fault(nowhere)).toBe("not-a-repository");
    expect(() => opened(nowhere)).toThrow("does not lead to a git repository");
  });

  it.each([
    ["[core]\nrepositoryformatversion = 1\n[extensions]\nrefstorage = reftable\n", "keeps its refs as reftable"],
    ["[core]\nrepositoryformatversion = 1\n[extensions]\nobjectformat = md5\n", "names its objects by md5"],
    ["[core]\nrepositoryformatversion = 1\n[extensions]\nfuture = true\n", "has the extension future"],
    ["[core]\nrepositoryformatversion = 2\n", "is of format version 2"],
  ])("refuses a format that it cannot read (%j)", (config, words) => {
    const repository = withCommit(bareRepository());
    writeTree(repository, { config });
    expect(() => opened(repository)).toThrow(words);
    expect(() => opened(repository)).toThrow(expect.objectContaining({ fault: "unsupported" }));
  });

  it("knows where a shallow clone ends", () => {
    const full = bareRepository();
    const ids = makeHistory(full, [{}, {}, {}, {}]);
    const clone = join(temporaryFolder(), "shallow.git");
    git(full, "clone", "--quiet", "--bare", "--depth=2", `file://${full}`, clone);
    expect([...opened(clone).shallow]).toEqual([ids[2]]);
  });
});
