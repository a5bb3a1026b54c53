import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { GitError } from "../../../src/git/git-error.ts";
import { resolveCommit, resolveName } from "../../../src/git/refs/resolve-name.ts";
import { git, gitWithInput, temporaryFolder } from "../../sources/temporary.ts";
import { blobId } from "../handmade-pack.ts";
import { bareRepository, lines, makeHistory, opened } from "../repositories.ts";

const AS = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com"] as const;

function repositoryWithNames(): { readonly repository: string; readonly ids: readonly string[] } {
  const repository = bareRepository();
  const ids = makeHistory(repository, [
    { files: { a: "1" } },
    { files: { a: "2" } },
    { parents: [0], files: { b: "1" } },
    { parents: [1, 2] },
    { files: { a: "3" } },
  ]);
  git(repository, ...AS, "tag", "-a", "-m", "one", "v1", "main~1");
  git(repository, ...AS, "tag", "-a", "-m", "of a tag", "nested", "v1");
  git(repository, "branch", "v1", "main~2");
  git(repository, "update-ref", "refs/remotes/origin/main", "main~1");
  git(repository, "update-ref", "refs/remotes/origin/topic/x", "main~2");
  git(repository, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
  git(repository, "config", "remote.origin.url", "nowhere");
  git(repository, "config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*");
  git(repository, "config", "branch.main.remote", "origin");
  git(repository, "config", "branch.main.merge", "refs/heads/topic/x");
  return { repository, ids };
}

describe("resolveName", () => {
  it("reads names as git does", () => {
    const { repository, ids } = repositoryWithNames();
    const there = opened(repository);
    const plain =
      "HEAD @ main heads/main refs/heads/main v1 tags/v1 nested origin origin/main remotes/origin/topic/x " +
      "HEAD^ HEAD^^ HEAD~1 HEAD~2 HEAD~ HEAD~1^2 HEAD^^2~1 HEAD~0 HEAD^0 v1^0 @~1 nested~1 v1^{commit} v1^{} v1^{tree} " +
      "v1^{tag} nested^{} nested^{object} HEAD^{tree} @{u} @{upstream} main@{upstream} HEAD@{u}~1";
    const names = [
      ...plain.split(" "),
      ...ids.flatMap((id) => [id, id.slice(0, 10), id.slice(0, 7).toUpperCase(), `v1.0-3-g${id.slice(0, 9)}`]),
    ];
    for (const name of names)
      expect(`${name}: ${resolveName(there, name)}`).toBe(`${name}: ${lines(repository, "rev-parse", name)[0]}`);
    expect(resolveCommit(there, "nested")).toBe(lines(repository, "rev-parse", "nested^{commit}")[0]);
  });

  it("refuses what git refuses", () => {
    const { repository } = repositoryWithNames();
    const there = opened(repository);
    const names = [
      "",
      "none",
      "HEAD~99",
      "HEAD^3",
      "main^{blob}",
      "..",
      "config",
      "objects/info",
      "HEAD^{",
      "abcdef0",
      "v1@{u}",
      "main@{99}",
    ];
    for (const name of names) {
      expect(() => resolveName(there, name)).toThrow(GitError);
      expect(() => git(repository, "rev-parse", "--verify", "--quiet", name)).toThrow("Command failed");
    }
    for (const name of ["main:a", "HEAD^{/text}", "@{yesterday}"])
      expect(() => resolveName(there, name)).toThrow(GitError);
  });

  it("refuses digits that begin several names, and looks for commits where only they make sense", () => {
    const repository = bareRepository();
    makeHistory(repository, [{ files: { a: "1" } }]);
    const commit = lines(repository, "rev-parse", "main")[0] ?? "";
    // Contents are tried until one begins as the commit does.
    const contents = Array.from({ length: 200_000 }, (_, at) => `${at}\n`);
    const other = contents.find((text) => blobId(Buffer.from(text)).startsWith(commit.slice(0, 4))) ?? "";
    const blob = gitWithInput(repository, other, "hash-object", "-w", "--stdin").toString().trim();
    expect(blob.slice(0, 4)).toBe(commit.slice(0, 4));
    const there = opened(repository);
    const digits = commit.slice(0, 4);
    expect(() => resolveName(there, digits)).toThrow(expect.objectContaining({ fault: "ambiguous" }));
    expect(resolveName(there, `${digits}^{commit}`)).toBe(commit);
    expect(resolveName(there, `${digits}~0`)).toBe(commit);
  });

  it("says that HEAD has no commit yet", () => {
    expect(() => resolveName(opened(bareRepository()), "HEAD")).toThrow("has no commit yet");
  });

  it("says that a shallow clone ends before", () => {
    const full = bareRepository();
    makeHistory(full, [{}, {}, {}, {}]);
    const clone = join(temporaryFolder(), "shallow.git");
    git(full, "clone", "--quiet", "--bare", "--depth=2", `file://${full}`, clone);
    const there = opened(clone);
    expect(resolveName(there, "HEAD~1")).toBe(lines(full, "rev-parse", "main~1")[0]);
    expect(() => resolveName(there, "HEAD~2")).toThrow(expect.objectContaining({ fault: "shallow" }));
  });

  it("reads a ref's log", () => {
    const repository = bareRepository();
    git(repository, "config", "core.logAllRefUpdates", "always");
    makeHistory(repository, [{}, {}, {}]);
    for (const name of ["main~1", "main~1", "refs/made/2"]) git(repository, "update-ref", "refs/heads/x", name);
    const there = opened(repository);
    for (const name of ["x@{0}", "x@{1}", "refs/heads/x@{1}"])
      expect(`${name}: ${resolveName(there, name)}`).toBe(`${name}: ${lines(repository, "rev-parse", name)[0]}`);
  });
});
