import type { BaselineOutcome } from "../core/baseline.ts";
import type { Finding } from "../core/finding.ts";

/** A finding of ours that the other tool was told to accept. */
export interface AcceptedFinding {
  readonly finding: Finding;
  readonly reason: string;
  /** Where the other tool was told. */
  readonly from: string;
  /** Whether that was a baseline. */
  readonly isBaseline: boolean;
}

/** An entry under `allow` of the configuration. */
export interface AllowEntry {
  readonly rule: string;
  readonly path: string;
  readonly fingerprint: string;
  readonly reason: string;
  readonly from: string;
}

/** How accepted findings are kept, each once. */
export interface KeptFindings {
  readonly allow: readonly AllowEntry[];
  /** Findings with the entries that stand for them. */
  readonly baseline: BaselineOutcome["held"];
}

/** Sorts accepted findings by where they are kept: what was decided one by one in the configuration, what a baseline held in ours. */
export function keepAccepted(accepted: readonly AcceptedFinding[]): KeptFindings {
  const decided = accepted.filter(({ isBaseline }) => !isBaseline);
  const allow = onceEach(decided).map(allowEntry).sort(byPlace);
  const allowed = new Set(allow.map(({ fingerprint }) => fingerprint));
  const listed = accepted.filter(({ isBaseline, finding }) => isBaseline && !allowed.has(finding.fingerprint.place));
  return { allow, baseline: onceEach(listed).map(heldFinding) };
}

/** One finding may have been accepted twice: the first counts. */
function onceEach(accepted: readonly AcceptedFinding[]): readonly AcceptedFinding[] {
  return [...new Map(accepted.toReversed().map((one) => [one.finding.fingerprint.place, one])).values()].toReversed();
}

function allowEntry({ finding, reason, from }: AcceptedFinding): AllowEntry {
  return {
    rule: finding.ruleId,
    path: finding.location.path,
    fingerprint: finding.fingerprint.place,
    reason,
    from,
  };
}

function heldFinding({ finding, reason }: AcceptedFinding): BaselineOutcome["held"][number] {
  const { ruleId: rule, location, fingerprint } = finding;
  return { finding, entry: { path: location.path, rule, identity: fingerprint.identity, reason } };
}

function byPlace(a: AllowEntry, b: AllowEntry): number {
  const key = ({ path, rule, fingerprint }: AllowEntry): string => `${path}\0${rule}\0${fingerprint}`;
  return key(a) < key(b) ? -1 : 1;
}
