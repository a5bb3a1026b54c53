import type { Finding } from "../core/finding.ts";
import { isAtLeast, SEVERITIES, type Severity } from "../core/levels.ts";

/** Severities from worst to least, as reports list them. */
export const WORST_FIRST: readonly Severity[] = SEVERITIES.toReversed();

/** Number of findings of each severity. */
export function countSeverities(findings: readonly Finding[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** Number of findings that reach the level that fails the run. */
export function countFailing(findings: readonly Finding[], failOn: Severity | "never"): number {
  if (failOn === "never") return 0;
  return findings.filter(({ severity }) => isAtLeast(SEVERITIES, severity, failOn)).length;
}
