import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/core/finding.ts";
import type { KnownFindings } from "../../src/migrate/imported.ts";
import { matchKnown, type ValuedFinding } from "../../src/migrate/match-known.ts";

const sha1 = (text: string): string => createHash("sha1").update(text).digest("hex");

function found(ruleId: string, line: number, value: string, column = 1): ValuedFinding {
  const at = { line, column };
  const location = { unit: "a", path: "a", start: at, end: { line, column: column + value.length } };
  return { finding: { ruleId, location } as Finding, value, line: `x = ${value}` };
}

const ALL = [
  found("a/one", 1, "first"),
  found("b/two", 2, "second"),
  found("a/one", 3, "third", 1),
  found("b/two", 3, "fourth", 20),
];

function matched(known: Partial<KnownFindings>) {
  const entry: KnownFindings = { where: { path: "a" }, reason: "r", from: "file: entry", ...known };
  const { accepted, parts } = matchKnown([entry], () => ALL);
  return {
    lines: accepted.map(({ finding: { location } }) => `${location.start.line}:${location.start.column}`),
    told: parts.map(({ fate, note }) => `${fate}: ${note}`).join("\n"),
  };
}

describe("an entry of another tool is about", () => {
  it.each<[string, Partial<KnownFindings>, string[]]>([
    ["the value with its hash, on whatever line", { sha1: sha1("first"), line: 9 }, ["1:1"]],
    ["a value that was hashed without its quotes", { sha1: sha1("second") }, ["2:1"]],
    ["the only finding on its line", { line: 1, ruleIds: ["c/other"] }, ["1:1"]],
    ["the finding of the same rule", { line: 3, ruleIds: ["b/two"] }, ["3:20"]],
    ["the finding at its column", { line: 3, column: 1, ruleIds: ["a/one", "b/two"] }, ["3:1"]],
    ["what fits a value", { where: "everywhere", fitsValue: (value) => value.includes("ir") }, ["1:1", "3:1"]],
    [
      "what fits a value and a rule",
      { where: "everywhere", ruleIds: ["b/two"], isStrict: true, fitsValue: () => true },
      ["2:1", "3:20"],
    ],
    ["what fits a line", { where: "everywhere", fitsLine: (line) => line === "x = third" }, ["3:1"]],
  ])("%s", (_, known, lines) => {
    expect(matched(known).lines).toEqual(lines);
  });

  it.each<[string, Partial<KnownFindings>, string]>([
    [
      "another value on its line",
      { sha1: sha1("gone"), line: 2 },
      "left: something is found there, but with another value",
    ],
    ["no value of its hash", { sha1: sha1("gone"), line: 7 }, "carried: nothing to do"],
    ["several findings on its line", { line: 3 }, "left: several things are found there"],
    ["other rules only", { line: 3, ruleIds: ["c/other"], isStrict: true }, "carried: nothing to do"],
    ["several of its rule in the file", { ruleIds: ["a/one"], isStrict: true }, "left: several things"],
  ])("nothing: %s", (_, known, told) => {
    const result = matched(known);
    expect(result.lines).toEqual([]);
    expect(result.told).toContain(told);
  });

  it("a private key by its first words only on the same line", () => {
    const key = ["-----BEGIN RSA PRIVATE", "KEY-----\nabc"].join(" ");
    const keys = [found("private-key/rsa", 4, key)];
    const known = (line: number): KnownFindings => ({
      where: { path: "a" },
      line,
      sha1: sha1("BEGIN RSA PRIVATE KEY"),
      reason: "r",
      from: "f: e",
    });
    expect(matchKnown([known(4)], () => keys).accepted).toHaveLength(1);
    expect(matchKnown([known(5)], () => keys).accepted).toHaveLength(0);
  });
});
