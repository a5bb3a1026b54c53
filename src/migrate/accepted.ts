import type { Finding } from "../core/finding.ts";

/** A finding of ours that the other tool was told to accept. */
export interface AcceptedFinding {
  readonly finding: Finding;
  readonly reason: string;
  /** Where the other tool was told. */
  readonly from: string;
}

/** An entry under `allow` of the configuration. */
export interface AllowEntry {
  readonly rule: string;
  readonly path: string;
  readonly fingerprint: string;
  readonly reason: string;
  readonly from: string;
}

/** Entries of the configuration that accept findings; the one place that decides how they are kept. */
export function allowEntries(accepted: readonly AcceptedFinding[]): readonly AllowEntry[] {
  const entries = accepted.map(({ finding, reason, from }) => ({
    rule: finding.ruleId,
    path: finding.location.path,
    fingerprint: finding.fingerprint.place,
    reason,
    from,
  }));
  // One finding may have been accepted twice.
  return [...new Map(entries.toReversed().map((entry) => [entry.fingerprint, entry])).values()].sort(byPlace);
}

function byPlace(a: AllowEntry, b: AllowEntry): number {
  const key = ({ path, rule, fingerprint }: AllowEntry): string => `${path}\0${rule}\0${fingerprint}`;
  return key(a) < key(b) ? -1 : 1;
}
