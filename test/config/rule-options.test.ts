import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { configJsonSchema } from "../../src/config/json-schema.ts";
import { tightenConfig } from "../../src/config/tighten/tighten-config.ts";
import { ConfigError } from "../../src/core/config-error.ts";
import { policies } from "../../src/policies/registry.ts";
import { loadBoth } from "./load-both.ts";

const root = mkdtempSync(join(tmpdir(), "sealint-options-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const TTL = "expiry/long-token-ttl";
const PAT = "scope/pat-instead-of-job-token";
const rules = policies.map(({ meta }) => meta);
const asOf = "2026-11-23";

function load(settings: string) {
  writeFileSync(join(root, "sealint.yaml"), `version: 1\nrules:\n${settings}`);
  return loadBoth(join(root, "sealint.yaml"), { root, rules, asOf });
}

const optionsOf = (settings: string, rule: string, path = "a.yml") =>
  load(settings).config.acceptance.override(rule, path).options;

describe("options of a rule", () => {
  it("are read, and left out where nobody sets them", () => {
    expect(optionsOf(`  ${TTL}: { options: { longest: 4h }, reason: Long builds. }\n`, TTL)).toEqual({
      longest: 14_400,
    });
    expect(optionsOf(`  ${TTL}: { severity: high }\n`, TTL)).toBeUndefined();
    expect(optionsOf(`  ${PAT}: { options: { tokens: [BOT_TOKEN] } }\n`, TTL)).toBeUndefined();
  });

  it("hold where their settings hold", () => {
    const limited = `  ${PAT}: { options: { tokens: [BOT] }, paths: { include: [ci/] } }\n`;
    expect(optionsOf(limited, PAT, "ci/a.yml")).toEqual({ tokens: ["bot"] });
    expect(optionsOf(limited, PAT)).toBeUndefined();
  });

  it("of a group are those of its rules that have them, and the exact id wins", () => {
    const settings =
      "  environment/*: { options: { production: [blue], other: [red] } }\n" +
      "  environment/missing-approval: { options: { production: [green] } }\n";
    expect(optionsOf(settings, "environment/deploy-from-any-branch")).toEqual({ production: ["blue"], other: ["red"] });
    expect(optionsOf(settings, "environment/missing-approval")).toEqual({ production: ["green"], other: ["red"] });
  });

  it.each([
    [`  ${TTL}: { options: { longest: 4h } }\n`, /^3: this reports less .*Add `reason:`/],
    [
      `  ${TTL}: { options: { longst: 30m } }\n`,
      /^3: `options`: this rule has no such option. Did you mean `longest`\?/,
    ],
    [`  ${TTL}: { options: { hosts: [a] } }\n`, /^3: `options`: this rule has no such option. It has `longest`/],
    ["  logs/secret-echo: { options: { a: 1 } }\n", /^3: `options`: this rule has no such option. Set `severity`/],
    [`  ${TTL}: { options: { longest: soon } }\n`, /^3: `longest` is no duration. Write a number with its unit/],
    [`  ${TTL}: { options: { longest: [1h] } }\n`, /^3: `longest` is no duration/],
    [`  ${TTL}: { options: { longest: { h: 1 } } }\n`, /^3: /],
    [`  ${TTL}: { options: [1h] }\n`, /^3: `options` is a list/],
    ["  scope/secret-env-too-wide: { options: { readers: 0 } }\n", /^3: `readers` is no such number. .*from 1 to 100/],
    [`  ${TTL}:\n    options:\n      longest: x\n`, /^5: `longest`/],
  ])("are refused: %s", (settings, expected) => {
    try {
      load(settings);
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      expect(error.problems.map(({ line, message, hint }) => `${line}: ${message}. ${hint}`)).toEqual([
        expect.stringMatching(expected),
      ]);
    }
  });

  it("that are stricter than by themselves need no reason", () => {
    expect(optionsOf(`  ${TTL}: { options: { longest: 15m } }\n`, TTL)).toEqual({ longest: 900 });
  });
});

describe("a change's options", () => {
  const TO_15M = `  ${TTL}: { options: { longest: 15m } }\n`;
  const TO_4H = `  ${TTL}: { options: { longest: 4h }, reason: r }\n`;

  function tightened(base: string, head: string) {
    const [was, is] = [load(base).config, load(head).config];
    const defaults = { preset: "recommended", minConfidence: "medium", failOn: "medium" } as const;
    const { config, loosenings } = tightenConfig(was, is, was, { defaults, path: "sealint.yaml", asOf, rules });
    return { told: loosenings.length, longest: config.acceptance.override(TTL, "a.yml").options?.["longest"] };
  }

  it("hold where they are stricter, and are told where they are looser", () => {
    expect(tightened(TO_4H, TO_15M)).toEqual({ told: 0, longest: 900 });
    expect(tightened(TO_15M, TO_4H)).toEqual({ told: 1, longest: 900 });
    expect(tightened(TO_15M, "  logs/secret-echo: { severity: critical }\n")).toEqual({ told: 1, longest: 900 });
    expect(tightened(TO_15M, TO_15M)).toEqual({ told: 0, longest: 900 });
  });
});

it("the schema knows what each option takes", () => {
  const { properties, definitions } = JSON.parse(configJsonSchema(rules));
  const own = properties.rules.properties[TTL].allOf[1].properties.options;
  expect(own.properties.longest).toMatchObject({ type: "string", default: "1h" });
  expect(own.additionalProperties).toBe(false);
  expect(properties.rules.additionalProperties).toEqual({ $ref: "#/definitions/ruleSettings" });
  expect(Object.keys(definitions.ruleSettings.properties)).toContain("options");
});
