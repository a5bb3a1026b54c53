import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Reporter, ScanReport } from "../../src/core/stages.ts";
import { gitlabReporter, gitlabSastReporter } from "../../src/reporters/gitlab/gitlab.ts";
import { HOSTILE, reportSaying } from "./hostile.ts";
import { exampleReport, findingOf, MASKED_TOKEN, renderReport, reportOf } from "./report-builder.ts";

// GitLab's schema 15.0.7 of both kinds of report as far as they are written here, and stricter: a field that is not used has
// no place. Held against the original by hand; it is on no registry of packages.
const text = z.string().min(1);
const url = z.string().regex(/^https?:\/\/.+/);
const time = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/);
const scanner = z.strictObject({ id: text, name: text, url, version: text, vendor: z.strictObject({ name: text }) });
const line = z.int().positive();
const lines = { file: z.string(), start_line: line, end_line: line };
const commit = z.strictObject({ sha: text, author: z.string().optional(), date: z.string().optional() });
const signature = z.strictObject({ algorithm: z.literal("hash"), value: text });

const reportWith = (kind: string, location: z.ZodType) =>
  z.strictObject({
    version: z.literal("15.0.7"),
    schema: url,
    scan: z.strictObject({
      analyzer: scanner,
      scanner,
      type: z.literal(kind),
      start_time: time,
      end_time: time,
      status: z.enum(["success", "failure"]),
      messages: z.array(z.strictObject({ level: z.enum(["info", "warn", "fatal"]), value: text })),
    }),
    vulnerabilities: z.array(
      z.strictObject({
        id: text,
        name: z.string().max(255),
        description: z.string().max(1_048_576),
        severity: z.enum(["Info", "Unknown", "Low", "Medium", "High", "Critical"]),
        solution: z.string().max(7000).optional(),
        identifiers: z.array(z.strictObject({ type: text, name: text, value: text, url: url.optional() })).min(1),
        links: z.array(z.strictObject({ url })),
        location,
        tracking: z.strictObject({
          type: z.literal("source"),
          items: z.array(z.strictObject({ ...lines, signatures: z.array(signature).min(1) })),
        }),
        details: z.record(
          z.string(),
          z.strictObject({ name: text, type: z.enum(["text", "code"]), value: z.string() }),
        ),
      }),
    ),
  });

const SCHEMAS = {
  gitlab: reportWith("secret_detection", z.strictObject({ ...lines, commit })),
  "gitlab-sast": reportWith("sast", z.strictObject(lines)),
} as const;

function read(reporter: Reporter, report: ScanReport) {
  const schema = SCHEMAS[reporter.name as keyof typeof SCHEMAS];
  return schema.parse(JSON.parse(renderReport(reporter, report, { endedAt: Date.UTC(2026, 0, 2, 3, 4, 5) })));
}

const idsIn = (reporter: Reporter, report: ScanReport): string[] =>
  read(reporter, report).vulnerabilities.map(({ id }) => id);

describe.each([gitlabReporter, gitlabSastReporter])("the report $name", (reporter) => {
  it.each(
    Object.entries({ example: exampleReport(), nothing: reportOf(), "no rules": { ...exampleReport(), rules: [] } }),
  )("keeps to GitLab's schema: %s", (_, report) => {
    expect(read(reporter, report).scan).toMatchObject({
      start_time: "2026-01-02T03:04:04",
      end_time: "2026-01-02T03:04:05",
    });
  });

  it.each(HOSTILE)("holds %j", (said) => {
    const [vulnerability] = read(reporter, reportSaying(said)).vulnerabilities;
    // GitLab renders the description: what is not a plain word is code in it.
    expect(vulnerability?.description.replaceAll(/(`+)[^]*?[^`]\1(?!`)/g, "")).not.toMatch(/[<>@#[\]*_~|$&]/);
  });

  it("says that it failed where not all could be searched", () => {
    expect(read(reporter, exampleReport()).scan.status).toBe("failure");
    expect(read(reporter, exampleReport()).scan.messages[0]).toMatchObject({
      level: "warn",
      value: expect.stringMatching(/^keys\/prod\.pem: /),
    });
    expect(read(reporter, reportOf()).scan).toMatchObject({ status: "success", messages: [] });
  });
});

describe("the two reports", () => {
  it("share the findings, each naming what is in the other", () => {
    const report = exampleReport();
    const leaked = idsIn(gitlabReporter, report);
    const settings = idsIn(gitlabSastReporter, report);
    expect([...leaked, ...settings].sort()).toEqual(report.findings.map(({ fingerprint }) => fingerprint.place).sort());
    expect(settings).toEqual(["place-.github/workflows/deploy.yml-21", "place-.sealint/inventory.yaml-9"]);
    expect(read(gitlabReporter, report).scan.messages.at(-1)?.value).toMatch(/^Not in this report: 2 findings about/);
    expect(read(gitlabSastReporter, report).scan.messages.at(-1)?.value).toMatch(/^Not in this report: 16 findings of/);
  });

  it("count what accepts or loosens among the settings, and a value in a pipeline among the leaks", () => {
    const findings = [
      findingOf("sealint.yaml", 1, ["", "x", ""], { ruleId: "incident/unused-suppression" }),
      findingOf(".gitlab-ci.yml", 1, ["", MASKED_TOKEN, ""], { ruleId: "plaintext/literal" }),
    ];
    expect(idsIn(gitlabSastReporter, reportOf({ findings }))).toEqual(["place-sealint.yaml-1"]);
    expect(idsIn(gitlabReporter, reportOf({ findings }))).toEqual(["place-.gitlab-ci.yml-1"]);
  });

  it("name the commit of a secret", () => {
    const commitOrigin = { kind: "commit", sha: "1".repeat(40), author: "Ada", date: "2026-03-01" } as const;
    const findings = [
      findingOf("a", 1, ["", MASKED_TOKEN, ""]),
      findingOf("b", 1, ["", MASKED_TOKEN, ""], { origin: commitOrigin }),
    ];
    const [plain, old] = read(gitlabReporter, reportOf({ findings })).vulnerabilities;
    expect(plain?.location).toMatchObject({ commit: { sha: "0000000" } });
    expect(old?.location).toMatchObject({ commit: { sha: "1".repeat(40), author: "Ada", date: "2026-03-01" } });
  });
});
