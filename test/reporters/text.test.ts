import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/core/finding.ts";
import type { Problem } from "../../src/core/source.ts";
import type { ScanReport } from "../../src/core/stages.ts";
import { textReporter } from "../../src/reporters/text.ts";
import {
  ECHO_RULE,
  findingOf,
  MASKED_TOKEN,
  OWNER_RULE,
  PASSWORD_RULE,
  renderReport,
  reportOf,
} from "./report-builder.ts";

const render = (changes: Partial<ScanReport>, pathPrefix = ""): string =>
  renderReport(textReporter, reportOf(changes), { pathPrefix });

const FINDING = findingOf("src/deploy.ts", 12, ['token = "', MASKED_TOKEN, '"']);
const LINE = ['token = "', MASKED_TOKEN, '"'] as const;

const ERROR: Problem = {
  level: "error",
  code: "unreadable",
  subject: "keys/prod.pem",
  message: "cannot be read: permission denied",
  hint: "Run as somebody who may read it.",
};

describe("the result", () => {
  const none = { files: 0, bytes: 0, pipelines: 0, references: 0, binary: 0, links: 0, special: 0, excluded: 0 };
  it.each<[name: string, changes: Partial<ScanReport>, line: string]>([
    ["nothing found", {}, "No findings."],
    ["nothing searched", { counts: none }, "No file was searched."],
    [
      "nothing found with an error",
      { problems: [ERROR] },
      "No findings, but with 1 error: this is not a clean result.",
    ],
    ["nothing found with a note", { problems: [{ ...ERROR, level: "note" }] }, "No findings."],
    ["a finding", { findings: [FINDING] }, "1 finding (1 critical) in 1 file."],
    [
      "findings in one file",
      { findings: [FINDING, { ...FINDING, severity: "low" }] },
      "2 findings (1 critical, 1 low) in 1 file.",
    ],
    [
      "findings below the level",
      { findings: [{ ...FINDING, severity: "low" }] },
      "1 finding (1 low) in 1 file. None reaches the failing level, medium.",
    ],
    [
      "a run that never fails",
      { findings: [FINDING], failOn: "never" },
      "1 finding (1 critical) in 1 file. Findings do not fail this run.",
    ],
    [
      "a finding and an error",
      { findings: [FINDING], problems: [ERROR] },
      "1 finding (1 critical) in 1 file. Not everything could be searched: 1 error.",
    ],
  ])("is told: %s", (_, changes, line) => {
    expect(render(changes).split("\n")).toContain(line);
  });

  it("tells what was searched and what was not", () => {
    const counts = { files: 1, bytes: 999, pipelines: 1, references: 1, binary: 1, links: 2, special: 0, excluded: 0 };
    expect(render({ counts, duration: 65_000 })).toBe(
      "No findings.\n" +
        "Searched 1 file (999 bytes) in 1 min 5 s; read 1 pipeline with 1 secret reference.\n" +
        "Not searched: 1 binary file and 2 symbolic links.\n",
    );
  });
});

describe("problems", () => {
  it("are one line each, notes first", () => {
    const note: Problem = { ...ERROR, level: "note", subject: "a.yaml", line: 3, column: 7, message: "is a template" };
    expect(render({ problems: [ERROR, note] }, "../shop/")).toMatch(
      /^note: \.\.\/shop\/a\.yaml:3:7: is a template\. Run .*\nerror: \.\.\/shop\/keys\/prod\.pem: cannot be read: permission denied\. Run .*\n\n/,
    );
  });

  it("are left out where they have been printed beside the report, but count", () => {
    const text = renderReport(textReporter, reportOf({ problems: [ERROR] }), { listProblems: false });
    expect(text).toMatch(/^No findings, but with 1 error: this is not a clean result\.\nSearched/);
  });

  it("keep a path as it was typed", () => {
    const missing: Problem = { ...ERROR, code: "missing-path", subject: "scr" };
    expect(render({ problems: [missing] }, "../shop/")).toContain("error: scr: cannot be read");
  });
});

describe("findings", () => {
  it("are ordered by severity, then rule, and keep the order of places", () => {
    const order: Partial<Finding>[] = [
      { ruleId: OWNER_RULE.id, severity: "low" },
      { ruleId: PASSWORD_RULE.id, severity: "medium" },
      { ruleId: ECHO_RULE.id, severity: "high" },
      { ruleId: PASSWORD_RULE.id, severity: "high" },
    ];
    const findings = order.map((changes, index) => findingOf(`${index}.ts`, 1, LINE, changes));
    const heads = render({ findings })
      .split("\n")
      .filter((line) => /^(?:\w+: .*\[|  \d\.ts)/.test(line));
    expect(heads).toEqual([
      "high: Hard-coded password [generic/hard-coded-password], 2 places",
      "  1.ts:1:10  (medium)",
      "  3.ts:1:10",
      "high: Secret printed to the log [logs/secret-echo]",
      "  2.ts:1:10",
      "low: Secret without an owner [inventory/missing-owner]",
      "  0.ts:1:10",
    ]);
  });

  it("open from where the person stands, unless their path is absolute or standard input", () => {
    const findings = [
      FINDING,
      findingOf("/etc/app.conf", 1, LINE),
      findingOf("stdin", 1, LINE, { origin: { kind: "stdin" } }),
    ];
    const text = render({ findings }, "../shop/");
    expect(text).toContain("\n  ../shop/src/deploy.ts:12:10\n");
    expect(text).toContain("\n  /etc/app.conf:1:10\n");
    expect(text).toContain("\n  stdin:1:10  (from standard input)\n");
  });

  it("say what they share once", () => {
    const text = render({ findings: [FINDING, findingOf("src/other.ts", 1, LINE)] });
    expect(text.match(/written out here/g)).toHaveLength(1);
    expect(text.match(/High confidence: its checksum is right; it is assigned to `token`\./g)).toHaveLength(1);
  });

  it("do not repeat the title of their rule", () => {
    const named = { ruleId: OWNER_RULE.id, message: `${OWNER_RULE.title}.` };
    for (const count of [1, 2]) {
      const findings = Array.from({ length: count }, (_, index) => findingOf(`${index}.ts`, 1, LINE, named));
      expect(render({ findings }).match(/Secret without an owner/g)).toHaveLength(1);
    }
  });

  it("are all listed, however many", () => {
    const findings = Array.from({ length: 500 }, (_, index) =>
      findingOf(`f${index}.ts`, 1, LINE, { message: `Message ${index}.`, reasons: [`reason ${index}`] }),
    );
    const text = render({ findings });
    for (let index = 0; index < 500; index++) {
      expect(text).toContain(`  f${index}.ts:1:10  token = "${MASKED_TOKEN}\n    Message ${index}.\n`);
      expect(text).toContain(`High confidence: reason ${index}.`);
    }
  });

  it("keep a list within the width by cutting what is in front of the mark", () => {
    const long = ["x".repeat(150), MASKED_TOKEN, ""] as const;
    const findings = Array.from({ length: 13 }, (_, index) => findingOf(`f${index}.ts`, 1, long));
    const line = render({ findings })
      .split("\n")
      .find((text) => text.startsWith("  f0.ts"));
    expect(line).toHaveLength(100);
    expect(line).toMatch(/ {2}…x+ghp_\*+$/);
  });

  it("show a rule that the report does not describe", () => {
    const text = render({ rules: [], findings: [FINDING] });
    expect(text).toMatch(/^critical: github\/personal-access-token \[github\/personal-access-token\]\n/);
  });

  it("send no control character to the terminal", () => {
    const hostile = "\u001b]0;owned\u0007\u202e";
    const findings = [
      findingOf(`${hostile}.ts`, 1, [hostile, MASKED_TOKEN, hostile], {
        message: hostile,
        reasons: [hostile],
        related: [{ location: { ...FINDING.location, path: hostile }, message: hostile }],
        origin: { kind: "commit", sha: "0".repeat(40), author: hostile, date: "2026-01-01" },
      }),
    ];
    const problems = [{ ...ERROR, subject: hostile, message: hostile, hint: hostile }];
    expect(render({ findings, problems })).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e]/u);
  });
});
