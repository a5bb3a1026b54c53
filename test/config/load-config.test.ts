import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Config } from "../../src/config/config.ts";
import { STARTER_CONFIG } from "../../src/config/starter.ts";
import { ConfigError } from "../../src/core/config-error.ts";
import type { Finding } from "../../src/core/finding.ts";
import { ECHO_RULE, findingOf, OWNER_RULE, PASSWORD_RULE, TOKEN_RULE } from "../reporters/report-builder.ts";
import { loadBoth } from "./load-both.ts";

const RULES = [TOKEN_RULE, PASSWORD_RULE, ECHO_RULE, OWNER_RULE];

function folderWith(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "sealint-config-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function load(files: Readonly<Record<string, string>>, asOf = "2026-11-23"): Config {
  const root = folderWith(files);
  return loadBoth(join(root, "sealint.yaml"), { root, rules: RULES, asOf }).config;
}

const configOf = (text: string): Config => load({ "sealint.yaml": `version: 1\n${text}` });

/** What a configuration is refused with, as `path:line:column: message`. */
function refusal(files: Readonly<Record<string, string>>): string[] {
  try {
    load(files);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const { hint, message } of error.problems) {
      expect(hint).toMatch(/[.?]$/);
      expect(message).not.toMatch(/\.$/);
    }
    return error.problems.map(({ subject, line, column, message }) => `${subject}:${line}:${column}: ${message}`);
  }
  return ["accepted"];
}

const refused = (text: string): string[] => refusal({ "sealint.yaml": text });

describe("a configuration", () => {
  it("that is as `sealint init` writes it changes nothing", () => {
    const config = load({ "sealint.yaml": STARTER_CONFIG });
    expect(config.off.size + config.on.size + config.acceptance.allow.length).toBe(0);
    expect(config.isExcluded("a")).toBe(false);
  });

  it("sets what flags would", () => {
    const config = configOf(
      "preset: all\nminConfidence: high\nfailOn: never\nstrictReads: true\ninventory: sub/secrets.yaml\n",
    );
    expect(config).toMatchObject({ preset: "all", minConfidence: "high", failOn: "never", strictReads: true });
    expect(config.inventory).toMatch(/\/sub\/secrets\.yaml$/);
  });

  it("leaves files out, through the last day that it names", () => {
    const text = (until: string) =>
      `version: 1\npaths:\n  include: [src/, "*.md"]\n  exclude:\n    - { path: src/old, reason: gone soon, until: ${until} }\n`;
    const today = load({ "sealint.yaml": text("2026-11-23") });
    const paths = ["src/a.ts", "src/old/a.ts", "README.md", "docs/a.md", "a.ts"];
    expect(paths.filter((path) => today.isExcluded(path))).toEqual(["src/old/a.ts", "a.ts"]);
    const over = load({ "sealint.yaml": text("2026-11-22") });
    expect(paths.filter((path) => over.isExcluded(path))).toEqual(["a.ts"]);
    expect(over.acceptance.excluded).toMatchObject([
      { until: "2026-11-22", written: { location: { start: { line: 5 } } } },
    ]);
  });
});

describe("rules", () => {
  it("are turned off, on and limited, the exact id before its group", () => {
    const { off, on, acceptance } = configOf(`rules:
  github/*: { severity: off, reason: of no use here }
  github/personal-access-token: { severity: low, reason: test tokens }
  logs/*: { severity: off, reason: all }
  inventory/missing-owner: { severity: critical }
  generic/*:
    severity: high
    minConfidence: high
    paths: { include: [src/], exclude: ["*.snap"] }
    reason: noisy
`);
    expect([...off]).toEqual(["logs/secret-echo"]);
    expect([...on]).toEqual(["github/personal-access-token", "inventory/missing-owner"]);
    expect(acceptance.override(TOKEN_RULE.id, "a")).toEqual({ severity: "low" });
    expect(acceptance.override(PASSWORD_RULE.id, "src/a.ts")).toEqual({ severity: "high", minConfidence: "high" });
    expect(acceptance.override(PASSWORD_RULE.id, "src/a.snap")).toEqual({});
    expect(acceptance.override(PASSWORD_RULE.id, "a.ts")).toEqual({});
  });

  it("that are off at some paths have what they find there set aside", () => {
    const { off, acceptance } = configOf(
      'rules:\n  generic/*: { severity: off, paths: { include: ["test/**"] }, reason: made up }\n',
    );
    expect(off.size).toBe(0);
    const [entry] = acceptance.allow;
    expect(entry).toMatchObject({ reason: "made up", isStanding: true });
    expect(entry?.accepts(findingOf("test/a.ts", 1, ["", "x", ""]), undefined)).toBe(true);
    expect(entry?.accepts(findingOf("src/a.ts", 1, ["", "x", ""]), undefined)).toBe(false);
  });
});

describe("allow", () => {
  const print = "0123456789abcdef".repeat(2);
  const finding: Finding = {
    ...findingOf("docs/api/a.md", 3, ["", "x", ""]),
    fingerprint: { identity: print, place: "f".repeat(32) },
  };

  it.each<[entry: string, name: string | undefined, accepted: boolean]>([
    ["path: docs/", undefined, true],
    ["path: docs", undefined, true],
    ["path: ./docs/api", undefined, true],
    ["path: api", undefined, true],
    ["path: a.md/", undefined, false],
    ['path: "*.md"', undefined, true],
    ['path: "docs/*.md"', undefined, false],
    ["path: src/", undefined, false],
    [`fingerprint: ${print}`, undefined, true],
    [`fingerprint: ${"f".repeat(32)}`, undefined, true],
    [`fingerprint: ${"e".repeat(32)}`, undefined, false],
    ['name: "TEST_*"', "TEST_TOKEN", true],
    ['name: "TEST_*"', "TOKEN", false],
    ['name: "TEST_*"', undefined, false],
    ["path: docs/, name: OTHER", "TOKEN", false],
  ])("{ %s } with the name %s: %s", (entry, name, accepted) => {
    const { acceptance } = configOf(`allow:\n  - { ${entry}, reason: made up }\n`);
    expect(acceptance.allow[0]?.accepts(finding, name)).toBe(accepted);
    expect(acceptance.allow[0]?.ruleIds).toBeUndefined();
  });

  it("is about the rules that it names", () => {
    const { acceptance } = configOf("allow:\n  - { rule: github/*, path: docs/, reason: made up }\n");
    expect([...(acceptance.allow[0]?.ruleIds ?? [])]).toEqual([TOKEN_RULE.id]);
  });
});

describe("extends", () => {
  it("puts files and packages together, the later before the earlier", () => {
    const { preset, failOn, acceptance, off } = load({
      "sealint.yaml": "version: 1\nextends: [our-settings, '@us/more/strict.yaml', ./base.yaml]\npreset: strict\n",
      "base.yaml": "version: 1\npreset: all\nsuppressions: { honour: [gitleaks] }\n",
      "node_modules/our-settings/sealint.yaml":
        "version: 1\nfailOn: high\nrules: { logs/secret-echo: { severity: off, reason: x } }\nunread: [{ path: a, reason: x }]\n",
      "node_modules/@us/more/strict.yaml":
        '{ "version": 1, "failOn": "low", "rules": { "logs/secret-echo": { "severity": "critical" } } }',
    });
    expect({ preset, failOn, off: off.size }).toEqual({ preset: "strict", failOn: "low", off: 0 });
    expect(acceptance.honour).toEqual(["gitleaks"]);
    expect(acceptance.unread[0]?.written.location).toMatchObject({ path: "node_modules/our-settings/sealint.yaml" });
  });

  it("reads a file once that two others extend", () => {
    const { acceptance } = load({
      "sealint.yaml": "version: 1\nextends: [./a.yaml, ./b.yaml]\n",
      "a.yaml": "version: 1\nextends: [./c.yaml]\n",
      "b.yaml": "version: 1\nextends: [./c.yaml]\n",
      "c.yaml": "version: 1\nunread: [{ path: a, reason: x }]\n",
    });
    expect(acceptance.unread).toHaveLength(1);
  });

  it.each<[what: string, files: Record<string, string>, said: string[]]>([
    [
      "a circle",
      { "a.yaml": "version: 1\nextends: [./b.yaml]\n", "b.yaml": "version: 1\nextends:\n  - ./a.yaml\n" },
      ["b.yaml:3:5: leads round in a circle: a.yaml → b.yaml → a.yaml"],
    ],
    [
      "itself",
      { "a.yaml": "version: 1\nextends: [./a.yaml]\n" },
      ["a.yaml:2:11: leads round in a circle: a.yaml → a.yaml"],
    ],
    [
      "a file that is missing",
      { "a.yaml": "version: 1\nextends: [./no.yaml]\n" },
      ["a.yaml:2:11: leads to a file that cannot be read: no such file"],
    ],
    [
      "a package that is missing",
      { "a.yaml": "version: 1\nextends: [no]\n" },
      ["a.yaml:2:11: names a package that is not in node_modules at the root"],
    ],
    [
      "a way out of a package",
      { "a.yaml": "version: 1\nextends: [p/../../x]\n" },
      ["a.yaml:2:11: is neither a relative path nor the name of a package"],
    ],
    ["a broken file", { "a.yaml": "version: 2\n" }, ["a.yaml:1:10: `version` is not 1"]],
  ])("of %s is refused", (_, files, said) => {
    expect(refusal({ "sealint.yaml": "version: 1\nextends: [./a.yaml]\n", ...files })).toEqual(said);
  });
});

describe("a wrong configuration", () => {
  it.each<[text: string, said: string[]]>([
    ["", ["sealint.yaml:1:1: the configuration is empty"]],
    ["version: 1\npresett: all\n", ["sealint.yaml:2:1: unknown key `presett`; did you mean `preset`?"]],
    ["version: 1\nfailOn: hihg\n", ["sealint.yaml:2:9: `failOn` is none of the known words; did you mean `high`?"]],
    ["version: 1\nfoo: 1\n", ["sealint.yaml:2:1: unknown key `foo`"]],
    ["preset: all\n", ["sealint.yaml:1:1: `version` is missing"]],
    ["version: 1\nextends: ./a.yaml\n", ["sealint.yaml:2:10: `extends` is text, not a list"]],
    ["version: 1\npaths: { exclude: [fixtures] }\n", ["sealint.yaml:2:20: item 1 of `exclude` is text, not a map"]],
    ["version: 1\npaths: { exclude: [{ path: a }] }\n", ["sealint.yaml:2:22: `reason` is missing"]],
    [
      "version: 1\npaths: { exclude: [{ path: ../a, reason: x }] }\n",
      ["sealint.yaml:2:28: `path` is no path below the root"],
    ],
    ["version: 1\npaths: { include: ['!a'] }\n", ["sealint.yaml:2:21: item 1 of `include` is no path below the root"]],
    [
      "version: 1\nallow: [{ rule: logs/*, reason: x }]\n",
      ["sealint.yaml:2:11: item 1 of `allow` accepts every finding of a scan"],
    ],
    ["version: 1\nallow: [{ path: a, reason: '...' }]\n", ["sealint.yaml:2:29: `reason` says nothing"]],
    [
      "version: 1\nallow: [{ path: a, reason: x, until: 2026-02-30 }]\n",
      ["sealint.yaml:2:38: `until` is not a day of the calendar"],
    ],
    [
      "version: 1\nallow: [{ path: a, reason: x, rule: logs/secret-ech }]\n",
      ["sealint.yaml:2:37: there is no rule `logs/secret-ech`"],
    ],
    [
      "version: 1\nrules: { logs/secret-ech: { severity: low, reason: x } }\n",
      ["sealint.yaml:2:10: there is no rule `logs/secret-ech`"],
    ],
    ["version: 1\nrules: { logs/secret-echo: off }\n", ["sealint.yaml:2:28: the value is text, not a map"]],
    ...["severity: off", "severity: low", "minConfidence: high"].map((settings): [string, string[]] => [
      `version: 1\nrules: { logs/secret-echo: { ${settings} } }\n`,
      ["sealint.yaml:2:10: this reports less than the rule does by itself, and gives no reason"],
    ]),
    [
      "version: 1\nsuppressions: { honour: [gitleak] }\n",
      ["sealint.yaml:2:26: item 1 of `honour` is none of the known words; did you mean `gitleaks`?"],
    ],
    ["version: 1\nversion: 1\n", ["sealint.yaml:2:1: the key `version` is written twice in one map"]],
  ])("%j is refused", (text, said) => {
    expect(refused(text)).toEqual(said);
  });

  it("is told in full, not one error at a time", () => {
    expect(refused("version: 2\npresett: all\nunread: [{ path: /a }]\n")).toHaveLength(4);
  });

  it.each(["fingerprint", "rule", "path", "until", "reason", "extra"])(
    "never repeats a value that was pasted for `%s`",
    (key) => {
      const value = `ghp_${"a1B2".repeat(9)}`;
      const entry = key === "extra" ? value : `${key}: ${value}`;
      const text = `version: 1\nallow:\n  - { path: ../a, ${entry} }\nextends: [${value}]\nrules: { ${value}: { severity: off } }\n`;
      const said = refused(text);
      expect(said).not.toEqual(["accepted"]);
      expect(JSON.stringify(said)).not.toContain("a1B2");
    },
  );
});

it("any text is refused or taken, without a crash", () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(
      "version: 1\n",
      "rules:\n",
      "  a/b: ",
      "allow:\n  - ",
      "{ path: ",
      "extends: [./sealint.yaml]\n",
      "&a",
      "*a",
      "? ",
      "- ",
    ),
  );
  const root = folderWith({});
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      writeFileSync(join(root, "sealint.yaml"), pieces.join(""));
      try {
        loadBoth(join(root, "sealint.yaml"), { root, rules: RULES, asOf: "2026-11-23" });
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        expect(error.problems.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 200 },
  );
});
