import { describe, expect, it } from "vitest";
import { compileOwnText } from "../../src/catalogue/compile-own-text.ts";
import { parseRuleFile } from "../../src/catalogue/rule-file.ts";
import type { ForeignRule } from "../../src/migrate/foreign-rule.ts";
import { draftRule, slugOf } from "../../src/migrate/rule-draft.ts";
import { uniqueDrafts } from "../../src/migrate/unique-drafts.ts";
import { scanTexts } from "../support/scan-text.ts";

const draft = (rule: Partial<ForeignRule>) =>
  draftRule(
    { id: "acme-token", description: "Acme token", keywords: [], regex: "acm_[a-z0-9]{24}", ...rule },
    { from: ".gitleaks.toml: rules[0]", version: "0.1.0" },
  );

const compiled = (foreign: Partial<ForeignRule>) => {
  const { path, text } = draft(foreign);
  const { rule, problems } = compileOwnText(path, text);
  expect(problems).toEqual([]);
  return rule;
};

describe("a rule of another tool", () => {
  it("becomes a file that loads, with an example that fits", () => {
    const { id, path, text, differences } = draft({});
    expect({ id, path, differences }).toEqual({
      id: "imported/acme-token",
      path: ".sealint/rules/imported/acme-token.yaml",
      differences: [],
    });
    expect(text).toContain("\npattern: 'acm_[\\da-z]{24}'\n");
    expect(text).toContain("flag: ['«acm_‹alnum 24›»']".replace("alnum", "lowernum"));
    expect(compiled({})).toMatchObject({
      prefix: "acm_",
      distinctive: true,
      title: "Acme token",
    });
  });

  it("marks the group that is the value", () => {
    const regex = `(?i)acme[_-]?(key|token)\\s*=\\s*"([a-f0-9]{32})"`;
    expect(compiled({ regex, secretGroup: 2 })).toMatchObject({ detector: "linear", distinctive: false });
    expect(draft({ regex, secretGroup: 2 }).text).toContain("\nignoreCase: true\n");
    expect(draft({ regex, secretGroup: 2 }).text).toContain(`acmekey="«‹hex 32›»"`);
    expect(draft({ regex: "acme=(a{8})|acme:(b{8})" }).differences).toEqual([
      "the value is the whole match, because several groups may hold it",
    ]);
  });

  it("keeps repeats without an end, since what runs it cannot hang", () => {
    const { differences, text } = draft({ regex: "acm_[a-z]+(?:.{9,})*z" });
    expect(text).toMatch(/^pattern: 'acm_\[a-z\]\+\(\?:.+\{9,\}\)\*z'$/m);
    expect(differences).toEqual([]);
    expect(compiled({ regex: "acme(?:a+)+$" })).toMatchObject({ detector: "linear", own: { isOpen: true } });
  });

  it("tells where its keywords said more than its pattern", () => {
    expect(draft({ keywords: ["ACM_"] }).differences).toEqual([]);
    expect(draft({ keywords: ["vault"] }).differences).toEqual([
      "it looks in all files, also in those without its keywords",
    ]);
  });

  it("takes a second pattern that stands nearby", () => {
    expect(compiled({ requires: "id_[0-9]{6}" })).toMatchObject({
      requires: { withinLines: 50 },
    });
  });

  it.each([
    [{ regex: "[a-f0-9]{40}" }, "has no literal of three bytes that stands in every match"],
    [{ regex: "acme(?!x)" }, "it looks around"],
    [{ regex: "acme", secretGroup: 3 }, "it has no group 3"],
  ])("is refused: %o", (rule, reason) => {
    expect(() => draft(rule)).toThrow(reason);
  });

  it("has an id in kebab-case, whatever it was called", () => {
    expect(["Acme Token!", "ACME_key.v2", "…"].map(slugOf)).toEqual(["acme-token", "acme-key-v2", "rule"]);
  });

  it("says where it came from in one line, whatever its name holds", () => {
    const { text } = draftRule(
      { id: "a", regex: "acm_[a-z0-9]{24}", keywords: [] },
      { from: "x.toml: rules[0] `a\nseverity: low`", version: "0.1.0" },
    );
    expect(text).toMatch(/^# From x\.toml: rules\[0\] `a severity: low`\. .*\nid: /);
  });

  it("has words that are true where the original says nothing, and a mark for whoever knows more", () => {
    const { path, text } = draftRule(
      { id: "a", regex: "acm_[a-z0-9]{24}", keywords: [] },
      { from: "x.toml", version: "0.1.0" },
    );
    const marks = text
      .split("\n")
      .flatMap((line, at, lines) => (line.includes("TODO:") ? [lines[at + 1]?.split(":")[0]] : []));
    expect(marks).toEqual(["severity", "why", "fix", "references"]);
    expect(JSON.stringify(parseRuleFile(path, text).file)).not.toContain("TODO");
  });

  it("has a title without a full stop, also where it was cut", () => {
    expect(compiled({ description: `${"a".repeat(119)}.5 and more` })).toMatchObject({ title: "a".repeat(119) });
  });

  it("writes texts that YAML would take for something else in quotes", () => {
    expect(compiled({ description: "yes: it's # a key" })).toMatchObject({ why: "yes: it's # a key." });
  });
});

it("the samples of other tools are found by nothing but what the example says", () => {
  // The file of a rule holds templates, which look like no value.
  const { path, text } = draft({ regex: "ghp_[A-Za-z0-9]{36}" });
  expect(scanTexts({ [path]: text }).findings).toEqual([]);
});

it("rules of one name get files of their own, none of which another rule has", () => {
  const drafts = uniqueDrafts(["acme", "acme", "acme-2", "acme"].map((id) => draft({ id })));
  expect(drafts.map(({ id }) => id)).toEqual(["acme", "acme-3", "acme-2", "acme-4"].map((id) => `imported/${id}`));
  expect(drafts.map(({ path }) => path)).toEqual(drafts.map(({ id }) => `.sealint/rules/${id}.yaml`));
  expect(drafts.map(({ text }) => /^id: (.*)$/m.exec(text)?.[1])).toEqual(drafts.map(({ id }) => id));
  for (const { id, text } of drafts) expect(text).toContain(`.sealint/rules/${id}.yaml\n`);
});
