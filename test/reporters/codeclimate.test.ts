import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Severity } from "../../src/core/levels.ts";
import { codeClimateReporter } from "../../src/reporters/codeclimate.ts";
import { HOSTILE, reportSaying } from "./hostile.ts";
import { exampleReport, findingOf, MASKED_TOKEN, renderReport, reportOf } from "./report-builder.ts";

/** What GitLab's documentation asks of an issue, and Code Climate's of the rest. */
const issues = z.array(
  z.strictObject({
    type: z.literal("issue"),
    check_name: z.string().min(1),
    description: z.string().min(1),
    categories: z.tuple([z.literal("Security")]),
    severity: z.enum(["info", "minor", "major", "critical", "blocker"]),
    fingerprint: z.string().min(1),
    location: z.strictObject({
      path: z.string().min(1),
      lines: z.strictObject({ begin: z.int().positive(), end: z.int().positive() }),
    }),
  }),
);

const issuesOf = (report: Parameters<typeof renderReport>[1]) =>
  issues.parse(JSON.parse(renderReport(codeClimateReporter, report)));

describe("the Code Climate report", () => {
  it("has an issue for each finding, with prints that differ", () => {
    const read = issuesOf(exampleReport());
    expect(read).toHaveLength(exampleReport().findings.length);
    expect(new Set(read.map(({ fingerprint }) => fingerprint)).size).toBe(read.length);
  });

  it("is an empty array where nothing was found", () => {
    expect(renderReport(codeClimateReporter, reportOf())).toBe("[]\n");
  });

  it.each<[Severity, string]>([
    ["critical", "blocker"],
    ["high", "critical"],
    ["medium", "major"],
    ["low", "minor"],
  ])("calls %s %s", (severity, name) => {
    const findings = [findingOf("src/a.ts", 3, ["k = ", MASKED_TOKEN, ""], { severity })];
    expect(issuesOf(reportOf({ findings }))[0]).toMatchObject({
      severity: name,
      location: { path: "src/a.ts", lines: { begin: 3, end: 3 } },
    });
  });

  it.each(HOSTILE)("holds %j", (text) => {
    expect(issuesOf(reportSaying(text))).toHaveLength(2);
  });
});
