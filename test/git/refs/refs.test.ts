import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isRefName } from "../../../src/git/refs/ref-name.ts";
import { readReflog } from "../../../src/git/refs/reflog.ts";
import { git, writeTree } from "../../sources/temporary.ts";
import { bareRepository, lines, makeHistory, opened, workRepository } from "../repositories.ts";

const AS = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com"] as const;

/** Refs of all kinds, some packed and set anew since. */
function repositoryWithRefs(): string {
  const repository = bareRepository();
  const [first = ""] = makeHistory(repository, [{}, {}, {}]);
  git(repository, "update-ref", "refs/heads/feature/x", first);
  git(repository, ...AS, "tag", "-a", "-m", "one", "v1", first);
  git(repository, "tag", "light", first);
  git(repository, "update-ref", "refs/remotes/origin/main", "main");
  git(repository, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
  git(repository, "pack-refs", "--all");
  git(repository, ...AS, "tag", "-a", "-m", "two", "v2");
  git(repository, "update-ref", "refs/heads/feature/x", "main");
  git(repository, ...AS, "notes", "add", "-m", "a note", "main");
  git(repository, "update-ref", "refs/heads/d\u00e9j\u00e0", first);
  return repository;
}

describe("Refs", () => {
  it("lists all refs as git does, loose and packed", () => {
    const repository = repositoryWithRefs();
    const faults: string[] = [];
    const refs = opened(repository).refs.all(({ message }) => faults.push(message));
    const ours = refs.map(({ id, name }) => `${id} ${Buffer.from(name, "latin1").toString()}`);
    expect(ours).toEqual(lines(repository, "for-each-ref", "--format=%(objectname) %(refname)"));
    expect(faults).toEqual([]);
    expect(refs.find(({ name }) => name === "refs/tags/v1")?.peeled).toBe(lines(repository, "rev-parse", "v1^{}")[0]);
    expect(refs.find(({ name }) => name === "refs/remotes/origin/HEAD")?.target).toBe("refs/remotes/origin/main");
  });

  it("tells a branch, a detached HEAD and an unborn branch apart", () => {
    const repository = bareRepository();
    expect(opened(repository).refs.head()).toEqual({ kind: "unborn", branch: "refs/heads/main" });
    const [id = ""] = makeHistory(repository, [{}]);
    expect(opened(repository).refs.head()).toEqual({ kind: "branch", branch: "refs/heads/main", id });
    git(repository, "update-ref", "--no-deref", "HEAD", id);
    expect(opened(repository).refs.head()).toEqual({ kind: "detached", id });
  });

  it("reports what is broken and lists the others", () => {
    const repository = repositoryWithRefs();
    const before = opened(repository).refs.all(() => {}).length;
    writeTree(repository, {
      "refs/heads/empty": "",
      "refs/heads/nowhere": "ref: refs/heads/gone\n",
      "refs/heads/one": "ref: refs/heads/two\n",
      "refs/heads/two": "ref: refs/heads/one\n",
      "refs/heads/outside": "ref: ../../config\n",
      "refs/heads/main.lock": "being written",
    });
    const faults: (string | undefined)[] = [];
    expect(opened(repository).refs.all(({ object }) => faults.push(object))).toHaveLength(before);
    expect(faults).toEqual(["empty", "nowhere", "one", "outside", "two"].map((name) => `refs/heads/${name}`));
  });

  it("finds one of the packed refs as it lists them all", () => {
    const repository = repositoryWithRefs();
    git(repository, "pack-refs", "--all");
    const { refs } = opened(repository);
    const listed = refs.all(() => {});
    expect(listed.length).toBeGreaterThan(7);
    for (const ref of listed) expect(opened(repository).refs.find(ref.name)).toEqual(ref);
    expect(opened(repository).refs.find("refs/heads/x")).toBeUndefined();
    expect(opened(repository).refs.find("refs/heads/feature")).toBeUndefined();
    // Lines as others may write them.
    const file = join(repository, "packed-refs");
    const lined = readFileSync(file, "latin1");
    for (const text of [
      lined.replaceAll("\n", "\r\n"),
      lined.trimEnd(),
      lined + lined.replaceAll(" refs/", " refs/more/"),
    ]) {
      writeFileSync(file, text, "latin1");
      for (const ref of opened(repository).refs.all(() => {}))
        expect(opened(repository).refs.find(ref.name)).toEqual(ref);
    }
  });

  it("reads from sources that are others once a ref is", () => {
    const repository = repositoryWithRefs();
    const sources = (): string => JSON.stringify([...opened(repository).refs.sources()].map(String));
    const seen = [sources()];
    expect(sources()).toBe(seen[0]);
    const [other = ""] = lines(repository, "rev-parse", "main~1");
    for (const args of [
      ["update-ref", "refs/heads/feature/y", other],
      ["update-ref", "refs/tags/light", "main"],
      ["update-ref", "-d", "refs/heads/feature/y"],
      ["symbolic-ref", "HEAD", "refs/heads/feature/x"],
      ["update-ref", "--no-deref", "HEAD", other],
      ["pack-refs", "--all"],
    ]) {
      git(repository, ...args);
      expect(seen).not.toContain(sources());
      seen.push(sources());
    }
  });

  it("refuses a list of packed refs that is damaged", () => {
    const repository = repositoryWithRefs();
    writeFileSync(join(repository, "packed-refs"), "not a line of it\n");
    expect(() => opened(repository).refs.find("refs/heads/feature/none")).toThrow(
      expect.objectContaining({ fault: "corrupt", file: join(repository, "packed-refs") }),
    );
  });

  it.each([
    "../config",
    "refs/../config",
    "a..b",
    "a b",
    "a/",
    "/a",
    "a.lock",
    "a//b",
    ".a",
    "a/.b",
    "a~1",
    "@",
    "a@{1}",
    "",
  ])("allows no ref the name %j", (name) => {
    expect(isRefName(name)).toBe(false);
  });
});

describe("readReflog", () => {
  it("reads the stashes, the newest first", () => {
    const repository = workRepository();
    makeHistory(repository, [{ files: { a: "a" } }]);
    git(repository, "reset", "--hard", "--quiet");
    for (const text of ["one", "two"]) {
      writeTree(repository, { a: text });
      git(repository, ...AS, "stash", "push", "--quiet", "-m", text);
    }
    const { folder, common, hash } = opened(repository);
    const log = readReflog(folder, common, "refs/stash", hash);
    expect(log.map(({ after, message }) => `${after} ${message}`)).toEqual(
      lines(repository, "log", "-g", "--format=%H %gs", "refs/stash"),
    );
    expect(log[0]?.who).toMatchObject({ name: "Ann", mail: "ann@example.com" });
    expect(readReflog(folder, common, "refs/heads/none", hash)).toEqual([]);
  });
});
