import type { Finding } from "../core/finding.ts";
import { placePrint } from "./fingerprint.ts";

/** A finding before its place among the others is known: its fingerprint has no `place` yet. */
export type UnplacedFinding = Omit<Finding, "fingerprint"> & {
  readonly identity: string;
  /** Name that the value is assigned to, as written; the finding itself does not carry it. */
  readonly name?: string;
  /** True where an equal identity in another file may be another thing: of weak values, and of what is no value. */
  readonly tiedToPath?: boolean;
};

/** A finding with its place, and what only the stages that hide findings need to know of it. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly name?: string;
  readonly tiedToPath?: boolean;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order of a report: path, position and rule. */
export function inReportOrder(
  a: Pick<Finding, "location" | "ruleId">,
  b: Pick<Finding, "location" | "ruleId">,
): number {
  return (
    compare(a.location.path, b.location.path) ||
    compare(a.location.inside ?? "", b.location.inside ?? "") ||
    a.location.start.line - b.location.start.line ||
    a.location.start.column - b.location.start.column ||
    compare(a.ruleId, b.ruleId)
  );
}

/** Orders findings by path, position and rule, and numbers those of one identity in one file. */
export function placeFindings(found: readonly UnplacedFinding[]): PlacedFinding[] {
  const seen = new Map<string, number>();
  return [...found].sort(inReportOrder).map(({ identity, name, tiedToPath = false, ...rest }) => {
    const { path } = rest.location;
    const key = `${identity}\0${path}`;
    const occurrence = seen.get(key) ?? 0;
    seen.set(key, occurrence + 1);
    const finding = { ...rest, fingerprint: { identity, place: placePrint(identity, path, occurrence) } };
    return { finding, tiedToPath, ...(name === undefined ? {} : { name }) };
  });
}
