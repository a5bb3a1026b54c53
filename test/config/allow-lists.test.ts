import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ConfigError } from "../../src/core/config-error.ts";
import type { Finding } from "../../src/core/finding.ts";
import { policies } from "../../src/policies/registry.ts";
import { loadBoth } from "./load-both.ts";

const root = mkdtempSync(join(tmpdir(), "sealint-allow-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const UNPINNED = "unpinned/unpinned-action-with-secret";
const rules = policies.map(({ meta }) => meta);

function load(settings: string) {
  writeFileSync(join(root, "sealint.yaml"), `version: 1\nrules:\n${settings}`);
  return loadBoth(join(root, "sealint.yaml"), { root, rules, asOf: "2026-11-23" });
}

/** Why an entry accepts a finding of a rule about something. */
function accepted(settings: string, ruleId: string, subject: string | undefined, path = "a.yml"): string[] {
  const { allow } = load(settings).config.acceptance;
  const finding = { ruleId, location: { path } } as Finding;
  return allow
    .filter(({ ruleIds, accepts }) => ruleIds?.has(ruleId) === true && accepts(finding, subject))
    .map(({ written }) => written.preview.text);
}

/** What is wrong with settings, each as `line: message hint`. */
function faults(settings: string): string[] {
  try {
    load(settings);
  } catch (error) {
    if (error instanceof ConfigError)
      return error.problems.map(({ line, message, hint }) => `${line}: ${message}. ${hint}`);
    throw error;
  }
  return [];
}

describe("a rule's own list of names", () => {
  const settings = `  ${UNPINNED}: { allow: [my-org/**, "acme/*"], reason: Ours. }\n`;

  it.each([
    ["my-org/deploy", ["rules: unpinned/unpinned-action-with-secret: allow: item 1"]],
    ["My-Org/tools/sign", ["rules: unpinned/unpinned-action-with-secret: allow: item 1"]],
    ["acme/deploy", ["rules: unpinned/unpinned-action-with-secret: allow: item 2"]],
    ["acme/tools/sign", []],
    ["other/my-org", []],
    [undefined, []],
  ])("accepts %s", (subject, expected) => {
    const texts = accepted(settings, UNPINNED, subject).map((text) => text.replaceAll(/\s+/g, " "));
    expect(texts.length).toBe(expected.length);
  });

  it("holds for its own rule, and where its settings hold", () => {
    expect(accepted(settings, "unpinned/unpinned-github-action", "my-org/deploy")).toEqual([]);
    const limited = `  ${UNPINNED}: { allow: [x], paths: { include: [ci/] }, reason: Ours. }\n`;
    expect(accepted(limited, UNPINNED, "x", "ci/a.yml")).toHaveLength(1);
    expect(accepted(limited, UNPINNED, "x", "a.yml")).toEqual([]);
  });

  it("of a group holds for its rules that have one", () => {
    const group = "  unpinned/*: { allow: [my-org/**], reason: Ours. }\n";
    expect(accepted(group, "unpinned/unpinned-orb", "my-org/deploy")).toHaveLength(1);
  });

  it.each([
    [`  ${UNPINNED}: { allow: [my-org/**] }\n`, /^3: this reports less .*reason/],
    ["  logs/secret-echo: { allow: [x], reason: Ours. }\n", /^3: `allow`: this rule has no names to go by/],
    [`  ${UNPINNED}: { alow: [x], reason: Ours. }\n`, /^3: unknown key `alow`; did you mean `allow`\?/],
    [`  ${UNPINNED}: { allow: x, reason: Ours. }\n`, /^3: `allow` is text, not a list/],
    [`  ${UNPINNED}: { allow: [" "], reason: Ours. }\n`, /^3: .*names nothing/],
  ])("is refused: %s", (written, expected) => {
    const [fault, ...others] = faults(written);
    expect(fault).toMatch(expected);
    expect(others).toEqual([]);
  });
});

describe("rules with such a list", () => {
  it("name what they speak about", () => {
    const named = policies.filter(({ meta }) => meta.allows !== undefined);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ meta }) => meta.allows?.what === "" || meta.allows?.example === "")).toEqual([]);
  });
});
