import { describe, expect, it } from "vitest";
import { joinImported } from "../../src/migrate/imported.ts";
import type { ImportTool } from "../../src/migrate/tool-names.ts";
import { TOOLS } from "../../src/migrate/tools.ts";

function importText(tool: ImportTool, name: string, text: string) {
  const file = { name, path: name, text };
  return joinImported([TOOLS[tool].importerOf(file)(file, { version: "0.1.0" })]);
}

/** What is told of parts, by what became of them. */
const told = (all: ReturnType<typeof importText>, fate: string): readonly string[] =>
  all.parts.filter((part) => part.fate === fate).map(({ at, note }) => `${at}: ${note}`);

describe("gitleaks", () => {
  const config = (text: string) => importText("gitleaks", ".gitleaks.toml", text);

  it("leaves out paths of global allowlists, in all their forms", () => {
    const all = config(`
[allowlist]
paths = ['''^vendor/''']
[[allowlists]]
description = "Copied"
Paths = ["(^|/)third_party/"]
`);
    expect(all.excluded.map(({ path, reason }) => `${path} ${reason}`)).toEqual([
      "vendor/** Let pass by .gitleaks.toml: allowlist.",
      "third_party/ Copied (from .gitleaks.toml: allowlists[0])",
    ]);
    expect(all.honour).toEqual([{ tool: "gitleaks", from: ".gitleaks.toml" }]);
  });

  it("turns disabled rules off, and says which are unknown or have no equal", () => {
    const all = config(`[extend]\nuseDefault = true\ndisabledRules = ["jwt", "pkcs12-file", "ours"]\n`);
    expect(all.off.map(({ id }) => id)).toEqual(["jwt/signed-token"]);
    expect(told(all, "left")).toEqual([
      ".gitleaks.toml: extend.disabledRules `ours`: no rule of gitleaks' own that is known here",
    ]);
    expect(told(all, "carried").join("\n")).toContain("`pkcs12-file`: nothing to do");
  });

  it("limits allowlists of a known rule, or with target rules, to ours", () => {
    const all = config(`
[[rules]]
id = "github-pat"
[[rules.allowlists]]
paths = ["^test/"]
[[allowlists]]
targetRules = ["jwt"]
paths = ["^docs/"]
stopwords = ["sample"]
[[allowlists]]
targetRules = ["pkcs12-file"]
paths = ["^x/"]
`);
    expect(all.off.map(({ id, paths }) => [id, paths])).toEqual([
      ["github/classic-personal-access-token", ["test/**"]],
      ["jwt/signed-token", ["docs/**"]],
    ]);
    expect(all.known).toMatchObject([{ where: "everywhere", ruleIds: ["jwt/signed-token"], isStrict: true }]);
    expect(all.known[0]?.fitsValue?.("a-SAMPLE-b")).toBe(true);
    expect(all.excluded).toEqual([]);
    expect(told(all, "carried").at(-2)).toContain("nothing is to be accepted");
  });

  it("holds allowlists of values against values or lines", () => {
    const all = config(`[allowlist]\nregexTarget = "line"\nregexes = ["^x = "]\n[[allowlists]]\nregexes = ["^a+$"]\n`);
    expect(
      all.known.map(({ fitsLine, fitsValue }) => [
        fitsLine?.("x = 1"),
        fitsLine?.("y = 1"),
        fitsValue?.("aaa"),
        fitsValue?.("aab"),
      ]),
    ).toEqual([
      [true, false, undefined, undefined],
      [undefined, undefined, true, false],
    ]);
  });

  it.each([
    [`[allowlist]\ncondition = "AND"\npaths = ["a"]\nregexes = ["b"]`, "have no equal"],
    [`[allowlist]\ncommits = ["abc"]`, "sealint accepts findings, not commits"],
    [`[allowlist]\nregexTarget = "match"\nregexes = ["b"]`, "the match around the value, is another one here"],
    [`[allowlist]\npaths = ["a(?=b)"]`, "it looks around"],
    [`[extend]\npath = "base.toml"`, "the file `base.toml` was not read"],
    [`[extend]\nurl = "https://example.com/x.toml"`, "sealint opens no connection"],
    [`[[rules]]\nid = "x"\npath = "a"`, "by their names alone"],
    [`[[rules]]\nid = "x"\nregex = "[a-f]{40}"`, "no literal of three bytes"],
    [
      `[[rules]]\nid = "x"\nregex = "[a-f]{40}"\n[rules.allowlist]\npaths = ["a"]`,
      "limited to a rule that was not carried over",
    ],
    [`[[rules]]\nid = "x"\nregex = "acme_[a-f]{40}"`, "sealint's own rules run, too"],
    [`nonsense = 1`, "not a setting of gitleaks that is known here"],
    [`[[rules]]\nid = "jwt"\nshape = 1`, "not a setting of gitleaks that is known here"],
  ])("tells what it leaves: %s", (text, note) => {
    expect(told(config(text), "left").join("\n")).toContain(note);
  });

  it("makes files of a team's own rules, and none of what sealint has", () => {
    const all = config(`
[extend]
useDefault = true
[[rules]]
id = "acme"
regex = 'acme_[a-f]{40}'
entropy = 3
path = "x"
tags = ["t"]
[[rules]]
id = "jwt"
regex = 'ey[a-z]+'
`);
    expect(all.rules.map(({ id }) => id)).toEqual(["imported/acme"]);
    expect(told(all, "partly").join("\n")).toMatch(/least entropy.*looks at all paths.*no tags/);
    expect(told(all, "carried").join("\n")).toContain("jwt/signed-token");
  });

  it("reads fingerprints, with a commit or without", () => {
    const all = importText(
      "gitleaks",
      ".gitleaksignore",
      "# c\n\na/b.py:jwt:3\r\n0123456789abcdef:c d.py:generic-api-key:12 # old\nnonsense\n",
    );
    expect(all.known).toMatchObject([
      { where: { path: "a/b.py" }, line: 3, ruleIds: ["jwt/signed-token"] },
      { where: { path: "c d.py" }, line: 12, isFromCommit: true, ruleIds: ["generic/assigned-secret"] },
    ]);
    expect(told(all, "left")).toHaveLength(1);
  });

  it("reads a report that serves as a baseline, and keeps hashes of its values only", () => {
    const report = [
      { RuleID: "jwt", File: "a.py", StartLine: 3, Secret: "the-value-itself", Commit: "" },
      { RuleID: "jwt", File: "b.py", StartLine: 4, Secret: "REDACTED" },
      {},
    ];
    const all = importText("gitleaks", "report.json", JSON.stringify(report));
    expect(all.known).toMatchObject([{ sha1: expect.stringMatching(/^[\da-f]{40}$/) as string }, { line: 4 }]);
    expect(JSON.stringify(all)).not.toContain("the-value-itself");
    expect(told(all, "left")).toEqual(["report.json: item 3: it names no file, rule and line"]);
  });

  it.each(["{}", '{ "runs": [] }'])("refuses a report that is no list: %s", (text) => {
    expect(() => importText("gitleaks", "report.json", text)).toThrow("is no report of gitleaks");
  });
});

describe("detect-secrets", () => {
  const sha1 = "a".repeat(40);
  const baseline = (data: object) =>
    importText("detect-secrets", ".secrets.baseline", JSON.stringify({ results: {}, ...data }));

  it("knows findings by the hash of their value", () => {
    const results = {
      "a.py": [
        { type: "Secret Keyword", hashed_secret: sha1, line_number: 2, is_secret: false },
        { type: "AWS Access Key", hashed_secret: sha1, is_secret: true },
        { type: "AWS Access Key" },
      ],
    };
    const all = baseline({ results });
    expect(all.known).toMatchObject([
      {
        where: { path: "a.py" },
        sha1,
        line: 2,
        reason: "Looked at by somebody: no secret (Secret Keyword in .secrets.baseline).",
      },
      { sha1, isReal: true },
    ]);
    expect(told(all, "left")).toEqual([".secrets.baseline: results a.py item 3: it holds no hash of its value"]);
    expect(all.excluded.map(({ path }) => path)).toEqual(["{.secrets.baseline,.secrets.baseline/**}"]);
  });

  it("reads filters of today and of the versions before 1", () => {
    const filter = (path: string, pattern?: string[]) => ({ path: `detect_secrets.filters.${path}`, pattern });
    const all = baseline({
      exclude: { files: "^old/", lines: "^# " },
      filters_used: [
        filter("regex.should_exclude_file", ["^docs/", "a(?!b)"]),
        filter("regex.should_exclude_secret", ["^fake"]),
        filter("allowlist.is_line_allowlisted"),
        filter("heuristic.is_uuid"),
        filter("wordlist.should_exclude_secret"),
        { path: "file://own.py::x" },
      ],
    });
    expect(all.excluded.map(({ path }) => path).slice(0, 2)).toEqual(["docs/**", "old/**"]);
    expect(all.known.map(({ fitsValue, fitsLine }) => [fitsValue?.("fake1"), fitsLine?.("# x")])).toEqual([
      [true, undefined],
      [undefined, true],
    ]);
    expect(all.honour.map(({ tool }) => tool)).toEqual(["detect-secrets"]);
    expect(told(all, "left")).toHaveLength(3);
  });

  it("tells of plugins that are not in use, and of settings without an equal", () => {
    const all = baseline({
      plugins_used: [
        { name: "HexHighEntropyString", limit: 3 },
        { name: "Own", path: "file://x" },
        { name: "KeywordDetector" },
      ],
    });
    const left = told(all, "left").join("\n");
    expect(left).toMatch(/least entropy has no equal/);
    expect(left).toMatch(/plugin of your own/);
    expect(left).toMatch(/stay on: .*StripeDetector/);
    expect(left).not.toMatch(/stay on:.*KeywordDetector/);
  });

  it.each(["{}", "[]", "{", "7"])("refuses %s", (text) => {
    expect(() => importText("detect-secrets", "b", text)).toThrow(/no baseline|not valid JSON/);
  });
});

describe("trufflehog", () => {
  it("reads lists of paths to leave out or, by their name, to search", () => {
    const text = "# c\n^vendor/\n\n\\d+x\n";
    expect(importText("trufflehog", "exclude.txt", text).excluded.map(({ path }) => path)).toEqual(["vendor/**"]);
    const all = importText("trufflehog", "my-include.txt", text);
    expect([all.included.map(({ path }) => path), all.excluded]).toEqual([["vendor/**"], []]);
    expect(told(all, "left").join("\n")).toContain("my-include.txt:4 `\\d+x`: patterns of paths do not repeat");
  });

  it("makes rules of custom detectors, and shows nothing of how they are verified", () => {
    const all = importText(
      "trufflehog",
      "config.yaml",
      `
detectors:
  - name: Acme
    keywords: [acme]
    regex: { id: 'acmeid_[0-9]{6}', key: '[a-f0-9]{40}' }
    verify: [{ endpoint: "https://example.com", headers: ["Authorization: hidden-away"] }]
  - name: None
    keywords: [x]
  - name: Open
    regex: { one: '[a-f0-9]{40}' }
sources: []
`,
    );
    expect(all.rules.map(({ id }) => id)).toEqual(["imported/acme"]);
    expect(all.rules[0]?.text).toContain("withinLines: 50");
    expect(told(all, "left")).toHaveLength(3);
    expect(JSON.stringify(all)).not.toContain("hidden-away");
  });

  it("refuses other YAML", () => {
    expect(() => importText("trufflehog", "a.yaml", "jobs: {}\n")).toThrow("is no configuration of trufflehog");
    expect(() => importText("trufflehog", "a.yaml", "- a\n")).toThrow("holds no settings");
    expect(() => importText("trufflehog", "a.yaml", "detectors: [\n")).toThrow(/a\.yaml:\d+:\d+: is not valid YAML/);
  });
});

describe("zizmor", () => {
  it("carries over what is about the same, and tells the rest", () => {
    const all = importText(
      "zizmor",
      "zizmor.yml",
      `
rules:
  secrets-inherit: { disable: true }
  excessive-permissions: { ignore: [ci.yml, "ci.yml:3", "ci.yml:3:4", "a/b.yml"] }
  bot-conditions: { remap: { severity: informational } }
  unpinned-uses: { config: { policies: {} } }
  archived-uses: { disable: true }
  made-up: { disable: true }
`,
    );
    expect(all.off.map(({ id, paths }) => [id, paths])).toEqual([
      ["scope/secrets-inherit", undefined],
      ["scope/broad-token-permissions", [".github/workflows/ci.yml"]],
      ["scope/missing-permissions", [".github/workflows/ci.yml"]],
    ]);
    expect(all.known).toMatchObject([
      { where: { workflow: "ci.yml" }, line: 3 },
      { where: { workflow: "ci.yml" }, line: 3, column: 4 },
    ]);
    expect(all.severities.map(({ id, severity }) => [id, severity])).toEqual([
      ["untrusted/spoofable-actor-guard", "low"],
    ]);
    expect(told(all, "left")).toHaveLength(4);
    expect(all.honour.map(({ tool }) => tool)).toEqual(["zizmor"]);
  });

  it("has no baseline", () => {
    expect(() => importText("zizmor", "x.json", "{}")).toThrow("is no configuration of zizmor");
  });
});

describe("checkov", () => {
  it("skips checks of secrets and pipelines, and tells the others a line a group", () => {
    const all = importText(
      "checkov",
      ".checkov.yaml",
      `
skip-check: [CKV_AWS_1, CKV_AWS_2, "CKV_SECRET_9,CKV2_GHA_1", "CKV_SECRET_16*", LOW]
skip-path: [infra/]
soft-fail: true
bc-api-key: hidden-away
`,
    );
    expect(all.off.map(({ id }) => id)).toEqual([
      "jwt/signed-token",
      "scope/broad-token-permissions",
      "square/application-secret",
    ]);
    expect(all.failOn?.level).toBe("never");
    expect(all.excluded.map(({ path }) => path)).toEqual(["*infra/"]);
    expect(told(all, "left").map((line) => line.split(": ")[1])).toEqual([
      "skip-check CKV_AWS… (2 checks)",
      "skip-check LOW",
      "bc-api-key",
    ]);
    expect(JSON.stringify(all)).not.toContain("hidden-away");
  });

  it("knows secrets of its baseline by their hash, and pipelines by their file", () => {
    const sha1 = "b".repeat(40);
    const findings = [
      { resource: sha1, check_ids: ["CKV_SECRET_6"] },
      { resource: "on(CI)", check_ids: ["CKV2_GHA_1", "CKV_AWS_3", "CKV_AWS_4"] },
    ];
    const all = importText(
      "checkov",
      ".checkov.baseline",
      JSON.stringify({ failed_checks: [{ file: "/a/b.yml", findings }] }),
    );
    expect(all.known).toMatchObject([
      { where: { path: "a/b.yml" }, sha1 },
      { where: { path: "a/b.yml" }, ruleIds: ["scope/broad-token-permissions"], isStrict: true },
    ]);
    expect(told(all, "left").join()).toContain("CKV_AWS… (2 checks)");
    expect(() => importText("checkov", "x", "{}")).toThrow("is no baseline of checkov");
  });
});

it("names that every object has are no settings of a tool", () => {
  expect(told(importText("checkov", ".checkov.yaml", "constructor: 1\n"), "left")).toEqual([
    ".checkov.yaml: constructor: it has no equal here",
  ]);
  const remap = "rules:\n  bot-conditions: { remap: { severity: constructor } }\n";
  expect(told(importText("zizmor", "zizmor.yml", remap), "left").join()).toContain("no severity of zizmor's");
  const plugins = JSON.stringify({ results: {}, plugins_used: [{ name: "constructor" }] });
  expect(told(importText("detect-secrets", ".secrets.baseline", plugins), "left")[0]).toContain("not a plugin");
});

it("no fault of a file is told with its text", () => {
  for (const [tool, name] of [
    ["gitleaks", "a.toml"],
    ["checkov", "a.json"],
    ["checkov", "a.yaml"],
  ] as const) {
    const text = name === "a.json" ? '{ "hidden-away' : `key = "a"\nhidden-away: [ = "`;
    const thrown = (() => {
      try {
        importText(tool, name, text);
      } catch (error) {
        return String(error);
      }
      return "";
    })();
    expect(thrown).toMatch(/not valid (?:TOML|JSON|YAML)/);
    expect(thrown).not.toContain("hidden");
  }
});
