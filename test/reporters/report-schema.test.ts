import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Origin, Problem } from "../../src/core/source.ts";
import type { ScanReport } from "../../src/core/stages.ts";
import { jsonReporter } from "../../src/reporters/json.ts";
import { jsonlReporter } from "../../src/reporters/jsonl.ts";
import {
  reportJsonSchema,
  reportLineJsonSchema,
  reportLineSchema,
  reportSchema,
} from "../../src/reporters/report-schema.ts";
import { exampleReport, findingOf, MASKED_TOKEN, renderReport, reportOf } from "./report-builder.ts";

const COMMIT: Origin = { kind: "commit", sha: "0".repeat(40), author: "Ada", date: "2026-03-01" };
const ORIGINS: readonly Origin[] = [
  { kind: "file" },
  { kind: "index" },
  { kind: "stdin" },
  COMMIT,
  { kind: "object", id: "1".repeat(40) },
];
const ACCEPTED: Problem = {
  level: "note",
  code: "unreadable",
  subject: "a.bin",
  message: "cannot be read",
  hint: "Try again.",
  accepted: "It is made by the build.",
};

const REPORTS: Readonly<Record<string, ScanReport>> = {
  "of every kind": exampleReport(),
  "with nothing found": reportOf(),
  "that never fails": reportOf({ failOn: "never" }),
  "of content from everywhere": reportOf({
    findings: ORIGINS.map((origin) => findingOf("a.ts", 1, ["", MASKED_TOKEN, ""], { origin })),
  }),
  "with what is accepted": reportOf({
    problems: [ACCEPTED],
    suppressed: (["inline", "config", "baseline"] as const).map((by) => ({
      finding: findingOf("a.ts", 1, ["", MASKED_TOKEN, ""]),
      suppression: { by, reason: "Made up.", location: findingOf("b", 1, ["", "x", ""]).location },
    })),
  }),
};

/** The schema as people have it: read back from the file, not the one that it was made of. */
const published = (name: string): z.ZodType =>
  z.fromJSONSchema(JSON.parse(readFileSync(new URL(`../../docs/schema/${name}`, import.meta.url), "utf8")));

const reportsIn = (report: ScanReport): unknown => JSON.parse(renderReport(jsonReporter, report));
const linesIn = (report: ScanReport): unknown[] =>
  renderReport(jsonlReporter, report)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);

describe.each(Object.entries(REPORTS))("a report %s", (_, report) => {
  it("keeps to the published schema", () => {
    expect(published("report.schema.json").safeParse(reportsIn(report)).error).toBeUndefined();
    const line = published("report-line.schema.json");
    for (const record of linesIn(report)) expect(line.safeParse(record).error).toBeUndefined();
  });

  it("has no field that the schema does not tell", () => {
    // Parsing leaves out what is not described.
    expect(reportSchema.parse(reportsIn(report))).toEqual(reportsIn(report));
    for (const record of linesIn(report)) expect(reportLineSchema.parse(record)).toEqual(record);
  });
});

describe("the schema", () => {
  it.each([
    ["another version", { schemaVersion: 2 }],
    ["a finding without a place", { findings: [{ ruleId: "a/b" }] }],
    ["a summary that does not count", { summary: {} }],
  ])("refuses %s", (_, changes) => {
    const report = { ...(reportsIn(exampleReport()) as object), ...changes };
    expect(published("report.schema.json").safeParse(report).success).toBe(false);
  });

  it("takes what a later version adds", () => {
    const report = { ...(reportsIn(exampleReport()) as object), later: true };
    expect(published("report.schema.json").safeParse(report).success).toBe(true);
  });

  it("says whether lines and reports are which", () => {
    expect(reportJsonSchema()).toContain('"title": "sealint report, version 1"');
    expect(published("report-line.schema.json").safeParse({ type: "other" }).success).toBe(false);
    expect(reportLineJsonSchema()).toContain("The last line");
  });
});
