import { describe, expect, it } from "vitest";
import { globs } from "../../../src/config/globs.ts";
import { anyPathTest } from "../../../src/config/path-patterns.ts";
import { isPathPattern } from "../../../src/config/right-texts.ts";
import { parseRegex } from "../../../src/migrate/regex/parse.ts";
import { printRegex } from "../../../src/migrate/regex/print.ts";
import { toGlobs } from "../../../src/migrate/regex/to-globs.ts";

const globsOf = (pattern: string): readonly string[] => toGlobs(parseRegex(pattern, "go").root).globs;

describe("patterns of paths become globs", () => {
  it.each([
    ["vendor/", ["*vendor/"]],
    ["^vendor/", ["vendor/**"]],
    ["(^|/)node_modules(/|$)", ["node_modules"]],
    ["(?:^|/)node_modules(?:/.*)?$", ["node_modules"]],
    [String.raw`.*_test\.go$`, ["*_test.go"]],
    [String.raw`go\.(mod|sum)$`, ["*go.mod", "*go.sum"]],
    [String.raw`(?i)\.png$`, ["*.[Pp][Nn][Gg]"]],
    ["package-lock.json", ["*package-lock?json*"]],
    ["^Makefile$", ["{Makefile,Makefile/**}"]],
    [String.raw`^docs/.*\.md$`, ["docs/**/*.md"]],
    ["/testdata/", ["**/*/testdata/"]],
    [String.raw`[\\/]fixtures[\\/]`, ["**/*/fixtures/"]],
    ["^src/[^/]+/gen/", ["src/?*/gen/"]],
  ])("%s", (pattern, expected) => {
    expect(globsOf(pattern)).toEqual(expected);
  });

  it.each([
    [".*", "it fits every path"],
    ["/", "it fits every path with a folder in it"],
    [String.raw`v\d+/`, "patterns of paths do not repeat anything but `.` and `[^/]`"],
    [String.raw`\bfoo`, "patterns of paths know no `\\b`"],
    ["^/etc/", "no path from the root fits it"],
    ["a(?!b)", "it looks around, with `(?=`, `(?!` or `(?<`"],
    ["a{", "patterns of paths cannot write `{`"],
  ])("%s has none", (pattern, reason) => {
    expect(() => globsOf(pattern)).toThrow(reason);
  });
});

/** Paths of up to three folders, of names that the patterns are about. */
const NAMES = ["a", "b", "ab", "ba", "aab", "a.c", "c", "vendor", "xvendor", "p.PNG", "go.mod", "x_test.go", "acb"];
const PATHS = NAMES.flatMap((one) => [
  one,
  ...NAMES.flatMap((two) => [`${one}/${two}`, ...NAMES.map((three) => `${one}/${two}/${three}`)]),
]);

describe("the globs fit what the pattern fits, and what lies below it", () => {
  it.each([
    "vendor/",
    "^vendor/",
    "(^|/)a(/|$)",
    "a.*b",
    "^a.*b$",
    "a/.*/b",
    "a/.*b",
    "a.*/b",
    "^[^/]*a$",
    "[^/]+/b",
    "a/.+",
    ".+b$",
    "a[ab]?/",
    "^(a|b)/c?$",
    "/a",
    "a/?b",
    "(a/)?b$",
    "^ab?/.+c",
    "a{2}",
    String.raw`(?i)\.png$`,
    String.raw`^a\.c$|^b/`,
    ".*/a/.*",
  ])("%s", (pattern) => {
    const { source, ignoreCase } = printRegex(parseRegex(pattern, "go").root, { bound: 100 });
    const regexp = new RegExp(source, ignoreCase ? "iv" : "v");
    const found = globsOf(pattern);
    const fits = anyPathTest(found, globs);
    const above = (path: string): string[] => path.split("/").map((_, index, all) => all.slice(0, index + 1).join("/"));
    expect(found.every(isPathPattern)).toBe(true);
    expect(PATHS.filter((path) => fits(path) !== above(path).some((one) => regexp.test(one)))).toEqual([]);
  });
});
