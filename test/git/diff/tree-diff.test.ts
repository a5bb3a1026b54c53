import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findRenames } from "../../../src/git/diff/renames.ts";
import { type Change, diffTrees } from "../../../src/git/diff/tree-diff.ts";
import type { GitRepository } from "../../../src/git/open-repository.ts";
import { git, gitWithInput } from "../../sources/temporary.ts";
import { bareRepository, lines, makeHistory, opened } from "../repositories.ts";

/** A change as `git diff-tree --raw` tells it, without how alike two files are. */
function shown(change: Change): string {
  const none = { mode: 0, id: "0".repeat(40), path: "" };
  const old = change.kind === "added" ? none : change.old;
  const now = change.kind === "deleted" ? none : change.new;
  const letter = { added: "A", deleted: "D", modified: "M", mode: "M", type: "T", renamed: "R" }[change.kind];
  const paths = change.kind === "renamed" ? [old.path, now.path] : [now.path || old.path];
  const mode = (value: number) => value.toString(8).padStart(6, "0");
  return [`${mode(old.mode)} ${mode(now.mode)} ${old.id} ${now.id} ${letter}`, ...paths].join("\0");
}

function byGit(repository: string, old: string, now: string, ...options: readonly string[]): string[] {
  const printed = git(repository, "diff-tree", "-r", "-z", "--raw", ...options, old, now).toString("latin1");
  return printed
    .split(":")
    .slice(1)
    .map((line) => line.replace(/\0$/, "").replace(/ R\d+\0/, " R\0"))
    .sort();
}

const treeOf = (repository: string, name: string): string => lines(repository, "rev-parse", `${name}^{tree}`)[0] ?? "";
const ours = (changes: readonly Change[]): string[] => changes.map(shown).sort();
const readerOf = ({ objects, hash }: GitRepository) => ({ objects, hash });

/** Names that lie awkwardly: one that begins another, and one that is a file here and a folder there. */
const PATHS = ["a", "a/b", "a/b/c", "a-b", "a.txt", "b/x", "b/y/z", "c", "d/e/f/g"] as const;

/** A tree of files, in which no path lies below another that is a file. */
const files = fc
  .dictionary(fc.constantFrom(...PATHS), fc.constantFrom("one\n", "two\n", "three\n"), { maxKeys: 7 })
  .map((made) =>
    Object.fromEntries(
      Object.entries(made).filter(([path]) => !Object.keys(made).some((other) => path.startsWith(`${other}/`))),
    ),
  );

describe("diffTrees", () => {
  it("gives what git gives, for any two trees (property)", () => {
    fc.assert(
      fc.property(fc.array(files, { minLength: 2, maxLength: 5 }), (trees) => {
        const repository = bareRepository();
        const all = Object.fromEntries(PATHS.map((path) => [path, null]));
        const ids = makeHistory(
          repository,
          trees.map((tree, at) => ({
            parents: at === 0 ? [] : [at - 1],
            files: { ...(at === 0 ? {} : all), ...tree },
          })),
        );
        const there = opened(repository);
        for (let at = 1; at < ids.length; at++) {
          const [old = "", now = ""] = [ids[at - 1], ids[at]].map((id) => treeOf(repository, id ?? ""));
          expect(ours(diffTrees(old, now, readerOf(there)))).toEqual(byGit(repository, old, now, "--no-renames"));
        }
      }),
      { numRuns: 25 },
    );
  });

  it("tells changes of mode and type, and submodules", () => {
    const repository = bareRepository();
    const blob = gitWithInput(repository, "x", "hash-object", "-w", "--stdin").toString().trim();
    const tree = (...entries: string[]) =>
      gitWithInput(repository, `${entries.join("\n")}\n`, "mktree", "--missing")
        .toString()
        .trim();
    const commit = "3".repeat(40);
    const old = tree(`100644 blob ${blob}\ta`, `100644 blob ${blob}\tb`, `160000 commit ${commit}\tsub`);
    const now = tree(`100755 blob ${blob}\ta`, `120000 blob ${blob}\tb`, `160000 commit ${"4".repeat(40)}\tsub`);
    const changes = diffTrees(old, now, readerOf(opened(repository)));
    expect(changes.map(({ kind }) => kind)).toEqual(["mode", "type", "modified"]);
    expect(ours(changes)).toEqual(byGit(repository, old, now));
  });

  it("does not read folders that are the same", () => {
    const repository = bareRepository();
    const ids = makeHistory(repository, [
      { files: { "same/a": "1", "same/deep/b": "2", "other/c": "3" } },
      { files: { "other/c": "4" } },
    ]);
    const there = opened(repository);
    const read: string[] = [];
    const objects = { readAs: (id: string) => (read.push(id), there.objects.readAs(id, "tree")) };
    const [old = "", now = ""] = ids.map((id) => treeOf(repository, id));
    expect(diffTrees(old, now, { objects, hash: there.hash })).toHaveLength(1);
    expect(read).toHaveLength(4);
    expect(diffTrees(undefined, old, { objects: there.objects, hash: there.hash }).map(({ kind }) => kind)).toEqual([
      "added",
      "added",
      "added",
    ]);
  });
});

describe("findRenames", () => {
  const text = (seed: number, count = 60) =>
    Array.from({ length: count }, (_, at) => `line ${at * seed} with some words of ${seed}\n`);

  it.each([
    ["the same content elsewhere", { a: text(3).join("") }, { "b/a": text(3).join("") }],
    ["a little change", { a: text(3).join("") }, { b: text(3).with(5, "new\n").join("") }],
    ["too much change", { a: text(3).join("") }, { b: [...text(3, 20), ...text(7, 60)].join("") }],
    [
      "two that go to two",
      { a: text(3).join(""), b: text(5).join("") },
      { c: text(5).with(1, "x\n").join(""), d: text(3).with(2, "y\n").join("") },
    ],
    [
      "one name in another folder",
      { "x/a": text(3).join(""), "x/b": text(3).join("") },
      { "y/b": text(3).with(9, "z\n").join(""), "y/a": text(3).with(2, "y\n").join("") },
    ],
    ["other line ends", { a: text(3).join("") }, { b: text(3).join("").replaceAll("\n", "\r\n") }],
    ["empty files", { a: "" }, { b: "" }],
    [
      "binary content",
      { a: Buffer.alloc(3000, "ab\0c") },
      { b: Buffer.concat([Buffer.alloc(3000, "ab\0c"), Buffer.from("d")]) },
    ],
    [
      "one that is kept",
      { a: text(3).join(""), keep: text(5).join("") },
      { b: text(3).join(""), keep: text(5).with(1, "k\n").join("") },
    ],
  ] as const)(
    "agrees with git on %s",
    (_, old: Record<string, string | Buffer>, now: Record<string, string | Buffer>) => {
      const repository = bareRepository();
      const gone = Object.fromEntries(Object.keys(old).map((path) => [path, null]));
      const ids = makeHistory(repository, [{ files: old }, { files: { ...gone, ...now } }]);
      const there = opened(repository);
      const [before = "", after = ""] = ids.map((id) => treeOf(repository, id));
      const changes = findRenames(diffTrees(before, after, readerOf(there)), { objects: there.objects });
      expect(ours(changes)).toEqual(byGit(repository, before, after, "-M"));
    },
  );

  it("compares no more files than it may, and still finds what is the same", () => {
    const repository = bareRepository();
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`f${at}`, text(at + 3).join("")]));
    const moved = Object.fromEntries(
      Object.entries(many).map(([path, content], at) => [`moved/${path}`, at === 0 ? content : `${content}x\n`]),
    );
    const ids = makeHistory(repository, [
      { files: many },
      { files: { ...Object.fromEntries(Object.keys(many).map((path) => [path, null])), ...moved } },
    ]);
    const there = opened(repository);
    const [before = "", after = ""] = ids.map((id) => treeOf(repository, id));
    const changes = diffTrees(before, after, readerOf(there));
    const renamed = (mostFiles?: number) =>
      findRenames(changes, { objects: there.objects, ...(mostFiles === undefined ? {} : { mostFiles }) }).filter(
        ({ kind }) => kind === "renamed",
      ).length;
    expect([renamed(), renamed(10)]).toEqual([30, 1]);
  });
});
