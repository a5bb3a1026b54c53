import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/core/finding.ts";
import { commitsOf } from "../../../src/git/history/commits.ts";
import { addedFiles } from "../../../src/sources/commits/added-files.ts";
import { openCommits } from "../../../src/sources/commits/commits.ts";
import { treeFiles } from "../../../src/sources/commits/tree-files.ts";
import { type MadeCommit, makeHistory, opened, workRepository } from "../../git/repositories.ts";
import { git } from "../temporary.ts";

const isAt = (unit: string, line: number, path = "a"): Pick<Finding, "location" | "related"> => ({
  location: { unit, path, start: { line, column: 1 }, end: { line, column: 2 } },
  related: [],
});

/** What the last of the commits brings: the units that are searched, with the lines of each that count. */
function brought(commits: readonly MadeCommit[]): Record<string, number[]> {
  const work = workRepository();
  const ids = makeHistory(work, commits);
  const repository = opened(work);
  try {
    const contents = openCommits(repository, { commits: ids.slice(-1) });
    const found: Record<string, number[]> = {};
    for (const event of contents.events({})) {
      if (event.type !== "unit") throw new Error(`${event.type} was not expected`);
      const { id, path, bytes } = event.unit;
      const count = Buffer.from(bytes).toString("utf8").split("\n").length;
      const lines = Array.from({ length: count }, (_, at) => at + 1);
      found[path] = lines.filter((line) => contents.isAdded(isAt(id, line, path)) && line < count);
    }
    delete found["message of the commit"];
    return found;
  } finally {
    repository.close();
  }
}

describe("what a commit brings", () => {
  it.each<[what: string, commits: readonly MadeCommit[], lines: Record<string, number[]>]>([
    ["all of the first one", [{ files: { a: "1\n2\n", "b/c": "1\n" } }], { a: [1, 2], "b/c": [1] }],
    ["added and changed lines", [{ files: { a: "1\n2\n3\n" } }, { files: { a: "0\n1\nX\n3\n" } }], { a: [1, 3] }],
    ["nothing of what it deletes", [{ files: { a: "1\n", b: "1\n" } }, { files: { a: null } }], {}],
    ["nothing where it takes lines away", [{ files: { a: "1\n2\n" } }, { files: { a: "1\n" } }], { a: [] }],
    [
      "of a renamed file the changed lines",
      [{ files: { a: "1\n2\n3\n4\n5\n6\n" } }, { files: { a: null, b: "1\n2\nX\n4\n5\n6\n" } }],
      { b: [3] },
    ],
    [
      "of a merge what is in none of its parents",
      [
        { files: { a: "1\n2\n3\n4\n5\n" } },
        { files: { a: "ours\n2\n3\n4\n5\n", b: "ours\n" } },
        { parents: [0], files: { a: "1\n2\n3\n4\ntheirs\n", c: "theirs\n" } },
        { parents: [1, 2], files: { a: "ours\n2\nevil\n4\ntheirs\n", c: "theirs\n" } },
      ],
      { a: [3] },
    ],
    [
      "of three parents, too",
      [
        { files: { a: "1\n" } },
        { parents: [0], files: { b: "1\n" } },
        { parents: [0], files: { c: "1\n" } },
        { parents: [0, 1, 2], files: { b: "1\n", c: "1\nnew\n" } },
      ],
      { c: [2] },
    ],
  ])("is %s", (_, commits, lines) => {
    expect(brought(commits)).toEqual(lines);
  });

  it("says who brought it, and has its message", () => {
    const work = workRepository();
    const [id = ""] = makeHistory(work, [{ message: "words\n", files: { a: "1\n" } }]);
    const repository = opened(work);
    const events = [...openCommits(repository, { commits: [id] }).events({})];
    repository.close();
    const units = events.flatMap((event) => (event.type === "unit" ? [event.unit] : []));
    expect(units.map(({ path }) => path)).toEqual(["message of the commit", "a"]);
    for (const { origin } of units)
      expect(origin).toEqual({ kind: "commit", sha: id, author: "Ann Example", date: "2023-11-14T22:13:20Z" });
  });

  it("says what could not be read, and goes on", () => {
    const work = workRepository();
    const [first = "", second = ""] = makeHistory(work, [{ files: { a: "1\n" } }, { files: { b: "2\n" } }]);
    const repository = opened(work);
    const contents = openCommits(repository, { commits: [first, "f".repeat(40), second] });
    const events = [...contents.events({ isExcluded: (path) => path === "a" })];
    repository.close();
    const said = events.map((event) =>
      event.type === "unit"
        ? event.unit.path
        : event.type === "skipped"
          ? `${event.path}: ${event.reason}`
          : event.problem.message,
    );
    expect(said).toEqual([
      `cannot be read: object ${"f".repeat(40)} is missing`,
      "message of the commit",
      "a: excluded",
      "message of the commit",
      "b",
    ]);
  });

  it("is what stands in the end where a commit that nothing follows has the same content", () => {
    const work = workRepository();
    const commits = makeHistory(work, [
      { files: { a: "1\n", b: "1\n", "c/d": "1\n", e: "1\n" } },
      { files: { a: "2\n", "c/d": "2\n", e: null } },
      { parents: [0], files: { b: "2\n" } },
      { parents: [1], files: { a: "1\n" } },
    ]);
    const repository = opened(work);
    const { isCurrent } = openCommits(repository, { commits });
    const current = commits.map((id) => ["a", "b", "c/d", "e"].filter((path) => isCurrent(`${path}@${id}`)));
    repository.close();
    // The tips are the last two; units that no commit brings are as they are.
    expect(current).toEqual([
      ["a", "b", "c/d", "e"],
      ["b", "c/d", "e"],
      ["a", "b", "c/d", "e"],
      ["a", "b", "c/d", "e"],
    ]);
  });

  it("is narrowed down to some paths, with messages of the commits that bring them", () => {
    const work = workRepository();
    const commits = makeHistory(work, [
      { files: { a: "1\n" } },
      { files: { b: "2\n" } },
      { files: { a: "2\n", c: "1\n" } },
    ]);
    const repository = opened(work);
    const contents = openCommits(repository, { commits }, { holds: (path) => path === "a" });
    const units = [...contents.events({})].flatMap((event) => (event.type === "unit" ? [event.unit.id] : []));
    repository.close();
    expect(contents.paths).toEqual(["a"]);
    const message = "message of the commit";
    const [first = "", , last = ""] = commits;
    expect(units).toEqual([`${message}@${first}`, `a@${first}`, `${message}@${last}`, `a@${last}`]);
  });

  it("is nothing where only a mode changes", () => {
    const work = workRepository();
    makeHistory(work, [{ files: { a: "1\n" } }]);
    git(work, "reset", "--quiet", "--hard", "main");
    git(work, "update-index", "--chmod=+x", "a");
    git(work, "-c", "user.name=A", "-c", "user.email=a@b", "commit", "--quiet", "-m", "mode");
    const repository = opened(work);
    const id = git(work, "rev-parse", "HEAD").toString().trim();
    expect(addedFiles(repository, commitsOf(repository), id)).toEqual([]);
    repository.close();
  });
});

describe("the files of a commit", () => {
  it("are read as those of a folder are", () => {
    const work = workRepository();
    const [id] = makeHistory(work, [{ files: { "a/b.yaml": "x\n", c: "" } }]);
    const repository = opened(work);
    const files = treeFiles(repository, id, work);
    expect(files.readFile(`${work}/a/b.yaml`).toString()).toBe("x\n");
    expect([`${work}/a`, `${work}/c`, `${work}/d`, `${work}/c/d`, `${work}/../a`].map(files.exists)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(() => files.readFile(`${work}/a`)).toThrow("EISDIR");
    expect(() => files.readFile(`${work}/d`)).toThrow("ENOENT");
    expect(treeFiles(repository, undefined, work).exists(`${work}/c`)).toBe(false);
    repository.close();
  });
});
