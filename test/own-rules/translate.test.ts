import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printedSet } from "../../src/catalogue/linear/character-sets.ts";
import { type NotLinear, toLinear } from "../../src/catalogue/linear/translate.ts";
import { valueFinder } from "../../src/catalogue/linear/value-finder.ts";
import { fillExample } from "../../src/catalogue/template.ts";
import { catalogue, ruleFiles } from "../support/catalogue.ts";
import { LOOKS_FAR } from "../support/looks-far.ts";

/** Where V8 finds the value of the first match. */
function foundByV8(pattern: string, ignoreCase: boolean, text: string): readonly number[] | undefined {
  const found = new RegExp(pattern, ignoreCase ? "ivd" : "vd").exec(text);
  const indices = found?.indices?.groups?.["secret"] ?? found?.indices?.[0];
  return indices && [...indices];
}

const expectSame = (pattern: string, ignoreCase: boolean, text: string): void =>
  expect({ pattern, text, found: valueFinder(pattern, ignoreCase)(text)?.slice() }).toEqual({
    pattern,
    text,
    found: foundByV8(pattern, ignoreCase, text),
  });

describe("a pattern in RE2's syntax", () => {
  it("matches what V8 matches, in the examples of some rules of all kinds and in texts made of their parts", () => {
    const files = new Map(ruleFiles.map((file) => [file.id, file]));
    const rules = catalogue.rules.filter(
      ({ id, detector }, index) => detector === "regex" && index % 45 === 3 && !LOOKS_FAR.has(id),
    );
    for (const { id, pattern, flags } of rules) {
      const { flag = [], ok = [] } = files.get(id)?.examples ?? {};
      for (const [index, { text }] of [...flag, ...ok].entries()) {
        const filled = fillExample(text, `${id}:linear:${index}`).text;
        expectSame(pattern, flags.includes("i"), filled);
        expectSame(pattern, flags.includes("i"), `${filled.trimEnd()}x${filled}`);
        expectSame(pattern, flags.includes("i"), filled.toUpperCase());
      }
    }
    expect(rules.length).toBeGreaterThan(20);
  });

  it.each<[string, readonly string[]]>([
    ["(?<!\\w)key_[a-z]{3,5}(?!\\w)", ["key_abcdef", "key_abcde", " key_abc.", "xkey_abc", "key_abc-key_abcd"]],
    ["ab(?=[c1])(?:c|1{2,3}|d)e", ["abce", "ab11e", "abde", "ab1e", "ab111e"]],
    [
      "(?:(?<=[a-z])(?=[A-Z])|(?<!\\w))(?<name>[Aa]cme)[Kk]ey=(?<secret>\\w{4})(?![\\w\\-])",
      ["acmeKey=1234", "myAcmeKey=1234", "myacmeKey=1234", "AcmeKey=1234-"],
    ],
    ["x(?:a(?=b)|c)?b", ["xab", "xcb", "xb", "xac"]],
    ["(?:(?!-)[^\\n]){2,4}-", ["ab-", "a-b-", "abcdef-"]],
    ["a(?![^\\s\"'])b?", ["a b", "ab", 'a"', "a"]],
    ["a(?=x|$)", ["ax", "ab", "ba"]],
    ["a\\s+b|^c.d$", ["a\u00a0b", "a\ufeff\tb", "c\u2028d", "c\u{1f600}d", "cxd\n"]],
    ["(?<secret>[^a-y\\s]{2})[\\p{L}--[a-z]]", ["zzé", "zzz", "ZZÀ"]],
    ["\\bk[\\w&&[^\\d]]+?\\b.", ["k1a!", "kab!", "kab"]],
    ["(?<secret>a{2,}?)(?:b|$)", ["aaab", "aaa", "ab"]],
    ["(?:ab{1,900}){2,3}(?!b)", ["abbab", "ab", `a${"b".repeat(900)}ab`]],
    ["a(?!b)(?!c)[a-d]*", ["abd", "acd", "add", "a"]],
    ["a(?=[bc])b?c*", ["abcc", "acc", "ad"]],
  ])("%s matches as in V8", (pattern, texts) => {
    for (const text of texts) {
      expectSame(pattern, false, text);
      expectSame(pattern, true, text);
    }
  });

  it("matches as in V8, whatever texts there are", () => {
    const pattern = "(?:(?<![\\w\\-])|%[\\dA-F]{2})(?<secret>k(?=[\\d_])[\\w\\-]{2,6}|[^k\\W]+?(?!x))(?![\\w\\-])";
    const text = fc.string({ unit: fc.constantFrom(..."kx1_-% A\u017f\n"), maxLength: 24 });
    fc.assert(
      fc.property(text, fc.boolean(), (one, ignoreCase) => {
        expectSame(pattern, ignoreCase, one);
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ["(a)\\1", "refers back"],
    ["a(?=bc)d", "looks ahead further than one character"],
    ["(?:a(?=b))+c", "repeats something together with a look ahead"],
    ["(?<=(a))b", "looks around and back at once"],
    ["a{2000}", "repeats more than 1,000 times"],
  ])("%s is none, and what to do is said", (pattern, message) => {
    expect(() => toLinear(pattern, false)).toThrow(message);
    try {
      toLinear(pattern, false);
    } catch (error) {
      expect((error as NotLinear).hint).toMatch(/\.$/);
    }
  });
});

it.each([
  ["[a-c\\-]", false, "[\\x{2d}a-c]"],
  ["[k]", true, "[Kk\\x{212a}]"],
  ["[^\\x00-\\u{10ffff}]", false, undefined],
  ["[\\u{1f600}-\\u{1f602}]", false, "[\\x{1f600}-\\x{1f602}]"],
])("the set %s is written %s", (source, ignoreCase, expected) => {
  expect(printedSet(source, ignoreCase)).toBe(expected);
});
