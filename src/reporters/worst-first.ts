import type { Finding } from "../core/finding.ts";
import { CONFIDENCES, SEVERITIES } from "../core/levels.ts";

/** Findings by severity, then by confidence, and otherwise in the order in which they are: what a format with limited room keeps first. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    (a, b) =>
      SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
      CONFIDENCES.indexOf(b.confidence) - CONFIDENCES.indexOf(a.confidence),
  );
}
