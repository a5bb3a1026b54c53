import { describe, expect, it } from "vitest";
import { compileCatalogue } from "../../src/catalogue/compile.ts";

const rule = (changes: Readonly<Record<string, string>> = {}): string =>
  Object.entries({
    id: "acme/token",
    title: "Acme token",
    severity: "high",
    confidence: "high",
    since: "0.1.0",
    why: "It opens Acme.",
    fix: "Read it from a store.",
    revoke: "Delete it in Acme.",
    references: "[https://example.org/]",
    pattern: String.raw`'\bacme_(?<secret>[a-z]{20})\b'`,
    examples: "{ flag: ['x'], ok: ['y'] }",
    ...changes,
  })
    .map(([key, value]) => `${key}: ${value}`)
    .join("\n");

const compile = (text: string, path = "rules/acme/token.yaml"): ReturnType<typeof compileCatalogue> =>
  compileCatalogue([{ path, text }]);

describe("compileCatalogue", () => {
  it("compiles a rule with what the scanner needs", () => {
    const { rules, problems } = compile(rule());
    expect(problems).toEqual([]);
    expect(rules[0]).toMatchObject({
      id: "acme/token",
      anchors: [{ text: "acme_", ignoreCase: false }],
      reach: 25,
      flags: "v",
      preset: "recommended",
      distinctive: true,
    });
    expect(rules[0]).not.toHaveProperty("examples");
  });

  it.each([
    ["an unknown key", { patern: "x" }, /^rules\/acme\/token\.yaml:\d+: .*patern/],
    ["a wrong severity", { severity: "awful" }, /^rules\/acme\/token\.yaml:3: severity: /],
    ["words without a full stop", { why: "It opens Acme" }, /why: must end in a full stop/],
    ["an id that is not the path", { id: "acme/other" }, /does not match the path/],
    ["no literal", { pattern: "'[a-z]{20}'" }, /no literal of three bytes/],
    ["an open repeat", { pattern: "acme_[a-z]+" }, /repeats more than 1000 times/],
    ["a pattern that is none", { pattern: "'acme_('" }, /no regular expression/],
    ["an overlap with a rule that is none", { overlaps: "[acme/nothing]" }, /`acme\/nothing`, which is no rule/],
    ["a pattern for the assignment detector", { detector: "assignment" }, /takes no pattern/],
    ["broken YAML", { why: "'It opens" }, /^rules\/acme\/token\.yaml:\d+: /],
  ])("names %s", (_, changes, problem) => {
    expect(compile(rule(changes as Record<string, string>)).problems.join("\n")).toMatch(problem);
  });

  it("refuses the name of a policy family as a group", () => {
    expect(compile(rule({ id: "vault/token" }), "rules/vault/token.yaml").problems.join()).toMatch(/policy family/);
  });
});
