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
      opening: { literals: [{ text: "acme_", ignoreCase: false }], lead: 0 },
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

  it("makes the pattern of a token that stands alone", () => {
    const [acme] = compile(rule({ pattern: "null", token: "'acme_[a-z]{20}'" }).replace("pattern: null\n", "")).rules;
    const pattern = new RegExp(acme?.pattern ?? "", "v");
    const body = "a".repeat(20);
    for (const text of [`acme_${body}`, `"acme_${body}"`, `x\\nacme_${body}`, `?t=%20acme_${body}&`]) {
      expect(pattern.exec(text)?.groups?.["secret"]).toBe(`acme_${body}`);
    }
    for (const text of [`acme_${body}a`, `xacme_${body}`, `acme_${body}_`]) expect(pattern.test(text)).toBe(false);
    expect(acme).toMatchObject({ prefix: "acme_", distinctive: true });
  });

  it("makes the pattern of a value near its provider's name", () => {
    const named = "{ of: ['time acme'], value: '[\\da-f]{32}' }";
    const { rules, problems } = compile(rule({ pattern: "null", named }).replace("pattern: null\n", ""));
    const pattern = new RegExp(rules[0]?.pattern ?? "", "v");
    const value = "0123456789abcdef".repeat(2);
    for (const text of [
      `TIME_ACME_API_KEY=${value}`,
      `timeAcmeSecret: "${value}"`,
      `myTimeAcmeKey = "${value}"`,
      `timeacme = '${value}'`,
      `time-acme ${value}`,
      `timeacme-token-${value}`,
      `https://api.timeacme.example/v1/users?api_key=${value}&page=1`,
      `new TimeAcme("${value}")`,
      `timeacme.init('${value}')`,
      `timeacme.client.setApiKey( "${value}" )`,
    ]) {
      expect(pattern.exec(text)?.groups?.["secret"]).toBe(value);
    }
    for (const text of [
      `overtimeacme = ${value}`,
      `timeacme = ${value}0`,
      `timeacme.sha256(${value})`,
      `timeacme ships with the build ${value}`,
    ]) {
      expect(pattern.test(text)).toBe(false);
    }
    expect(problems).toEqual([]);
    expect(rules[0]).toMatchObject({ distinctive: false });
    expect(rules[0]?.anchors).toContainEqual({ text: "time_acme", ignoreCase: true });
  });

  it("makes the pattern of any value close behind its provider's name and a secret's word", () => {
    const named = "{ of: ['time acme'], alone: false, value: '[A-Za-z\\d]{14,60}' }";
    const [acme] = compile(rule({ pattern: "null", named }).replace("pattern: null\n", "")).rules;
    const pattern = new RegExp(acme?.pattern ?? "", "v");
    const value = "0123456789abcdef".repeat(2);
    for (const text of [
      `TIME_ACME_API_KEY=${value}`,
      `time-acmeSECRET-${value}`,
      `timeAcme ACCESS ${value}`,
      `timeacmePRIVATE: "${value}"`,
    ]) {
      expect([text, pattern.exec(text)?.groups?.["secret"]]).toEqual([text, value]);
    }
    for (const text of [`timeacme ${value}`, `timeacme.init("${value}")`, `timeacme-${value}`]) {
      expect([text, pattern.test(text)]).toEqual([text, false]);
    }
    expect(acme).toMatchObject({ loose: true, opening: { lead: 0 } });
    expect(acme?.opening?.literals.map(({ text }) => text)).toEqual([
      "timeacme",
      "time_acme",
      "time-acme",
      "time acme",
    ]);
  });

  it.each([
    ["neither names nor a provider", "{ value: 'a{20}' }", /needs `names` or `of`/],
    ["a provider's name that is too short", "{ of: [abc], value: 'a{20}' }", /too short to stand by itself/],
  ])("names %s", (_, named, problem) => {
    expect(compile(rule({ pattern: "null", named }).replace("pattern: null\n", "")).problems.join("\n")).toMatch(
      problem,
    );
  });

  it("makes the pattern of a value under its name, in any spelling", () => {
    const named = "{ names: ['acme api key', 'acme * token'], value: '[\\da-f]{32}' }";
    const [acme] = compile(rule({ pattern: "null", named }).replace("pattern: null\n", "")).rules;
    const pattern = new RegExp(acme?.pattern ?? "", "v");
    const value = "0123456789abcdef".repeat(2);
    for (const text of [
      `ACME_API_KEY=${value}`,
      `acmeApiKey: "${value}"`,
      `"acme-api-key": "${value}"`,
      `ACME_WEB_TOKEN_PROD = '${value}'`,
      `acme.token=${value}`,
      `String acmeApiKey = "${value}";`,
      `val acmeApiKey: String = "${value}"`,
      `var acmeApiKey string = "${value}"`,
      `config["acme_api_key"] = "${value}"`,
      `--acme-api-key ${value}`,
      `setProperty("acme.api.key", "${value}")`,
    ]) {
      expect([text, pattern.exec(text)?.groups?.["secret"]]).toEqual([text, value]);
    }
    for (const text of [
      `ACME_API_KEY=${value}0`,
      `OTHER_API_KEY=${value}`,
      `ACME_API_KEY=${value.toUpperCase()}`,
      // A word is a type only where an equals sign follows it.
      `acme api key words ${value}`,
    ]) {
      expect([text, pattern.test(text)]).toEqual([text, false]);
    }
    expect(acme).toMatchObject({
      distinctive: false,
      anchors: [{ text: "acme", ignoreCase: true }],
    });
  });

  it("refuses the name of a policy family as a group", () => {
    expect(compile(rule({ id: "vault/token" }), "rules/vault/token.yaml").problems.join()).toMatch(/policy family/);
  });
});
