import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import type { Finding } from "../../src/core/finding.ts";
import { PIPELINE_FIXES } from "../../src/fix/registry.ts";
import { platforms } from "../../src/platforms/registry.ts";
import { policies } from "../../src/policies/registry.ts";
import { engineOptions } from "../support/scan-text.ts";
import { mendTexts } from "./mend-texts.ts";
import { CASES as FIRST, type FixCase, REFUSED } from "./pipeline-cases.ts";
import { PLATFORM_CASES, PLATFORM_REFUSED } from "./platform-cases.ts";

const CASES: readonly FixCase[] = [...FIRST, ...PLATFORM_CASES];

const options = engineOptions({ rules: [], platforms, policies });

const run = ({ rule, path, files = {}, lockFiles = {} }: FixCase, text: string) =>
  mendTexts({ ...files, [path]: text }, options, {
    isWanted: ({ ruleId, location }: Finding) => ruleId === rule && location.path === path,
    lockFiles,
  });

describe.each(CASES)("$rule on $path: $what", (one) => {
  const { path, before, after, files = {}, others = {} } = one;

  it("is mended, and then there is nothing left to mend", () => {
    const first = run(one, before);
    expect(first.unmended).toEqual([]);
    expect(first.texts).toEqual({ ...files, ...others, [path]: after });
    expect(first.look.findings.filter(({ ruleId, location }) => ruleId === one.rule && location.path === path)).toEqual(
      [],
    );
    const again = mendTexts(first.texts, options, { isWanted: ({ ruleId }) => ruleId === one.rule });
    expect(again.texts).toEqual(first.texts);
  });

  it("keeps ends of lines and a mark of byte order", () => {
    const windows = (text: string): string => `\uFEFF${text.replaceAll("\n", "\r\n")}`;
    expect(run(one, windows(before)).texts[path]).toBe(windows(after));
  });
});

describe.each([...REFUSED, ...PLATFORM_REFUSED])("$rule on $path: $what", (one) => {
  it("is left alone, with the reason", () => {
    const { texts, mended, unmended } = run({ ...one, after: one.before }, one.before);
    expect(mended).toEqual([]);
    expect(texts[one.path]).toBe(one.before);
    expect(unmended.map(({ why }) => why)).toEqual([expect.stringMatching(one.why)]);
  });
});

describe("a value that becomes a secret", () => {
  const secret = fillExample("‹alnum 28›", "a secret now").text;
  const text = (of: string): string =>
    `on: push\npermissions: {}\nenv:\n  LEVEL: info\n  SHOP_PASSWORD: ${of}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: deploy --password "$SHOP_PASSWORD"\n      - run: make\n`;
  const path = ".github/workflows/a.yml";
  const mended = (isRuleWanted: (rule: string) => boolean) =>
    mendTexts({ [path]: text(secret) }, options, {
      isWanted: ({ ruleId }) => ruleId === "plaintext/plaintext-env",
      isRuleWanted,
    });

  it("brings what is less severe, which is told", () => {
    const { texts, mended: done } = mended(() => false);
    expect(texts[path]).toBe(text("${{ secrets.SHOP_PASSWORD }}"));
    expect(done.flatMap(({ brings }) => brings.map(({ ruleId }) => ruleId)).sort()).toEqual([
      "cmdline/password-flag",
      "scope/secret-env-too-wide",
    ]);
  });

  it("brings nothing that could be mended, where that is wanted", () => {
    const { texts, mended: done } = mended(() => true);
    expect(texts[path]).not.toContain("env:\n  LEVEL: info\n  SHOP_PASSWORD");
    expect(texts[path]).toContain("env:\n          SHOP_PASSWORD: ${{ secrets.SHOP_PASSWORD }}");
    expect(done.flatMap(({ brings }) => brings.map(({ ruleId }) => ruleId))).toEqual(["cmdline/password-flag"]);
  });
});

describe("two values that would have one name", () => {
  const value = (of: string): string => fillExample("‹alnum 28›", of).text;
  const mended = (path: string, text: string) => {
    const { texts, unmended } = mendTexts({ [path]: text }, options, {
      isWanted: ({ ruleId }) => ruleId === "plaintext/plaintext-env",
    });
    return { text: texts[path], why: unmended.map((one) => one.why) };
  };

  it("become two secrets where the file names them", () => {
    const step = (of: string): string => `      - run: make\n        env: { SHOP_PASSWORD: ${of} }\n`;
    const head = "on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n";
    const { text } = mended(
      ".github/workflows/a.yml",
      head + step(value("one")) + step(value("two")) + step(value("one")),
    );
    expect(text).toBe(
      head +
        step('"${{ secrets.SHOP_PASSWORD }}"') +
        step('"${{ secrets.SHOP_PASSWORD_2 }}"') +
        step('"${{ secrets.SHOP_PASSWORD }}"'),
    );
  });

  it("stay where a variable comes by its name, but for one", () => {
    const job = (name: string, of: string): string =>
      `${name}:\n  variables:\n    LEVEL: info\n    SHOP_PASSWORD: ${of}\n  script: [make]\n`;
    const { text, why } = mended(".gitlab-ci.yml", job("one", value("one")) + job("two", value("two")));
    expect(text).toContain("SHOP_PASSWORD");
    expect(why).toEqual([expect.stringMatching(/another value of the repository has the same name/)]);
  });
});

describe("the registry of fixes", () => {
  it("names rules and platforms that there are, and a case for each rule", () => {
    const known = new Map(policies.map(({ meta, platforms: own }) => [meta.id, own]));
    for (const { rules, platforms: own, does } of PIPELINE_FIXES) {
      expect(does).toMatch(/^[A-Z].*\.$/);
      for (const rule of rules) {
        expect([...known.keys()]).toContain(rule);
        expect(own.some((platform) => known.get(rule)?.includes(platform))).toBe(true);
      }
    }
    const mended = new Set(CASES.map(({ rule }) => rule));
    expect(PIPELINE_FIXES.flatMap(({ rules }) => rules).filter((rule) => !mended.has(rule))).toEqual([]);
  });
});
