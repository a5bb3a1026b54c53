import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { loadRules } from "../../src/config/load-rules.ts";
import { openRules, type RuleFiles } from "../../src/config/open-rules.ts";
import { listMetas, listSecrets } from "../../src/config/rules-index.ts";
import { ScanError } from "../../src/core/errors.ts";
import type { RuleMeta, SecretRule } from "../../src/core/rule.ts";
import { createIsTruncated } from "../../src/judge/known-forms.ts";
import { policies } from "../../src/policies/registry.ts";
import { catalogue } from "../support/catalogue.ts";

const metas = policies.map(({ meta }) => meta);

/** Rules laid down as the build does. */
function lay(secrets: readonly SecretRule[], others: readonly RuleMeta[] = metas): RuleFiles {
  const folder = mkdtempSync(join(tmpdir(), "sealint-rules-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const [listed, ofPolicies] = [listSecrets(secrets), listMetas(others)];
  return {
    index: write(
      "index.json",
      JSON.stringify({ secrets: listed.columns, policies: ofPolicies.columns, inventory: ofPolicies.columns }),
    ),
    secrets: write("secrets.json", listed.records),
    policies: write("policies.json", ofPolicies.records),
    inventory: write("inventory-rules.json", ofPolicies.records),
  };
}

/** All fields of a rule that any rule has. */
function fieldsOf<Rule extends object>(rule: Rule, all: readonly Rule[]): unknown {
  const names = new Set(all.flatMap((one) => Object.keys(one)));
  return Object.fromEntries([...names].map((name) => [name, rule[name as keyof Rule]]));
}

const [first, second] = catalogue.rules as [SecretRule, SecretRule];

describe("openRules", () => {
  it("gives every field of every rule, from the index or from its record", () => {
    const open = openRules(lay(catalogue.rules));
    const secrets = catalogue.rules;
    expect(open.secrets.map((rule) => fieldsOf(rule, secrets))).toEqual(secrets.map((rule) => fieldsOf(rule, secrets)));
    for (const others of [open.policies, open.inventory])
      expect(others.map((rule) => fieldsOf(rule, metas))).toEqual(metas.map((rule) => fieldsOf(rule, metas)));
  });

  it("reads no record for what every scan asks of all rules", () => {
    const files = lay(catalogue.rules);
    rmSync(files.secrets);
    rmSync(files.policies);
    const { secrets, policies: others } = openRules(files);
    const asked = ({ id, preset, severity, confidence, detector, reach, least, prefix }: SecretRule) => {
      return { id, preset, severity, confidence, detector, reach, least, prefix };
    };
    expect(secrets.map(asked)).toEqual(catalogue.rules.map(asked));
    // As the judge does once it has met a value that is assigned to a name.
    expect(createIsTruncated(secrets)("github_token", "ghp_ab12")).toBe(true);
    expect(others.map(({ id, preset }) => [id, preset])).toEqual(metas.map(({ id, preset }) => [id, preset]));
    expect(() => secrets[0]?.title).toThrow(ScanError);
  });

  it("finds its way through records beyond ASCII", () => {
    const [one] = openRules(lay([{ ...first, title: "Schlüssel 鍵" }, second])).secrets.toReversed();
    expect(one?.why).toBe(second.why);
  });

  it("lays records that are whole files of JSON", () => {
    expect(loadRules(lay(catalogue.rules).secrets)).toEqual(catalogue.rules);
  });

  it("refuses an index of other records, and files that are gone", () => {
    const files = lay([first, second]);
    const { index } = lay([second]);
    expect(() => openRules({ ...files, index }).secrets[0]?.title).toThrow(ScanError);
    expect(() => openRules({ ...files, index: "/nowhere/index.json" })).toThrow(ScanError);
    expect(() => loadRules("/nowhere/rules.json")).toThrow(ScanError);
  });
});
