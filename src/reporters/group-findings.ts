import type { Finding } from "../core/finding.ts";
import { SEVERITIES, type Severity } from "../core/levels.ts";
import type { RuleMeta } from "../core/rule.ts";
import type { ScanReport } from "../core/stages.ts";

/** A rule's findings, which share its words. */
export interface RuleGroup {
  readonly ruleId: string;
  readonly rule: RuleMeta | undefined;
  /** The worst among the findings. */
  readonly severity: Severity;
  /** In the report's order: path, then position. */
  readonly findings: readonly Finding[];
}

const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);

function findingsByRule(findings: readonly Finding[]): Map<string, Finding[]> {
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) {
    const known = byRule.get(finding.ruleId);
    if (known === undefined) byRule.set(finding.ruleId, [finding]);
    else known.push(finding);
  }
  return byRule;
}

function worstOf(findings: readonly Finding[]): Severity {
  let worst: Severity = "low";
  for (const { severity } of findings) if (rank(severity) > rank(worst)) worst = severity;
  return worst;
}

/** Findings by rule: the worst first, then in the order of ids. */
export function groupFindings(report: ScanReport): RuleGroup[] {
  if (report.findings.length === 0) return [];
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  return [...findingsByRule(report.findings)]
    .map(([ruleId, findings]) => ({ ruleId, rule: rules.get(ruleId), severity: worstOf(findings), findings }))
    .sort((a, b) => rank(b.severity) - rank(a.severity) || (a.ruleId < b.ruleId ? -1 : 1));
}

/** What a group's places all say alike is said once; a single place keeps its words beside it. */
export function sharedBy(group: RuleGroup, say: (finding: Finding) => string): string | undefined {
  const [first, ...rest] = group.findings;
  if (first === undefined || rest.length === 0) return undefined;
  const words = say(first);
  return rest.every((finding) => say(finding) === words) ? words : undefined;
}
