import { describe, expect, it } from "vitest";
import type { GitRepository } from "../../../src/git/open-repository.ts";
import type { Update } from "../../../src/sources/pushes/updates.ts";
import { newHere, newToRemote } from "../../../src/sources/pushes/what-is-new.ts";
import { bareRepository, lines, makeHistory, opened, workRepository } from "../../git/repositories.ts";
import { git } from "../temporary.ts";

const ORIGIN = { name: "origin", url: "https://example.com/a.git" };

const update = (now: string | undefined, old?: string, ref = "refs/heads/main"): Update => ({ ref, now, old });

/** A history with a side branch that is merged, and no refs but its last commit. */
function history(): { readonly work: string; readonly ids: readonly string[] } {
  const work = workRepository();
  const ids = makeHistory(work, [
    { files: { a: "1\n" } },
    { files: { a: "2\n" } },
    { parents: [0], files: { b: "1\n" } },
    { parents: [1, 2], files: { b: "1\n" } },
    { files: { a: "3\n" } },
  ]);
  return { work, ids };
}

function using<Result>(work: string, use: (repository: GitRepository) => Result): Result {
  const repository = opened(work);
  try {
    return use(repository);
  } finally {
    repository.close();
  }
}

const track = (work: string, id: string, name = "origin/main"): void => {
  git(work, "update-ref", `refs/remotes/${name}`, id);
};

describe("what a push brings to a remote", () => {
  it.each([
    ["a new branch of a remote that nothing is known of", undefined, undefined],
    ["a new branch", undefined, 1],
    ["a branch that goes on", 3, undefined],
    ["a branch that goes on, with others known", 2, 1],
    ["a branch that goes back", 4, undefined],
  ])("%s", (_, old, tracked) => {
    const { work, ids } = history();
    if (tracked !== undefined) track(work, ids[tracked] ?? "");
    const known = [old, tracked].flatMap((at) => (at === undefined ? [] : [ids[at] ?? ""]));
    const wanted = lines(work, "rev-list", ids[4] ?? "", ...known.map((id) => `^${id}`));
    const { range, notes } = using(work, (repository) =>
      newToRemote(repository, [update(ids[4], old === undefined ? undefined : ids[old])], ORIGIN),
    );
    expect([...range.commits].sort()).toEqual(wanted.sort());
    expect(notes.length).toBe(known.length === 0 ? 1 : 0);
  });

  it("has parents before children", () => {
    const { work, ids } = history();
    const { range } = using(work, (repository) => newToRemote(repository, [update(ids[4])], ORIGIN));
    expect(range.commits).toEqual(ids);
  });

  it("is like that of a new branch where the remote's commit is not here, which is said", () => {
    const { work, ids } = history();
    track(work, ids[3] ?? "");
    const { range, notes } = using(work, (repository) =>
      newToRemote(repository, [update(ids[4], "f".repeat(40))], ORIGIN),
    );
    expect(range.commits).toEqual([ids[4]]);
    expect(notes).toEqual([expect.stringContaining("refs/heads/main is at ffffffffffff there, which is not here")]);
  });

  it("is nothing where refs are deleted", () => {
    const { work, ids } = history();
    const { range } = using(work, (repository) => newToRemote(repository, [update(undefined, ids[4])], ORIGIN));
    expect(range).toEqual({ commits: [], tags: [], loose: [] });
  });

  it("takes the remote by its address, and its branches where its config puts them", () => {
    const { work, ids } = history();
    git(work, "config", "remote.mine.url", "/srv/a b.git");
    git(work, "config", "remote.mine.fetch", "+refs/heads/*:refs/elsewhere/*");
    git(work, "update-ref", "refs/elsewhere/main", ids[3] ?? "");
    track(work, ids[4] ?? "", "other/main");
    const to = { name: "/srv/a b.git", url: "/srv/a b.git" };
    const { range } = using(work, (repository) => newToRemote(repository, [update(ids[4])], to));
    expect(range.commits).toEqual([ids[4]]);
  });

  it("has the messages of tags, and what tags stand for that is no commit", () => {
    const { work, ids } = history();
    track(work, ids[4] ?? "");
    git(work, "-c", "user.name=A", "-c", "user.email=a@b", "tag", "-a", "-m", "first", "v1", ids[4] ?? "");
    git(work, "-c", "user.name=A", "-c", "user.email=a@b", "tag", "-a", "-m", "second", "v2", "v1");
    const tree = lines(work, "rev-parse", `${ids[4]}^{tree}`)[0] ?? "";
    const [v1, v2] = lines(work, "rev-parse", "v1", "v2");
    const { range } = using(work, (repository) =>
      newToRemote(repository, [update(v2, undefined, "refs/tags/v2"), update(tree, undefined, "refs/tags/t")], ORIGIN),
    );
    expect(range).toEqual({ commits: [], tags: [v2, v1], loose: [tree] });
  });
});

describe("what a push brings to the repository that takes it", () => {
  it("is what no ref leads to", () => {
    const bare = bareRepository();
    const ids = makeHistory(bare, [{ files: { a: "1\n" } }, { files: { a: "2\n" } }, { files: { a: "3\n" } }]);
    for (const ref of lines(bare, "for-each-ref", "--format=%(refname)")) git(bare, "update-ref", "-d", ref);
    git(bare, "update-ref", "refs/heads/main", ids[0] ?? "");
    const { range } = using(bare, (repository) => newHere(repository, [update(ids[2], ids[0]), update(ids[1])]));
    expect(range.commits).toEqual([ids[1], ids[2]]);
  });
});
