import type { SuppressedFinding } from "../core/acceptance.ts";
import type { Finding } from "../core/finding.ts";
import type { Severity } from "../core/levels.ts";
import type { RuleMeta } from "../core/rule.ts";
import type { Problem } from "../core/source.ts";
import type { Reporter, ScanReport } from "../core/stages.ts";
import { renderObject } from "./json-text.ts";
import { countFailing, countSeverities } from "./severity-counts.ts";

/**
 * The JSON report. Fields are only ever added under one `schemaVersion`. Everything in it is masked, and nothing but
 * `summary.durationMs` differs between two runs over the same content.
 */
export interface JsonReport {
  readonly schemaVersion: 1;
  readonly tool: ScanReport["tool"];
  readonly summary: JsonSummary;
  /** In the order of path, position and rule; paths are relative to the root of the scan. */
  readonly findings: readonly Finding[];
  /** Findings that a comment, the configuration or the baseline accepts, with what accepts them, in the same order. */
  readonly suppressed: readonly SuppressedFinding[];
  readonly problems: readonly Problem[];
  /** The rules that the findings and the suppressed ones name, in the order of their ids; `summary.rules` says how many ran. */
  readonly rules: readonly RuleMeta[];
}

export interface JsonSummary {
  readonly findings: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  /** Findings that reach `failOn`. */
  readonly failing: number;
  readonly failOn: Severity | "never";
  readonly suppressed: number;
  /** Problems because of which the result is not complete, and those because of which it still is. */
  readonly errors: number;
  readonly notes: number;
  readonly rules: number;
  readonly files: number;
  readonly bytes: number;
  readonly pipelines: number;
  readonly references: number;
  readonly skipped: {
    readonly binary: number;
    readonly links: number;
    readonly special: number;
    readonly excluded: number;
  };
  readonly durationMs: number;
}

/** What a report comes to, in numbers. */
export function summaryOf({
  findings,
  suppressed,
  problems,
  rules,
  counts,
  duration,
  failOn,
}: ScanReport): JsonSummary {
  const { files, bytes, pipelines, references, binary, links, special, excluded } = counts;
  return {
    findings: findings.length,
    bySeverity: countSeverities(findings),
    failing: countFailing(findings, failOn),
    failOn,
    suppressed: suppressed.length,
    errors: problems.filter(({ level }) => level === "error").length,
    notes: problems.filter(({ level }) => level === "note").length,
    rules: rules.length,
    files,
    bytes,
    pipelines,
    references,
    skipped: { binary, links, special, excluded },
    durationMs: Math.round(duration),
  };
}

/** Field by field, so that what a stage hangs onto a finding for itself never becomes part of the format. */
export function findingOf(finding: Finding): Finding {
  const { ruleId, severity, confidence, reasons, judged, message, platform, expires, location } = finding;
  const { origin, related, preview, declared, fix, fingerprint } = finding;
  const sureness = { confidence, reasons, ...(judged === undefined ? {} : { judged }) };
  const about = platform === undefined ? {} : { platform };
  const life = expires === undefined ? {} : { expires };
  const known = declared === undefined ? {} : { declared };
  const shown = { location, origin, related, preview, ...(fix === undefined ? {} : { fix }) };
  return { ruleId, severity, ...sureness, message, ...about, ...life, ...shown, ...known, fingerprint };
}

/** What a rule says of itself, without the patterns of a compiled secret rule. */
export function ruleOf(rule: RuleMeta): RuleMeta {
  const { id, title, why, fix, on, revoke, severity, confidence, preset, since, references, practices, cwe } = rule;
  const words = {
    id,
    title,
    why,
    fix,
    ...(on === undefined ? {} : { on }),
    ...(revoke === undefined ? {} : { revoke }),
  };
  return { ...words, severity, confidence, preset, since, references, practices, cwe };
}

export function suppressedOf({ finding, suppression }: SuppressedFinding): SuppressedFinding {
  const { by, reason, until, location } = suppression;
  return {
    finding: findingOf(finding),
    suppression: { by, reason, ...(until === undefined ? {} : { until }), location },
  };
}

/** The report as data, as JSON.parse gives it back. */
export function jsonReport(report: ScanReport): JsonReport {
  const all = [...report.findings, ...report.suppressed.map(({ finding }) => finding)];
  const named = new Set(all.map(({ ruleId }) => ruleId));
  return {
    schemaVersion: 1,
    tool: { name: report.tool.name, version: report.tool.version },
    summary: summaryOf(report),
    findings: report.findings.map(findingOf),
    suppressed: report.suppressed.map(suppressedOf),
    problems: report.problems,
    rules: report.rules.filter(({ id }) => named.has(id)).map(ruleOf),
  };
}

/** The report for programs: one JSON document, `JsonReport`. */
export const jsonReporter: Reporter = {
  name: "json",
  *render(report) {
    yield* renderObject(jsonReport(report));
    yield "\n";
  },
};
