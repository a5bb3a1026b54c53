import type { SuppressedFinding } from "../core/acceptance.ts";
import type { Finding } from "../core/finding.ts";
import type { ScanReport } from "../core/stages.ts";
import { placePrint } from "../findings/fingerprint.ts";
import { inReportOrder } from "../findings/order.ts";

/** How findings of several commits belong together. */
export interface CommitOrder {
  /** The place of a unit's commit among all that were searched. */
  orderOf(unit: string): number;
  /** Whether a finding lies on a line that its commit has added. */
  isAdded(finding: Finding): boolean;
  /** Whether what a unit holds is what stands at its path in the end. */
  isCurrent(unit: string): boolean;
}

/** A finding of one commit, accepted or not. */
interface Occurrence {
  readonly finding: Finding;
  readonly order: number;
  readonly accepted: SuppressedFinding | undefined;
}

/**
 * Reports each secret of a file once, by the commit that brought it, of a report on the files of several commits. What no
 * commit has added is left out. Where all is accepted in the last version of the file that has the secret, it is accepted:
 * that is what stands in the file in the end. What is about how something is set up (`isSetting`) counts only where it still
 * stands in the end: a later commit has mended it, and nothing has leaked.
 */
export function onceEach(
  report: ScanReport,
  { orderOf, isAdded, isCurrent }: CommitOrder,
  isSetting: (finding: Finding) => boolean,
): ScanReport {
  const occurrence = (finding: Finding, accepted?: SuppressedFinding): Occurrence => ({
    finding,
    order: orderOf(finding.location.unit),
    accepted,
  });
  const all = [
    ...report.findings.map((finding) => occurrence(finding)),
    ...report.suppressed.map((accepted) => occurrence(accepted.finding, accepted)),
  ];
  const findings: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  const keyOf = ({ finding: { fingerprint, location } }: Occurrence) => `${fingerprint.identity}\0${location.path}`;
  for (const group of Map.groupBy(all, keyOf).values()) {
    const added = group.filter(({ finding }) => isAdded(finding));
    if (added.length === 0) continue;
    const stands = group.some(({ finding }) => !isSetting(finding) || isCurrent(finding.location.unit));
    if (!stands) continue;
    const last = oneCommit(group, Math.max(...group.map(({ order }) => order)));
    if (last.every(({ accepted }) => accepted !== undefined))
      suppressed.push(
        ...last.flatMap(({ accepted, finding }, at) =>
          accepted ? [{ ...accepted, finding: numbered(finding, at) }] : [],
        ),
      );
    else {
      const standing = added.filter(({ accepted }) => accepted === undefined);
      const shown = standing.length > 0 ? standing : added;
      const brought = oneCommit(shown, Math.min(...shown.map(({ order }) => order)));
      findings.push(...brought.map(({ finding }, at) => numbered(finding, at)));
    }
  }
  const { tool, problems, counts, duration, failOn } = report;
  return {
    tool,
    problems,
    counts,
    duration,
    failOn,
    // Worked out where it is asked, as in the report itself.
    get rules() {
      return report.rules;
    },
    findings: findings.sort(inReportOrder),
    suppressed: suppressed.sort((a, b) => inReportOrder(a.finding, b.finding)),
  };
}

const oneCommit = (group: readonly Occurrence[], wanted: number): Occurrence[] =>
  group.filter(({ order }) => order === wanted).sort((a, b) => inReportOrder(a.finding, b.finding));

/** The same finding with the print that it has in its own commit. */
function numbered(finding: Finding, occurrence: number): Finding {
  const { identity } = finding.fingerprint;
  return { ...finding, fingerprint: { identity, place: placePrint(identity, finding.location.path, occurrence) } };
}
