import type { NamedFinding } from "../sorted.ts";

/** Findings of which several versions of a file, such as those of several commits, may have each. */
export interface InAllVersions {
  /** One of each. */
  readonly findings: readonly NamedFinding[];
  /** Which of these a finding is, in whatever version. */
  oneOf(finding: NamedFinding): NamedFinding;
}

/** Takes as one what is of the same identity and as far down in each version of a file: no version makes it more. */
export function oneInAllVersions(all: readonly NamedFinding[]): InAllVersions {
  const counts = new Map<string, number>();
  const firsts = new Map<string, NamedFinding>();
  const ones = new Map<NamedFinding, NamedFinding>();
  for (const named of all) {
    const { location, fingerprint } = named.finding;
    const inVersion = `${fingerprint.identity}${location.unit}`;
    const count = counts.get(inVersion) ?? 0;
    counts.set(inVersion, count + 1);
    const place = `${fingerprint.identity}${location.path}\0${count}`;
    const first = firsts.get(place) ?? named;
    firsts.set(place, first);
    ones.set(named, first);
  }
  return { findings: [...firsts.values()], oneOf: (named) => ones.get(named) ?? named };
}
