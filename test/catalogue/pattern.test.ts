import { describe, expect, it } from "vitest";
import { analysePattern } from "../../src/catalogue/pattern.ts";

const texts = (pattern: string, ignoreCase = false): string[] =>
  analysePattern(pattern, ignoreCase)
    .anchors.map(({ text }) => text)
    .sort();

describe("anchors", () => {
  it.each([
    ["a literal prefix", String.raw`\bglpat-[\w\-]{20}\b`, ["glpat-"]],
    ["an alternation", String.raw`\b(?<secret>(?:AKIA|ASIA)[A-Z2-7]{16})`, ["AKIA", "ASIA"]],
    ["a class of a few letters", String.raw`gh[pousr]_\w{36}`, ["gho_", "ghp_", "ghr_", "ghs_", "ghu_"]],
    ["an optional middle", "sk_(?:live|test)_[a-z]{9}", ["sk_live_", "sk_test_"]],
    ["the longer of two literals", String.raw`abc\d{3}defgh`, ["defgh"]],
    ["a literal in the middle", String.raw`[a-z]{20}T3Blbk[a-z]{20}`, ["T3Blbk"]],
    ["a required group that repeats", "(?:token){1,3}x{0,4}", ["token"]],
    ["a repeated character", "a{5}", ["aaaaa"]],
    ["of literals that begin alike the shortest", "(?:acme|acmeSDK|other)\\d", ["acme", "other"]],
    ["nothing, where one branch has none", String.raw`(?:token|\d{9})`, []],
    ["nothing, where the literal is optional", String.raw`(?:token)?\d{9}`, []],
    ["nothing, where the literal is short", String.raw`k_\d{30}`, []],
    ["nothing that is not ASCII", String.raw`schlüssel\d{9}`, ["schl"].slice(1)],
  ])("finds %s", (_, pattern, expected) => {
    expect(texts(pattern)).toEqual(expected);
  });

  it("are in lower case where case is ignored", () => {
    expect(texts("Twilio[a-z]{3}", true)).toEqual(["twilio"]);
  });
});

describe("lead and tail", () => {
  it.each([
    [String.raw`\bglpat-[\w\-]{20}\b`, 0, String.raw`\bglpat-[\w\-]{20}\b`],
    [String.raw`[a-z]{2,20}T3Blbk[a-z]{20}`, 20, "T3Blbk[a-z]{20}"],
    [String.raw`[A-Z]{3}[^a]{2}(?<secret>x{0,4}acme\d)y`, 15, String.raw`acme\dy`],
    ["a?(?:token){1,3}x{0,4}", 1, undefined],
    [String.raw`(?:\d\dtoken|secret\d)z`, 2, undefined],
  ])("of %s are %i bytes and %s", (pattern, lead, tail) => {
    const facts = analysePattern(pattern, false);
    expect([facts.lead, facts.tail]).toEqual([lead, tail]);
  });
});

describe("reach", () => {
  it.each([
    [String.raw`abc\d{1,7}`, 10],
    ["(?:ab|abcd)x?", 5],
    ["[^a]{3}", 12],
    ["ü{2}", 4],
    [String.raw`(?<![a-z])a\b`, 1],
  ])("of %s is %i bytes", (pattern, reach) => {
    expect(analysePattern(pattern, false).reach).toBe(reach);
  });
});

describe("prefix", () => {
  it.each([
    ["(?<secret>ghp_[a-z]{9})", "ghp_"],
    [String.raw`token=(?<secret>(?:sk|pk)_\d{9})`, ""],
    [String.raw`(?:x|(?<secret>abc\d))`, "abc"],
    ["xoxb-[a-z]{5}", "xoxb-"],
  ])("of %s is `%s`", (pattern, prefix) => {
    expect(analysePattern(pattern, false).prefix).toBe(prefix);
  });
});

describe("faults", () => {
  it.each([
    ["token[a-z]+", /repeats more than 1000 times/],
    ["token[a-z]{3,}", /repeats more than 1000 times/],
    ["token[a-z]{1,1001}", /repeats more than 1000 times/],
    [String.raw`(tok)en\1`, /refers back/],
    ["token(?=.{1,9}x)", /looks around further/],
    ["token(?:[a-z]{1000}){1000}", /matches up to/],
  ])("%s is unfit", (pattern, fault) => {
    expect(analysePattern(pattern, false).faults.join()).toMatch(fault);
  });

  it("are none for one character of look-around", () => {
    expect(analysePattern(String.raw`(?<![a-z])token(?!\w)`, false).faults).toEqual([]);
  });

  it("throws a SyntaxError on what is no pattern", () => {
    expect(() => analysePattern("(", false)).toThrow(SyntaxError);
  });
});
