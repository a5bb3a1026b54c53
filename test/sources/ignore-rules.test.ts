import { describe, expect, it } from "vitest";
import { isIgnored, readIgnoreRules } from "../../src/sources/ignore-rules.ts";

function ignores(rules: string, path: string, ignoreCase = false): boolean {
  const list = readIgnoreRules(rules, ignoreCase);
  const isFolder = path.endsWith("/");
  const plain = isFolder ? path.slice(0, -1) : path;
  const scope = list === undefined ? undefined : { list, base: 0, outer: undefined };
  return isIgnored(scope, plain, plain.slice(plain.lastIndexOf("/") + 1), isFolder);
}

describe("isIgnored", () => {
  it.each([
    ["a name anywhere", "secret.txt", "deep/secret.txt", true],
    ["a name, not a part of it", "secret", "secret.txt", false],
    ["an ending", "*.log", "x/build.log", true],
    ["an ending without a dot", "*~", "x/notes~", true],
    ["an ending with two dots", "*.tar.gz", "a.tar.gz", true],
    ["an ending with two dots, only half there", "*.tar.gz", "a.gz", false],
    ["a path from the top", "/top", "top", true],
    ["a path from the top, further down", "/top", "x/top", false],
    ["a slash in the middle anchors", "a/b", "x/a/b", false],
    ["a slash at the end means folders", "out/", "out", false],
    ["a folder", "out/", "x/out/", true],
    ["a star stays within a name", "a/*", "a/b/c", false],
    ["two stars at the front", "**/x/y", "p/q/x/y", true],
    ["two stars at the front take nothing too", "**/x/y", "x/y", true],
    ["two stars in the middle take nothing too", "a/**/b", "a/b", true],
    ["two stars in the middle", "a/**/b", "a/x/y/b", true],
    ["two stars at the end need something", "a/**", "a/", false],
    ["two stars at the end", "a/**", "a/x/y", true],
    ["the last line wins", "*.env\n!ok.env", "ok.env", false],
    ["the last line wins again", "*.env\n!ok.env\nok.*", "ok.env", true],
    ["a comment", "# x\n#y", "#y", false],
    ["a quoted hash", "\\#y", "#y", true],
    ["a quoted exclamation mark", "\\!y", "!y", true],
    ["spaces at the end", "x  ", "x", true],
    ["a quoted space at the end", "x\\ ", "x ", true],
    ["a carriage return at the end", "x\r\ny\r", "y", true],
    ["a byte order mark", "\xef\xbb\xbfx", "x", true],
    ["a backslash at the end", "x\\", "x\\", false],
    ["a range", "[a-c]x", "bx", true],
    ["a negated range", "[!a-c]x", "bx", false],
    ["a class by name", "[[:digit:]_]x", "7x", true],
    ["a class nobody knows", "[[:nothing:]x]", "x", false],
    ["a bracket as the first member", "[]-]x", "]x", true],
    ["a bracket that is not closed", "[ab", "[ab", false],
    ["a question mark takes one byte", "?.txt", "\xc3\xa9.txt", false],
    ["two question marks take two", "??.txt", "\xc3\xa9.txt", true],
    ["capital letters count", "README", "readme", false],
  ])("reads %s", (_, rules, path, expected) => {
    expect(ignores(rules, path)).toBe(expected);
  });

  it("folds case where the repository says so", () => {
    expect(ignores("ReadMe*", "README.md", true)).toBe(true);
  });

  it("gives no list for a file without rules", () => {
    expect(readIgnoreRules("# only words\n\n  \n/\n!\n", false)).toBeUndefined();
  });

  it("asks the nearest file first", () => {
    const outer = readIgnoreRules("*.env", false);
    const inner = readIgnoreRules("!keep.env", false);
    if (outer === undefined || inner === undefined) throw new Error("Both files hold a rule.");
    const scope = { list: inner, base: 4, outer: { list: outer, base: 0, outer: undefined } };
    expect(isIgnored(scope, "sub/keep.env", "keep.env", false)).toBe(false);
    expect(isIgnored(scope, "sub/drop.env", "drop.env", false)).toBe(true);
  });

  it("ends on patterns made to be slow", () => {
    expect(ignores(`${"**/a/".repeat(200)}b`, `${"a/".repeat(1000)}c`)).toBe(false);
    expect(ignores(`/${"*a".repeat(200)}[b]`, "a".repeat(255))).toBe(false);
    expect(ignores(`[${"[:".repeat(200_000)}`, "x")).toBe(false);
  });
});
