import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { globs } from "../../src/config/globs.ts";
import { plainGlob } from "../../src/config/plain-globs.ts";

/** What both say, as one word; a pattern that is not plain is minimatch's alone. */
function judged(pattern: string, path: string): boolean | "not plain" {
  const plain = plainGlob(pattern);
  if (plain === undefined) return "not plain";
  const answers = [plain, globs.path(pattern), globs.name(pattern)].map((test) => test(path));
  expect([pattern, path, ...answers]).toEqual([pattern, path, answers[0], answers[0], answers[0]]);
  return answers[0] === true;
}

describe("plainGlob", () => {
  it.each([
    ["docs/**", "docs/a/b.md", true],
    ["docs/**", "docs", false],
    ["**/docs", "docs", true],
    ["**/*.snap", "a/b/.snap", true],
    ["a/**/b", "a/b", true],
    ["a/**/b", "a/x/y/b", true],
    ["test/*.ts", "test/a/b.ts", false],
    ["a.b", "axb", false],
    ["**/x", "/tmp/x", true],
    ["a/*", "a/", false],
    ["TEST_*", "TEST_", true],
    ["*", "", false],
    ["{a,b}", "a", "not plain"],
    ["a?", "ab", "not plain"],
    ["[ab]", "a", "not plain"],
    ["@(a)", "a", "not plain"],
    ["a\\b", "a", "not plain"],
    ["a//b", "a/b", "not plain"],
    ["a/./b", "a/b", "not plain"],
  ])("holds %j against %j", (pattern, path, expected) => {
    expect(judged(pattern, path)).toBe(expected);
  });

  const segment = fc.oneof(
    fc.constantFrom("a", "b", "ab", ".a", "a.b", "*", "**", "*.b", "a*", "*a*", "a**b", "***", "+a", "a-b", "@", "x y"),
    fc.string({
      unit: fc.constantFrom("a", "b", ".", "*", "-", "+", "@", "?", "{", "!", "("),
      minLength: 1,
      maxLength: 4,
    }),
  );
  const name = fc.oneof(
    fc.constantFrom("a", "b", "ab", ".a", "a.b", "..a", "a-b", "aab", "x y", "a\nb", "é", ""),
    fc.string({ maxLength: 4 }).filter((text) => !/^\.{1,2}$|[\\/]/.test(text)),
  );

  it("judges every path as minimatch does", () => {
    fc.assert(
      fc.property(
        fc.array(segment, { minLength: 1, maxLength: 5 }),
        fc.array(name, { minLength: 1, maxLength: 5 }),
        (pattern, path) => {
          judged(pattern.join("/"), path.join("/"));
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
