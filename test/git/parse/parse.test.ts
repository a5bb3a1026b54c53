import { describe, expect, it } from "vitest";
import { SHA1, SHA256 } from "../../../src/git/object-id.ts";
import { parseCommit } from "../../../src/git/parse/commit.ts";
import { parseCommitHead } from "../../../src/git/parse/commit-head.ts";
import { parseIdentity } from "../../../src/git/parse/identity.ts";
import { parseTag } from "../../../src/git/parse/tag.ts";
import { kindOfMode, parseTree } from "../../../src/git/parse/tree.ts";
import { git, gitWithInput } from "../../sources/temporary.ts";
import { bareRepository, lines, makeHistory, opened, slowlyChanging } from "../repositories.ts";

const AS = ["-c", "user.name=Ann Example", "-c", "user.email=ann@example.com"] as const;
const TREE = "1".repeat(40);
const PARENT = "2".repeat(40);

const commit = (...headers: readonly string[]): Buffer =>
  Buffer.from([`tree ${TREE}`, ...headers, "", "message\n"].join("\n"));

describe("parseCommit", () => {
  it("reads what git reads", () => {
    const repository = bareRepository();
    const ids = makeHistory(repository, [...slowlyChanging(3), { parents: [0, 1, 2], message: "Grüße\n\nmore\n" }]);
    const { objects, hash } = opened(repository);
    for (const id of ids) {
      const bytes = objects.readAs(id, "commit");
      const read = parseCommit(bytes, id, hash);
      const { author, committer } = read;
      const ours = [read.tree, read.parents.join(" "), author.name, author.mail, author.time, committer.name];
      const format = "--format=%T%x00%P%x00%an%x00%ae%x00%at%x00%cn%x00%ct%x00%B";
      const theirs = git(repository, "log", "-1", format, id).toString().split("\0");
      expect([...ours, committer.time, read.text()].join("\0").trimEnd()).toBe(theirs.join("\0").trimEnd());
      expect(author.zone).toBe("+0100");
      expect(parseCommitHead(bytes, id, hash)).toEqual({ tree: read.tree, parents: read.parents, time: read.time });
    }
  });

  it.each([
    ["no author and committer", commit(), 0],
    ["a time that is no number", commit(`parent ${PARENT}`, "author A <a> x", "committer C <c> x +0000"), 0],
    ["no zone", commit("committer C <c> 12"), 12],
    ["brackets in a name", commit("author A <b> <c> 5 +0000", "committer A <b> <c> 6 +0000"), 6],
    [
      "a signature over several lines",
      commit("committer C <c> 7 +0000", "gpgsig ---", " committer X <x> 9 +0000", " "),
      7,
    ],
    ["a time before 1970", commit("committer C <c> -8 +0000"), -8],
    ["no message", Buffer.from(`tree ${TREE}\ncommitter C <c> 3 +0000`), 3],
  ])("takes %s", (_, bytes, time) => {
    expect(parseCommit(bytes, "x", SHA1).time).toBe(time);
    expect(parseCommitHead(bytes, "x", SHA1).time).toBe(time);
  });

  it.each([
    ["no tree", Buffer.from("author A <a> 1 +0000\n\n")],
    ["a tree of the other hash", Buffer.from(`tree ${"1".repeat(64)}\n\n`)],
    ["half a parent", commit("parent 1234")],
    ["nothing", Buffer.alloc(0)],
  ])("refuses %s", (_, bytes) => {
    const fault = expect.objectContaining({ fault: "corrupt", object: "x" });
    expect(() => parseCommit(bytes, "x", SHA1)).toThrow(fault);
    expect(() => parseCommitHead(bytes, "x", SHA1)).toThrow(fault);
  });

  it("decodes messages in the encoding that they name", () => {
    const latin = Buffer.concat([
      Buffer.from(`tree ${TREE}\nencoding ISO-8859-1\n\n`),
      Buffer.from("Gr\xfc\xdfe", "latin1"),
    ]);
    expect(parseCommit(latin, "x", SHA1).text()).toBe("Grüße");
    const unknown = Buffer.from(`tree ${TREE}\nencoding no-such-thing\n\nGrüße`);
    expect(parseCommit(unknown, "x", SHA1).text()).toBe("Grüße");
  });
});

describe("parseTag", () => {
  it("reads what git reads", () => {
    const repository = bareRepository();
    const [id = ""] = makeHistory(repository, [{}]);
    git(repository, ...AS, "tag", "-a", "-m", "the first\n\nmore", "v1");
    const [tag = ""] = lines(repository, "rev-parse", "v1");
    const { objects, hash } = opened(repository);
    const read = parseTag(objects.readAs(tag, "tag"), tag, hash);
    expect(read).toMatchObject({ object: id, type: "commit", name: "v1", tagger: { name: "Ann Example" } });
    expect(read.text()).toBe("the first\n\nmore\n");
  });

  it("takes a tag without a tagger, and refuses one without an object", () => {
    expect(parseTag(Buffer.from(`object ${TREE}\ntype tree\ntag x\n\n`), "x", SHA1).tagger).toBeUndefined();
    expect(() => parseTag(Buffer.from("type tree\ntag x\n\n"), "x", SHA1)).toThrow("does not say what it stands for");
  });
});

describe("parseTree", () => {
  it.each([[[]], [["--object-format=sha256"]]])("reads entries of all kinds (%j)", (options) => {
    const repository = bareRepository(...options);
    const blob = gitWithInput(repository, "x", "hash-object", "-w", "--stdin").toString().trim();
    const hash = options.length > 0 ? SHA256 : SHA1;
    const names = ["a b", "new\nline", 'quo"te', "t\xe9", "\xff\xfe", "z"];
    const entries = [
      ...names.map((name, at) => `${at === 0 ? "100755" : "100644"} blob ${blob}\t${name}\0`),
      `120000 blob ${blob}\tlink\0`,
      `160000 commit ${"3".repeat(hash.digits)}\tsub\0`,
    ];
    const input = Buffer.from(entries.join(""), "latin1");
    const inner = gitWithInput(repository, input, "mktree", "-z").toString().trim();
    const outer = gitWithInput(repository, `040000 tree ${inner}\tfolder\0`, "mktree", "-z").toString().trim();
    const { objects } = opened(repository);
    const read = parseTree(objects.readAs(inner, "tree"), inner, hash);
    const theirs = git(repository, "ls-tree", "-z", inner).toString("latin1").split("\0").slice(0, -1);
    expect(
      read.map(({ mode, name, id }) => {
        const type = kindOfMode(mode) === "submodule" ? "commit" : "blob";
        return `${mode.toString(8)} ${type} ${id}\t${name}`;
      }),
    ).toEqual(theirs);
    const kinds = new Set(read.map(({ mode }) => kindOfMode(mode)));
    expect(kinds).toEqual(new Set(["executable", "file", "link", "submodule"]));
    const [folder] = parseTree(objects.readAs(outer, "tree"), outer, hash);
    expect(kindOfMode(folder?.mode ?? 0)).toBe("folder");
  });

  it.each([
    ["a mode that is no number", "10x644 a\0"],
    ["an entry without a name", "100644 \0"],
    ["an entry without a mode", " a\0"],
    ["half a name", "100644 a"],
    ["half an id", "100644 a\u0000123"],
  ])("refuses %s", (_, text) => {
    const bytes = Buffer.concat([Buffer.from(text), Buffer.alloc(text.endsWith("\0") ? 20 : 0)]);
    expect(() => parseTree(bytes, "x", SHA1)).toThrow(expect.objectContaining({ fault: "corrupt", object: "x" }));
  });
});

describe("parseIdentity", () => {
  it.each([
    ["Ann <a@b> 5 -0330", { name: "Ann", mail: "a@b", time: 5, zone: "-0330" }],
    ["Ann <a@b>", { name: "Ann", mail: "a@b", time: 0, zone: "+0000" }],
    ["<a@b> 5 +0000", { name: "", mail: "a@b", time: 5, zone: "+0000" }],
    ["Ann", { name: "Ann", mail: "", time: 0, zone: "+0000" }],
    ["", { name: "", mail: "", time: 0, zone: "+0000" }],
  ])("reads %j", (text, identity) => {
    expect(parseIdentity(text)).toEqual(identity);
  });
});
