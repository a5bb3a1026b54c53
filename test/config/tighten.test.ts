import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Config } from "../../src/config/config.ts";
import type { FileAccess } from "../../src/config/file-access.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import { tightenConfig } from "../../src/config/tighten/tighten-config.ts";
import { CONFIDENCES, isAtLeast, PRESETS, SEVERITIES } from "../../src/core/levels.ts";
import { ECHO_RULE, findingOf, OWNER_RULE, PASSWORD_RULE, TOKEN_RULE } from "../reporters/report-builder.ts";

const RULES = [TOKEN_RULE, PASSWORD_RULE, ECHO_RULE, OWNER_RULE];
const DAY = "2026-11-23";

function configOf(text: string | undefined): Config | undefined {
  if (text === undefined) return undefined;
  const files: FileAccess = {
    readFile: () => Buffer.from(`version: 1\n${text}`),
    exists: () => true,
    realPath: (file) => file,
    list: () => [],
  };
  return loadConfig("/root/sealint.yaml", { root: "/root", rules: RULES, asOf: DAY }, files);
}

function tightened(base: string | undefined, head: string | undefined, fork: string | undefined = base) {
  const { config, loosenings } = tightenConfig(configOf(base), configOf(head), configOf(fork), {
    defaults: { preset: "recommended", minConfidence: "medium", failOn: "medium" },
    path: "sealint.yaml",
    asOf: DAY,
    rules: RULES,
  });
  const told = loosenings.map(({ written: { location, preview } }) => `${location.start.line} ${preview.text}`);
  return { config, told, messages: loosenings.map(({ message }) => message) };
}

const ALLOW = "allow: [{ path: docs/, reason: r }]";
const OFF = "rules: { logs/secret-echo: { severity: off, reason: r } }";
const LIMITED = "rules: { logs/secret-echo: { severity: off, reason: r, paths: { include: [docs/] } } }";

describe("a change", () => {
  it.each<[string, string | undefined, string | undefined, string[]]>([
    ["nothing in a new configuration", undefined, "", []],
    ["what it makes stricter", "failOn: high\nminConfidence: high", "failOn: low\nminConfidence: low\npreset: all", []],
    ["a level", "failOn: low", "failOn: high", ["2 failOn"]],
    ["a level that it no longer sets", "\n\nfailOn: low", "", ["1 failOn"]],
    ["all levels, of a configuration that it deletes", "failOn: low\npreset: all", undefined, ["1 preset", "1 failOn"]],
    ["that nothing fails", undefined, "failOn: never", ["2 failOn"]],
    ["that malformed files fail", "strictReads: true", "strictReads: false", ["2 strictReads"]],
    ["another baseline", "baseline: a.json", "baseline: b.json", ["2 baseline"]],
    ["another inventory", undefined, "inventory: b.yaml", ["2 inventory"]],
    ["an entry", undefined, ALLOW, ["2 allow: item 1"]],
    [
      "a second entry",
      ALLOW,
      "allow:\n  - { name: T_*, reason: r }\n  - { path: docs/, reason: r }",
      ["3 allow: item 1"],
    ],
    ["not an entry in other words", ALLOW, "allow: [{ reason: another, path: docs/ }]", []],
    ["not an entry that ends sooner", ALLOW, "allow: [{ path: docs/, reason: r, until: 2027-01-01 }]", []],
    ["an entry that ends later", "allow: [{ path: docs/, reason: r, until: 2027-01-01 }]", ALLOW, ["2 allow: item 1"]],
    ["what is left out", undefined, "paths: { exclude: [{ path: docs/, reason: r }] }", ["2 paths.exclude: item 1"]],
    ["what alone is searched", undefined, "paths: { include: [src/] }", ["2 paths: include"]],
    ["not that more is searched", "paths: { include: [src/] }", "paths: { include: [src/, lib/] }", []],
    ["what may be unreadable", undefined, "unread: [{ path: a.yml, reason: r }]", ["2 unread: item 1"]],
    ["other tools' comments", undefined, "suppressions: { honour: [gitleaks] }", ["2 suppressions: honour"]],
    ["that a rule is off", undefined, OFF, ["2 rules: logs/secret-echo"]],
    ["not that it is on again", OFF, undefined, []],
    ["that a rule is off in a folder", undefined, LIMITED, ["2 rules: logs/secret-echo"]],
    ["that a rule is off everywhere instead", LIMITED, OFF, ["2 rules: logs/secret-echo"]],
    ["that a group is off", undefined, "rules: { logs/*: { severity: off, reason: r } }", ["2 rules: logs/*"]],
    [
      "a severity",
      "rules: { logs/secret-echo: { severity: critical } }",
      "rules: { logs/secret-echo: { severity: high } }",
      ["2 rules: logs/secret-echo"],
    ],
    [
      "a severity below the rule's own",
      undefined,
      "rules: { logs/secret-echo: { severity: low, reason: r } }",
      ["2 rules: logs/secret-echo"],
    ],
    ["not a severity above it", undefined, "rules: { logs/secret-echo: { severity: critical } }", []],
    [
      "a rule's confidence",
      undefined,
      "rules: { logs/secret-echo: { minConfidence: high, reason: r } }",
      ["2 rules: logs/secret-echo"],
    ],
    [
      "that a rule of a wider preset runs",
      "rules: { inventory/missing-owner: { severity: low } }",
      "",
      ["1 rules: inventory/missing-owner"],
    ],
    ["not where it runs by the preset", "rules: { inventory/missing-owner: { severity: low } }", "preset: all", []],
  ])("is told to loosen %s", (_, base, head, expected) => {
    const { told, messages } = tightened(base, head);
    expect(told).toEqual(expected);
    for (const message of messages) expect(message).toMatch(/base commit.*\.$/);
  });

  it("is not told of what its base has made stricter since", () => {
    const before = `failOn: high\n${ALLOW}\n${OFF}`;
    expect(tightened("failOn: low", before, before).told).toEqual([]);
    expect(tightened("failOn: low", `${before}\nminConfidence: high`, before).told).toEqual(["5 minConfidence"]);
  });

  it("is told in what stands in its own configuration", () => {
    expect(tightened("failOn: low", "failOn: never").messages).toEqual([
      "`failOn` would be `never`; `low` holds, as in the base commit.",
    ]);
  });
});

const PARTS = [
  "preset: strict",
  "minConfidence: low",
  "minConfidence: high",
  "failOn: low",
  "failOn: never",
  "strictReads: true",
  ALLOW,
  "allow: [{ rule: logs/*, path: docs/, reason: r }, { path: src/, reason: r, until: 2026-01-01 }]",
  "paths: { exclude: [{ path: docs/, reason: r }], include: [docs/, src/] }",
  "paths: { include: [src/] }",
  "unread: [{ path: docs/, reason: r }]",
  "suppressions: { honour: [gitleaks, zizmor] }",
  OFF,
  LIMITED,
  "rules: { logs/*: { severity: critical }, logs/secret-echo: { severity: low, reason: r } }",
  "rules: { github/*: { minConfidence: low }, inventory/missing-owner: { severity: high } }",
];
const PATHS = ["docs/a.md", "src/a.ts", "a.yml"];

/** A configuration of some parts, of which no two set the same. */
const texts = fc
  .subarray(PARTS)
  .map((parts) => [...new Map(parts.map((part) => [part.split(":")[0], part])).values()].join("\n"));

/** What of all that there could be is reported, by what matters to a gate. */
function reported({ off, acceptance, isExcluded, ...settings }: Config) {
  const { preset = "recommended", minConfidence = "medium", failOn = "medium" } = settings;
  const all = RULES.flatMap((rule) => PATHS.map((path) => ({ ...findingOf(path, 1, ["", "x", ""]), ruleId: rule.id })));
  return new Set(
    all.flatMap((finding) => {
      const { ruleId, location } = finding;
      const rule = RULES.find(({ id }) => id === ruleId) ?? TOKEN_RULE;
      const runs = !off.has(ruleId) && (settings.on.has(ruleId) || isAtLeast(PRESETS, preset, rule.preset));
      const isAccepted = acceptance.allow.some(
        ({ ruleIds, until = DAY, accepts }) =>
          (ruleIds?.has(ruleId) ?? true) && until >= DAY && accepts(finding, undefined),
      );
      if (!runs || isAccepted || isExcluded(location.path)) return [];
      const set = acceptance.override(ruleId, location.path);
      const severity = set.severity ?? rule.severity;
      return CONFIDENCES.filter((one) => isAtLeast(CONFIDENCES, one, set.minConfidence ?? minConfidence)).flatMap(
        (one) => {
          const key = `${ruleId} ${location.path} ${one}`;
          const fails = failOn !== "never" && isAtLeast(SEVERITIES, severity, failOn);
          return fails ? [key, `${key} fails`] : [key];
        },
      );
    }),
  );
}

const minus = (one: ReadonlySet<string>, other: ReadonlySet<string>): string[] =>
  [...one].filter((key) => !other.has(key));

describe("what holds for a change (property)", () => {
  const EMPTY = configOf("") as Config;

  it("reports all that its base reports, and all that its own configuration reports", () => {
    fc.assert(
      fc.property(fc.option(texts, { nil: undefined }), fc.option(texts, { nil: undefined }), (base, head) => {
        const { config } = tightened(base, head);
        const both = reported(config);
        for (const text of [base, head]) expect(minus(reported(configOf(text) ?? EMPTY), both)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("is the base's, and nothing is told, where the change alters nothing", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { config, told } = tightened(text, text);
        expect(told).toEqual([]);
        expect(reported(config)).toEqual(reported(configOf(text) ?? EMPTY));
      }),
    );
  });

  it("is told wherever the change alone would report less", () => {
    fc.assert(
      fc.property(texts, texts, (base, head) => {
        const { told } = tightened(base, head);
        const lost = minus(reported(configOf(base) ?? EMPTY), reported(configOf(head) ?? EMPTY));
        if (lost.length > 0) expect(told).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
