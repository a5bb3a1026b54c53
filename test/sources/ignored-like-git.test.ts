import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findFiles } from "../../src/sources/scan-paths.ts";
import { git, gitEnvironment, listedByGit, temporaryFolder, temporaryRepository, writeTree } from "./temporary.ts";

function found(repository: string, path = repository, root = repository): string[] {
  const options = { cwd: repository, root, ignore: true, environment: gitEnvironment(repository) };
  return Array.from(findFiles([path], options), (event) => {
    if (event.type === "file") return event.path;
    return event.type === "skipped" ? `${event.path} (${event.reason})` : event.problem.message;
  });
}

const NOTHING_LEFT = "was not searched: git ignores everything in it";

/** Paths whose names stand in the way of careless code. */
const ODD_NAMES = [
  "a b",
  " lead",
  "tail ",
  "#hash",
  "!bang",
  "new\nline",
  "tab\t",
  "quote'\"",
  "back\\slash",
  "star*",
  "[x]",
  "é.txt",
  "日本",
  "-dash",
];

describe("a walk beside `git ls-files --cached --others --exclude-standard`", () => {
  it("agrees on nested files, negations, anchors and odd names", () => {
    const repository = temporaryRepository();
    writeTree(repository, {
      ".gitignore":
        "*.log\n!keep.log\n/build/\ndeep/**/tmp\n\\#hash\n\\!bang\ntail\\ \nFoo\nsub/out\n*.[oa]\n[[]x]\n日*\n",
      ".env": "",
      ".hidden/x": "",
      "keep.log": "",
      "drop.log": "",
      "build/x": "",
      "sub/build/x": "",
      "deep/tmp": "",
      "deep/a/b/tmp/x": "",
      foo: "",
      "Foo/x": "",
      "sub/out/keep": "",
      "sub/.gitignore": "!drop.log\n*.md\n!/README.md\nonly/*\n!only/this\n",
      "sub/drop.log": "",
      "sub/README.md": "",
      "sub/more/README.md": "",
      "sub/only/this": "",
      "sub/only/that": "",
      "sub/only/.gitignore": "this\n!that\n",
      "lib/x.o": "",
      ...Object.fromEntries(ODD_NAMES.map((name) => [`odd/${name}`, ""])),
      ...Object.fromEntries(ODD_NAMES.map((name) => [`odd/${name} folder/x`, ""])),
    });
    const listed = listedByGit(repository);
    expect(listed).toContain("sub/drop.log");
    expect(listed).not.toContain("odd/#hash");
    expect(found(repository).sort()).toEqual(listed.sort());
  });

  it("keeps what is tracked though a rule names it", () => {
    const repository = temporaryRepository();
    writeTree(repository, {
      ".env": "",
      "vendor/a/kept.js": "",
      "vendor/a/left.js": "",
      "vendor/b/left.js": "",
      "out/é": "",
    });
    git(repository, "add", ".env", "vendor/a/kept.js", "out/é");
    writeTree(repository, { ".gitignore": ".env*\nvendor/\nout\n", ".env.local": "" });
    expect(found(repository)).toEqual([".env", ".gitignore", "out/é", "vendor/a/kept.js"]);
    expect(found(repository)).toEqual(listedByGit(repository));
  });

  it("knows what a SHA-256 repository tracks", () => {
    const repository = temporaryRepository("--object-format=sha256");
    writeTree(repository, { ".env": "", ".env.local": "" });
    git(repository, "add", ".env");
    writeTree(repository, { ".gitignore": ".env*\n" });
    expect(found(repository)).toEqual([".env", ".gitignore"]);
  });

  it("finds the person's own rules and the repository's private ones", () => {
    const repository = temporaryRepository();
    const home = `${repository}-home`;
    writeTree(repository, { a: "", b: "", c: "", d: "" });
    writeTree(home, { ".config/git/ignore": "a\n", "mine.txt": "b\n", "ours.txt": "c\n" });
    appendFileSync(join(repository, ".git/info/exclude"), "d\n");
    const without = (...names: string[]) => ["a", "b", "c", "d"].filter((name) => !names.includes(name));
    expect(found(repository)).toEqual(without("a", "d"));
    writeFileSync(join(home, ".gitconfig"), '[core]\n\texcludesFile = "~/mine.txt" ; mine\n');
    expect(found(repository)).toEqual(without("b", "d"));
    git(repository, "config", "core.excludesFile", join(home, "ours.txt"));
    expect(found(repository)).toEqual(without("c", "d"));
    expect(found(repository)).toEqual(listedByGit(repository));
  });

  it("applies the rules of the folders above a named one, but not to itself", () => {
    const repository = temporaryRepository();
    writeTree(repository, {
      ".gitignore": "*.log\n/build/\na/b/top\n",
      "a/.gitignore": "!keep.log\n",
      "a/b/keep.log": "",
      "a/b/drop.log": "",
      "a/b/top": "",
      "a/b/x": "",
      "build/y": "",
      "build/z.log": "",
    });
    expect(found(repository, "a/b")).toEqual(["a/b/keep.log", "a/b/x"]);
    expect(found(repository, "build")).toEqual(["build/y"]);
    expect(found(repository, "a/b", join(repository, "a/b"))).toEqual(["keep.log", "x"]);
  });

  it("starts anew in a nested repository and in a linked work tree", () => {
    const repository = temporaryRepository();
    writeTree(repository, { ".gitignore": "*.log\n", "x.log": "", "inner/x.log": "", "inner/y": "" });
    git(repository, "add", ".gitignore");
    git(repository, "-c", "user.name=n", "-c", "user.email=e@example.org", "commit", "-q", "-m", "first");
    git(repository, "worktree", "add", "-q", join(repository, "tree"));
    git(join(repository, "inner"), "init", "--quiet");
    writeTree(repository, { "inner/.gitignore": "y\n", "tree/x.log": "", "tree/z": "", "tree/w": "" });
    git(join(repository, "tree"), "add", "-f", "x.log");
    appendFileSync(join(repository, ".git/info/exclude"), "w\n");
    expect(found(repository)).toEqual([
      ".gitignore",
      "inner/.gitignore",
      "inner/x.log",
      "tree/.gitignore",
      "tree/x.log",
      "tree/z",
    ]);
    expect(found(join(repository, "tree"))).toEqual([".gitignore", "x.log", "z"]);
  });

  it("enters a tracked submodule that a rule names", () => {
    const repository = temporaryRepository();
    writeTree(repository, { "lib/sub/x": "" });
    git(join(repository, "lib/sub"), "init", "--quiet");
    git(repository, "update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},lib/sub`);
    writeTree(repository, { ".gitignore": "lib/\n", "lib/other": "" });
    expect(found(repository)).toEqual([".gitignore", "lib/sub/x"]);
  });

  it("folds case where git was told to", () => {
    const repository = temporaryRepository();
    git(repository, "config", "core.ignoreCase", "true");
    writeTree(repository, { ".gitignore": "README*\n", "readme.md": "", other: "" });
    expect(found(repository)).toEqual(listedByGit(repository));
    expect(found(repository)).not.toContain("readme.md");
  });

  it("takes .gitignore by its word where there is no repository, from the named folder down", () => {
    const folder = temporaryFolder();
    writeTree(folder, { ".gitignore": "x\n", "a/.gitignore": "y\n", "a/x": "", "a/y": "", "a/z": "" });
    expect(found(folder)).toEqual([".gitignore", "a/.gitignore", "a/z"]);
    expect(found(folder, "a")).toEqual(["a/.gitignore", "a/x", "a/z"]);
  });

  it("says when everything in a named folder is left out", () => {
    const repository = temporaryRepository();
    writeTree(repository, { ".gitignore": "*\n", "a/x": "", "b/c/.gitignore": "y\n", "b/c/y": "" });
    expect(found(repository)).toEqual([NOTHING_LEFT]);
    expect(found(repository, "b/c")).toEqual([NOTHING_LEFT]);
    mkdirSync(join(repository, "empty"));
    expect(found(repository, "empty")).toEqual([]);
    git(repository, "add", "-f", "a/x");
    expect(found(repository)).toEqual(["a/x"]);
    expect(found(repository, "a/x")).toEqual(["a/x"]);
  });

  it("does not take an empty .git folder for a repository", () => {
    const repository = temporaryRepository();
    writeTree(repository, { ".gitignore": "x\n", "a/x": "", "a/y": "" });
    mkdirSync(join(repository, "a/.git"));
    expect(found(repository)).toEqual([".gitignore", "a/y"]);
  });

  it.each([
    ["broken", "not an index", "The index cannot be read: it is not an index"],
    [
      "of another version",
      `DIRC\0\0\0\x09${"\0".repeat(24)}`,
      "The index cannot be read: its version 9 is not supported",
    ],
  ])("says so and goes on when the index is %s", (_, content, message) => {
    const repository = temporaryRepository();
    writeTree(repository, { ".gitignore": "x\n", x: "", y: "", ".git/index": content });
    expect(found(repository)).toEqual([".gitignore", "y", expect.stringContaining(message)]);
  });

  it("does not follow a linked .gitignore, and says when one is too large", () => {
    const repository = temporaryRepository();
    writeTree(repository, { rules: "x\n", "a/.gitignore": `x\n${"#".repeat(1 << 20)}`, "a/x": "", "b/x": "" });
    symlinkSync("../rules", join(repository, "b/.gitignore"));
    expect(found(repository)).toEqual([
      "a/.gitignore",
      "a/x",
      "b/.gitignore (link)",
      "b/x",
      "rules",
      "is larger than 1 MiB, so its ignore rules are not applied",
    ]);
  });

  it("agrees on any rules (property)", { timeout: 60_000 }, () => {
    const repository = temporaryRepository();
    const files = [
      "a",
      "b",
      "ab",
      "foo.txt",
      "bar.log",
      "#x",
      "!y",
      "[z]",
      "foobar/q",
      "a.d/b/a",
      "a.d/b/foo.txt",
      "a.d/b/c/bar.log",
      "b.d/a.d/b/x",
      "b.d/foo/y",
      "A",
      "sp ",
    ];
    writeTree(repository, Object.fromEntries(files.map((file) => [file, ""])));
    // `**` comes only as a name of its own: beside other text, git reads it one way or the other by what stands before it.
    const name = fc.constantFrom(
      "a",
      "b",
      "a.d",
      "b.d",
      "c",
      "foo",
      "foo.txt",
      "*",
      "**",
      "?",
      "*.log",
      "*.txt",
      "f*",
      "*o*",
      "?.d",
      "[a-c]",
      "[!a]*",
      "[[:alpha:]]",
      "[]a]",
      "[a",
      "\\a",
      "\\[z]",
      "sp\\ ",
      "#x",
      "[[:x:]]",
    );
    const line = fc
      .tuple(
        fc.constantFrom("", "", "!", "/", "!/", "#", "\\!", "\\#"),
        fc.array(name, { minLength: 1, maxLength: 3 }),
        fc.constantFrom("", "", "/", " ", "\r", "/ "),
      )
      .map(([front, names, back]) => front + names.join("/") + back);
    const rules = fc.array(line, { minLength: 1, maxLength: 5 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(rules, rules, rules, (top, nested, exclude) => {
        writeTree(repository, { ".gitignore": top, "a.d/.gitignore": nested, ".git/info/exclude": exclude });
        const listed = listedByGit(repository).sort();
        // Only an empty folder is passed over without a word.
        const said = found(repository).filter((one) => listed.length > 0 || one !== NOTHING_LEFT);
        expect(said.sort()).toEqual(listed);
      }),
      { numRuns: 150 },
    );
  });
});
