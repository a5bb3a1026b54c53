import { describe, expect, it } from "vitest";
import { parseRegex } from "../../../src/migrate/regex/parse.ts";
import { printRegex } from "../../../src/migrate/regex/print.ts";
import type { Dialect } from "../../../src/migrate/regex/syntax.ts";

function translated(pattern: string, dialect: Dialect = "go"): string {
  const { source, ignoreCase } = printRegex(parseRegex(pattern, dialect).root, { bound: 50, secretGroup: 1 });
  return String(new RegExp(source, ignoreCase ? "iv" : "v"));
}

describe("Go's patterns become JavaScript's", () => {
  it.each([
    ["(abc)d", "/(?<secret>abc)d/v"],
    ["(?P<key>abc)(d)", "/(?<secret>abc)(?:d)/v"],
    ["(?i)abc", "/abc/iv"],
    ["a(?i)b", "/a[Bb]/v"],
    ["(?i:ab)C", "/(?:[Aa][Bb])C/v"],
    [String.raw`\A\x41\x{1F600}\z`, "/^A\\u{1f600}$/v"],
    ["[[:alpha:]][[:^digit:]]", "/[A-Za-z][\\x00-\\/\\:-\\u{10ffff}]/v"],
    [String.raw`\w\d\s`, "/\\w\\d[\\t\\n\\f\\r ]/v"],
    ["[^\\s\"']", "/[^\\t\\n\\f\\r \"']/v"],
    ["a.b", "/a[^\\n]b/v"],
    ["(?s)a.b", "/a[\\s\\S]b/v"],
    ["(?m)^a$", "/(?:^|(?<=\\n))a(?=\\n|$)/v"],
    ["a+b*?c{2,}", "/a{1,50}b{0,50}?c{2,50}/v"],
    ["(?U)a+", "/a{1,50}?/v"],
    [String.raw`\Qa.b\E+`, "/a\\.b{1,50}/v"],
    [String.raw`\pL\p{Greek}\PN`, "/\\p{L}\\p{Script=Greek}\\P{N}/v"],
    ["[]a-]", "/[\\-\\]a]/v"],
    ["a{,3}", "/a\\{,3\\}/v"],
    ["[(&&!!]", "/[\\!\\&\\(]/v"],
    ["(?:a|b)c|d", "/(?:a|b)c|d/v"],
    ["a|", "/a|/v"],
  ])("%s", (pattern, expected) => {
    expect(translated(pattern)).toBe(expected);
  });

  it.each([
    [String.raw`(a)\1`, "it refers back to a group"],
    ["(?=a)", "it looks around"],
    ["(?<!a)", "it looks around"],
    ["(?>a)", "has no equal"],
    ["a++", "a repeat is repeated, or possessive"],
    ["(a", "a group is not closed"],
    ["a)", "closes no group"],
    ["[a", "a `[` is not closed"],
    ["[z-a]", "ends before it begins"],
    [String.raw`\C`, "`\\C` has no equal"],
    [String.raw`\p{Nonsense}`, "has no equal"],
    ["[[:constructor:]]", "the class `[:constructor:]` has no equal"],
    ["*a", "nothing stands in front of `*`"],
    ["(?i){2}", "nothing stands in front of `{2}`"],
    ["(?x)a b", "the flag `x` has no equal"],
    ["a{3,2}", "a repeat ends before it begins"],
    ["(".repeat(200), "it is nested too deeply"],
    ["a\\", "it ends in a backslash"],
  ])("%s does not", (pattern, reason) => {
    expect(() => translated(pattern)).toThrow(reason);
  });
});

describe("Python's", () => {
  it.each([
    [String.raw`\Aa\Z`, "/^a$/v"],
    ["a$", "/a(?=\\n?$)/v"],
    ["a{,3}", "/a{0,3}/v"],
    [String.raw`é\t`, "/é\\t/v"],
  ])("%s", (pattern, expected) => {
    expect(translated(pattern, "python")).toBe(expected);
  });

  it("refers back to no named group", () => {
    expect(() => translated("(?P<a>b)(?P=a)", "python")).toThrow("it refers back to a group");
  });
});
