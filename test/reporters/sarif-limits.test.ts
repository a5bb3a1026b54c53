import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Log } from "sarif";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/core/finding.ts";
import { CONFIDENCES, SEVERITIES } from "../../src/core/levels.ts";
import type { Problem } from "../../src/core/source.ts";
import type { ScanReport } from "../../src/core/stages.ts";
import { sarifReporterWithin, sarifRun } from "../../src/reporters/sarif.ts";
import { CODE_SCANNING, type SarifLimits } from "../../src/reporters/sarif-limits.ts";
import { worstFirst } from "../../src/reporters/worst-first.ts";
import { findingOf, MASKED_TOKEN, renderReport, reportOf } from "./report-builder.ts";

/** Findings of all severities and confidences in turn, so that the worst are not the first. */
const manyFindings = (count: number): Finding[] =>
  Array.from({ length: count }, (_, index) =>
    findingOf(`src/part-${index % 97}/file-${index}.ts`, 1 + index, ["key = ", MASKED_TOKEN, ""], {
      severity: SEVERITIES[index % 4] ?? "low",
      confidence: CONFIDENCES[Math.floor(index / 4) % 3] ?? "low",
    }),
  );

const pathsIn = (findings: readonly Finding[]): string[] => findings.map(({ location }) => location.path).sort();

function written(report: ScanReport, limits: SarifLimits) {
  const notes: Problem[] = [];
  const text = renderReport(sarifReporterWithin(limits), report, { leftOut: (note) => notes.push(note) });
  const [run] = (JSON.parse(text) as Log).runs;
  const results = run?.results ?? [];
  const told = run?.invocations?.[0]?.toolExecutionNotifications ?? [];
  return {
    text,
    run,
    results,
    told,
    notes,
    paths: results.map((one) => one.locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? ""),
  };
}

const limitsWith = (changes: Partial<SarifLimits>): SarifLimits => ({ ...CODE_SCANNING, ...changes });

describe("results", () => {
  it("stay in their order and unsaid where all are shown", () => {
    const findings = manyFindings(20);
    const { paths, told, notes } = written(reportOf({ findings }), limitsWith({ results: 20, shown: 20 }));
    expect(paths).toEqual(findings.map(({ location }) => location.path));
    expect([told, notes]).toEqual([[], []]);
  });

  it("come worst first where only some are shown, and it is said in the file and beside it", () => {
    const findings = manyFindings(20);
    const { paths, told, notes } = written(reportOf({ findings }), limitsWith({ shown: 5 }));
    expect(paths).toEqual(worstFirst(findings).map(({ location }) => location.path));
    const message = "holds 20 findings, of which code scanning shows 5; the most severe come first";
    expect(notes).toMatchObject([{ level: "note", code: "output-cut", message }]);
    expect(told).toMatchObject([{ level: "note", descriptor: { id: "output-cut" } }]);
    expect(told[0]?.message.text).toContain(message);
  });

  it("are the most severe where there are too many", () => {
    const findings = manyFindings(50);
    const { paths, told, notes, run } = written(reportOf({ findings }), limitsWith({ results: 12, shown: 5 }));
    expect(paths.toSorted()).toEqual(pathsIn(worstFirst(findings).slice(0, 12)));
    expect(notes[0]?.message).toBe("holds 12 of 50 findings, the most severe, since code scanning takes no more");
    expect(told).toHaveLength(1);
    expect(run?.invocations?.[0]?.executionSuccessful).toBe(true);
  });

  it("are the most severe that fit into the file", () => {
    const findings = manyFindings(400);
    const report = reportOf({ findings });
    const whole = gzipSync(written(report, CODE_SCANNING).text).length;
    for (const gzipped of [whole, whole - 500, 8000, 4000]) {
      const { paths, text, notes } = written(report, limitsWith({ gzipped }));
      expect(gzipSync(text).length).toBeLessThanOrEqual(gzipped);
      expect(paths.length).toBeGreaterThan(0);
      expect(paths.toSorted()).toEqual(pathsIn(worstFirst(findings).slice(0, paths.length)));
      expect(notes.length).toBe(paths.length < 400 ? 1 : 0);
    }
  });

  it("are none where even the rules are too much", () => {
    const { results, notes } = written(reportOf({ findings: manyFindings(3) }), limitsWith({ gzipped: 10 }));
    expect(results).toEqual([]);
    expect(notes[0]?.message).toMatch(/^holds 0 of 3 findings/);
  });

  it("have no more locations than are taken", () => {
    const related = Array.from({ length: 9 }, (_, index) => ({
      location: findingOf(`r${index}`, 1, ["", "x", ""]).location,
      message: `Also in ${index}.`,
    }));
    const report = reportOf({ findings: [findingOf("a", 1, ["", MASKED_TOKEN, ""], { related })] });
    const [result] = sarifRun(report, limitsWith({ locations: 4 })).run.results ?? [];
    expect(result?.relatedLocations).toHaveLength(3);
    expect(result?.message.text).toMatch(/\[Also in 2\]\(3\)\. And 6 more places\.$/);
    expect(sarifRun(report).run.results?.[0]?.message.text).toMatch(/\[Also in 8\]\(9\)\.$/);
  });

  it("name rules that are in the file, where there are too many rules", () => {
    const report = reportOf({ findings: [findingOf("a", 1, ["", MASKED_TOKEN, ""])] });
    const { run } = sarifRun(report, limitsWith({ rules: 2 }));
    expect(run.tool.driver.rules?.map(({ id }) => id)).toEqual(["github/personal-access-token"]);
    expect(run.results?.[0]?.ruleIndex).toBe(0);
  });
});

describe("the limits of code scanning", () => {
  it("hold for more than it takes", () => {
    const findings = manyFindings(30_000);
    const { results, paths, text, told } = written(reportOf({ findings }), CODE_SCANNING);
    expect(results).toHaveLength(25_000);
    expect(paths.toSorted()).toEqual(pathsIn(worstFirst(findings).slice(0, 25_000)));
    expect(gzipSync(text).length).toBeLessThan(10_000_000);
    expect(told).toHaveLength(1);
  });

  it("hold for results that are too large together", () => {
    const noise = (seed: string): string => createHash("sha512").update(seed).digest("base64");
    const findings = manyFindings(20_000).map((finding, index) => ({
      ...finding,
      message: Array.from({ length: 12 }, (_, part) => noise(`${index} ${part}`)).join(" "),
    }));
    const { results, text, told } = written(reportOf({ findings }), CODE_SCANNING);
    expect(gzipSync(text).length).toBeLessThan(10_000_000);
    expect(results.length).toBeLessThan(20_000);
    expect(results.length).toBeGreaterThan(5000);
    expect(told).toHaveLength(1);
  });
});
