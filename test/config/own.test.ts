import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Config } from "../../src/config/config.ts";
import { tightenConfig } from "../../src/config/tighten/tighten-config.ts";
import { ConfigError } from "../../src/core/config-error.ts";
import { ECHO_RULE, OWNER_RULE, PASSWORD_RULE, TOKEN_RULE } from "../reporters/report-builder.ts";
import { loadBoth } from "./load-both.ts";

const RULES = [TOKEN_RULE, PASSWORD_RULE, ECHO_RULE, OWNER_RULE];
const DAY = "2026-11-23";
type Files = Readonly<Record<string, string>>;

function load(files: Files): { readonly config: Config; readonly isQuick: boolean } {
  const root = mkdtempSync(join(tmpdir(), "sealint-config-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return loadBoth(join(root, "sealint.yaml"), { root, rules: RULES, asOf: DAY });
}

function refusal(files: Files): string[] {
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

const rule = (id: string, more = ""): string =>
  `id: ${id}\ntitle: Token\ntoken: 'acme_[a-z\\d]{32}'\nexamples: { flag: ["«acme_‹lowernum 32›»"] }\n${more}`;
const inline = (text: string): string => `  - ${text.trimEnd().replaceAll("\n", "\n    ")}\n`;
const idsOf = ({ own }: Config): string[] => [
  ...(own?.rules ?? []).map((one) => one.rule.id),
  ...(own?.policies ?? []).map(({ policy }) => policy.meta.id),
];
const POLICY = "policies: [{ id: acme/p, title: T, forbid: { secret: A_*, trigger: push } }]\n";

describe("rules and policies of a repository's own", () => {
  it("are read from the configuration, from files, and from what it extends", () => {
    const { config, isQuick } = load({
      "sealint.yaml": `version: 1\nextends: [./base/a.yaml]\nruleFiles: [rules/**/*.yaml, ./more.yaml]\nownRules:\n${inline(rule("acme/in"))}rules: { acme/*: { severity: low, reason: r } }\n`,
      "base/a.yaml": `version: 1\nruleFiles: [x.yaml]\n${POLICY}`,
      "base/x.yaml": rule("acme/base"),
      "rules/b.yaml": rule("acme/b"),
      "rules/deep/a.yaml": inline(rule("acme/a1")) + inline(rule("acme/a2")),
      "rules/a.txt": "no rule",
      "more.yaml": rule("acme/more"),
    });
    expect(isQuick).toBe(false);
    expect(idsOf(config)).toEqual(["acme/in", "acme/base", "acme/b", "acme/a1", "acme/a2", "acme/more", "acme/p"]);
    // Caches go by these.
    expect(config.texts).toHaveLength(6);
    expect(config.acceptance.override("acme/b", "a")).toMatchObject({ severity: "low" });
  });

  it.each<[string, Files, string[]]>([
    [
      "a file that is not there",
      { "sealint.yaml": "version: 1\nruleFiles: [a.yaml]\n" },
      ["sealint.yaml:2:13: names a file that is not there"],
    ],
    [
      "a pattern that fits nothing",
      { "sealint.yaml": "version: 1\nruleFiles:\n  - rules/*.yaml\n" },
      ["sealint.yaml:3:5: names no file that is there"],
    ],
    [
      "a path out of the repository",
      { "sealint.yaml": "version: 1\nruleFiles: [../a.yaml]\n" },
      ["sealint.yaml:2:13: item 1 of `ruleFiles` is no path below the root"],
    ],
    [
      "an empty file",
      { "sealint.yaml": "version: 1\nruleFiles: [a.yaml]\n", "a.yaml": "# later\n" },
      ["a.yaml:1:1: the rule file is empty"],
    ],
    [
      "a file that is no YAML",
      { "sealint.yaml": "version: 1\nruleFiles: [a.yaml]\n", "a.yaml": `${rule("acme/a")}why: "a\n` },
      ["a.yaml:6:1: is not valid YAML: a character is missing, such as a colon, comma, bracket, quote or dash"],
    ],
    [
      "a mistyped key, and what is missing",
      { "sealint.yaml": "version: 1\nruleFiles: [a.yaml]\n", "a.yaml": "id: acme/a\ntitel: T\ntoken: acme_x\n" },
      ["a.yaml:2:1: unknown key `titel`; did you mean `title`?", "a.yaml:1:1: `examples` is missing"],
    ],
    [
      "a pattern that looks back at what it matched",
      {
        "sealint.yaml": `version: 1\nownRules:\n  - id: acme/a\n    title: T\n    pattern: 'acme(.)\\1'\n    examples: { flag: [a] }\n`,
      },
      ["sealint.yaml:5:15: `pattern` of the rule acme/a cannot run: `\\1` refers back to what was matched before"],
    ],
    [
      "the id of a built-in rule, and one that is there twice",
      {
        "sealint.yaml": `version: 1\nruleFiles: ["*.rule"]\n`,
        "a.rule": rule(TOKEN_RULE.id),
        "b.rule": rule("acme/b"),
        "c.rule": rule("acme/b"),
      },
      ["a.rule:1:5: `id` is that of a built-in rule", "c.rule:1:5: `id` is that of a rule in b.rule, too"],
    ],
    [
      "an overlap with no rule",
      { "sealint.yaml": "version: 1\nruleFiles: [a.yaml]\n", "a.yaml": rule("acme/a", "overlaps: [acme/b]\n") },
      ["a.yaml:5:12: item 1 of `overlaps` is no rule"],
    ],
    [
      "settings of a rule that there is not",
      { "sealint.yaml": `version: 1\n${POLICY}rules: { acme/q: { severity: high } }\n` },
      ["sealint.yaml:3:10: there is no rule `acme/q`"],
    ],
    [
      "a policy with a mistyped key",
      { "sealint.yaml": "version: 1\npolicies:\n  - id: acme/p\n    title: T\n    forbid: { secrets: A }\n" },
      ["sealint.yaml:5:15: unknown key `secrets`; did you mean `secret`?", "sealint.yaml:5:5: `forbid` names nothing"],
    ],
    [
      "a policy that says nothing",
      { "sealint.yaml": "version: 1\npolicies:\n  - id: acme/p\n    title: T\n" },
      ["sealint.yaml:3:5: item 1 of `policies` needs one of `forbid` and `require`"],
    ],
    [
      "a policy in a built-in family, or with the id of a rule",
      {
        "sealint.yaml": `version: 1\n${POLICY.replace("acme/p", "logs/p")}ownRules:\n${inline(rule("acme/p"))}`,
      },
      ["sealint.yaml:2:18: has the name of a family of built-in policies for its group"],
    ],
    [
      "an exception without a reason",
      { "sealint.yaml": `version: 1\n${POLICY.replace("} }]", "}, allow: [{ job: x }] }]")}` },
      ["sealint.yaml:2:86: `reason` is missing"],
    ],
  ])("are refused: %s", (_, files, expected) => {
    expect(refusal(files)).toEqual(expected);
  });

  it("have their exceptions held against the calendar", () => {
    const text = POLICY.replace("} }]", "}, allow: [{ job: x, reason: r, until: 2026-01-01 }] }]");
    const { config } = load({ "sealint.yaml": `version: 1\n${text}` });
    expect(config.acceptance.excluded).toMatchObject([
      { until: "2026-01-01", written: { location: { path: "sealint.yaml" } } },
    ]);
  });
});

describe("a change of rules and policies of a repository's own", () => {
  const configOf = (text: string): Config => load({ "sealint.yaml": `version: 1\n${text}` }).config;
  const own = (...texts: readonly string[]): string => `ownRules:\n${texts.map(inline).join("")}`;
  const tightened = (base: string, head: string) => {
    const { config, loosenings } = tightenConfig(configOf(base), configOf(head), configOf(base), {
      defaults: { preset: "recommended", minConfidence: "medium", failOn: "medium" },
      path: "sealint.yaml",
      asOf: DAY,
      rules: RULES,
    });
    return { config, messages: loosenings.map(({ message, written }) => `${written.location.start.line}: ${message}`) };
  };

  it.each([
    [
      "drops a rule",
      own(rule("acme/a")),
      "",
      ["1: The repository's own rule acme/a would be gone; that of the base commit holds."],
    ],
    [
      "changes a rule",
      own(rule("acme/a")),
      own(rule("acme/a", "severity: low\n")),
      ["3: The repository's own rule acme/a would be another; that of the base commit holds."],
    ],
    ["lays a rule out anew", own(rule("acme/a")), `# moved\n\n${own(rule("acme/a", "severity: high\n"))}`, []],
    ["adds a rule", "", own(rule("acme/a")), []],
    [
      "drops a policy",
      POLICY,
      "",
      ["1: The repository's own rule acme/p would be gone; that of the base commit holds."],
    ],
    [
      "changes a policy",
      POLICY,
      POLICY.replace("push", "schedule"),
      ["2: The repository's own rule acme/p would be another; that of the base commit holds."],
    ],
    [
      "adds an exception",
      POLICY,
      POLICY.replace("} }]", "}, allow: [{ job: x, reason: r }] }]"),
      ["2: The entry is not in the base commit, so it leaves nothing out here."],
    ],
  ])("that %s", (_, base, head, messages) => {
    expect(tightened(base, head).messages).toEqual(messages);
  });

  it("runs the base's, and what is new beside it, which hides nothing", () => {
    const { config } = tightened(
      own(rule("acme/a")),
      own(rule("acme/a", "severity: low\n"), rule("acme/b", "overlaps: [acme/a]\n")),
    );
    expect(config.own?.rules.map((one) => one.rule)).toMatchObject([
      { id: "acme/a", severity: "high", own: { isOpen: false } },
      { id: "acme/b", overlaps: [], own: { isFromChange: true } },
    ]);
  });
});
