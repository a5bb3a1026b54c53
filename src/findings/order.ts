import type { Finding } from "../core/finding.ts";
import { placePrint } from "./fingerprint.ts";

/** A finding before its place among the others is known: its fingerprint has no `place` yet. */
export type UnplacedFinding = Omit<Finding, "fingerprint"> & { readonly identity: string };

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Orders findings by path, position and rule, and numbers those of one identity in one file. */
export function placeFindings(found: readonly UnplacedFinding[]): Finding[] {
  const seen = new Map<string, number>();
  return [...found]
    .sort(
      (a, b) =>
        compare(a.location.path, b.location.path) ||
        a.location.start.line - b.location.start.line ||
        a.location.start.column - b.location.start.column ||
        compare(a.ruleId, b.ruleId),
    )
    .map(({ identity, ...finding }) => {
      const key = `${identity}\0${finding.location.path}`;
      const occurrence = seen.get(key) ?? 0;
      seen.set(key, occurrence + 1);
      return { ...finding, fingerprint: { identity, place: placePrint(identity, finding.location.path, occurrence) } };
    });
}
