import type { Log } from "sarif";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/core/finding.ts";
import type { Severity } from "../../src/core/levels.ts";
import type { Problem } from "../../src/core/source.ts";
import type { ScanReport } from "../../src/core/stages.ts";
import { sarifReporter, sarifRun } from "../../src/reporters/sarif.ts";
import { artifactLocation } from "../../src/reporters/sarif-location.ts";
import {
  ECHO_RULE,
  exampleReport,
  findingOf,
  MASKED_TOKEN,
  OWNER_RULE,
  renderReport,
  reportOf,
  TOKEN_RULE,
} from "./report-builder.ts";

const runOf = (report: ScanReport) => sarifRun(report).run;

const resultOf = (changes: Partial<Finding>) =>
  runOf(reportOf({ findings: [findingOf("a.ts", 3, ["key = ", MASKED_TOKEN, ""], changes)] })).results?.[0];

const ruleOf = (id: string) => runOf(reportOf()).tool.driver.rules?.find((rule) => rule.id === id);

describe("the SARIF log", () => {
  it("is one run that parses back", () => {
    const text = renderReport(sarifReporter, exampleReport(), { colors: true, pathPrefix: "../" });
    const log = JSON.parse(text) as Log;
    expect(log).toMatchObject({ version: "2.1.0", runs: [{ columnKind: "utf16CodeUnits" }] });
    expect(log.runs).toEqual([runOf(exampleReport())]);
  });

  it("tells nothing of the time that the run took, nor of any preview", () => {
    const text = JSON.stringify(runOf(exampleReport()));
    expect(JSON.stringify(runOf({ ...exampleReport(), duration: 1 }))).toBe(text);
    expect(text).not.toContain(MASKED_TOKEN);
  });
});

describe("rules", () => {
  it("carry what GitHub code scanning shows", () => {
    expect(ruleOf(TOKEN_RULE.id)).toMatchObject({
      name: "GithubPersonalAccessToken",
      shortDescription: { text: "GitHub personal access token." },
      fullDescription: { text: TOKEN_RULE.why },
      defaultConfiguration: { level: "error" },
      properties: {
        tags: ["security", "secret", "external/cwe/cwe-798", "external/cwe/cwe-312", "github"],
        precision: "high",
        "security-severity": "9.5",
      },
    });
  });

  it("help with why, what to do first and what then", () => {
    for (const text of [ruleOf(TOKEN_RULE.id)?.help?.text, ruleOf(TOKEN_RULE.id)?.help?.markdown]) {
      const parts = [TOKEN_RULE.why, TOKEN_RULE.revoke ?? "", TOKEN_RULE.fix, TOKEN_RULE.references[0] ?? ""];
      const places = parts.map((part) => text?.indexOf(part) ?? -1);
      expect(places).not.toContain(-1);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }
  });

  it("are tagged by what they are about, with ten tags at most", () => {
    expect(ruleOf(ECHO_RULE.id)?.properties?.tags).toContain("pipeline");
    expect(ruleOf(OWNER_RULE.id)?.properties?.tags).toEqual(["security", "inventory"]);
    const rule = { ...TOKEN_RULE, cwe: Array.from({ length: 20 }, (_, index) => index + 1) };
    const tags = runOf(reportOf({ rules: [rule] })).tool.driver.rules?.[0]?.properties?.tags;
    expect(tags).toHaveLength(10);
    expect(tags?.[2]).toBe("external/cwe/cwe-001");
  });

  it("point into the taxonomy of weaknesses", () => {
    const run = runOf(reportOf());
    const taxa = run.taxonomies?.[0]?.taxa?.map(({ id }) => id) ?? [];
    expect(taxa).toEqual(["CWE-259", "CWE-312", "CWE-532", "CWE-798"]);
    const targets = run.tool.driver.rules?.flatMap(({ relationships }) => relationships ?? []) ?? [];
    expect(targets).toHaveLength(4);
    for (const { target } of targets) expect(taxa[target.index ?? -1]).toBe(target.id);
  });
});

describe("results", () => {
  it.each<[Severity, string]>([
    ["critical", "error"],
    ["high", "error"],
    ["medium", "warning"],
    ["low", "note"],
  ])("of severity %s have the level %s", (severity, level) => {
    expect(resultOf({ severity })?.level).toBe(level);
  });

  it("carry location, fingerprints and confidence", () => {
    expect(resultOf({})).toMatchObject({
      ruleId: TOKEN_RULE.id,
      ruleIndex: 1,
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "a.ts", uriBaseId: "%SRCROOT%" },
            region: { startLine: 3, startColumn: 7, endLine: 3, endColumn: 27 },
          },
        },
      ],
      partialFingerprints: { "sealint/identity/v1": "identity-a.ts-3", "sealint/place/v1": "place-a.ts-3" },
      properties: { severity: "critical", confidence: "high", reasons: ["its checksum is right", expect.any(String)] },
    });
  });

  it("link to their related locations", () => {
    const { location } = findingOf("b.ts", 1, ["", "x", ""]);
    const result = resultOf({ message: "Found.", related: [{ location, message: "In [b].\u001b" }] });
    expect(result?.message.text).toBe("Found. [In \\[b\\].\\\\x1b](1).");
    expect(result?.relatedLocations).toMatchObject([{ id: 1, message: { text: "In [b].\\x1b" } }]);
  });

  it("of another origin than a file say so", () => {
    const origin = { kind: "commit", sha: "0".repeat(40), author: "Ada", date: "2026-03-01" } as const;
    expect(resultOf({ origin })?.properties).toMatchObject({ origin });
    expect(resultOf({})?.properties).not.toHaveProperty("origin");
  });

  it("refer to no rule that the run does not describe", () => {
    expect(resultOf({ ruleId: "some/other" })).not.toHaveProperty("ruleIndex");
  });
});

describe("artifactLocation", () => {
  it.each([
    ["src/a.ts", "src/a.ts"],
    ["a b/#1?/100%.txt", "a%20b/%231%3F/100%25.txt"],
    ["日本.md", "%E6%97%A5%E6%9C%AC.md"],
    ["c:d.txt", "c%3Ad.txt"],
    ["back\\slash", "back%5Cslash"],
    ["half\ud800", "half%EF%BF%BD"],
  ])("encodes %j", (path, uri) => {
    expect(artifactLocation(path)).toEqual({ uri, uriBaseId: "%SRCROOT%" });
  });

  it.each([
    ["/etc/my app.conf", "file:///etc/my%20app.conf"],
    ["C:/my app.conf", "file:///C:/my%20app.conf"],
  ])("makes a file URI of %j, which is outside of the root", (path, uri) => {
    expect(artifactLocation(path)).toEqual({ uri });
  });
});

describe("the invocation", () => {
  const problem: Problem = {
    level: "note",
    code: "malformed",
    subject: "a b.yaml",
    line: 4,
    message: "is a template",
    hint: "It was searched as text.",
  };
  const invocationOf = (...problems: Problem[]) => runOf(reportOf({ problems })).invocations?.[0];

  it("is successful without errors", () => {
    expect(invocationOf()).toEqual({ executionSuccessful: true, toolExecutionNotifications: [] });
    expect(invocationOf(problem)?.executionSuccessful).toBe(true);
    expect(invocationOf(problem, { ...problem, level: "error" })?.executionSuccessful).toBe(false);
  });

  it("names each problem where it is", () => {
    expect(invocationOf(problem)?.toolExecutionNotifications).toEqual([
      {
        descriptor: { id: "malformed" },
        level: "note",
        message: { text: "a b.yaml:4: is a template. It was searched as text." },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "a%20b.yaml", uriBaseId: "%SRCROOT%" },
              region: { startLine: 4 },
            },
          },
        ],
      },
    ]);
  });

  it.each(["stdin", "--output", "/elsewhere/a.yaml"])(
    "gives no location to %s, which is no file of the scan",
    (subject) => {
      expect(invocationOf({ ...problem, subject })?.toolExecutionNotifications?.[0]).not.toHaveProperty("locations");
    },
  );
});
