import type { Finding, Location } from "../core/finding.ts";
import type { SecretOverview } from "../core/secret-overview.ts";

/** What the findings say of a secret. */
export interface SecretFindings {
  /** Indices of findings that lie in its entry, point there, or are its leak. */
  readonly indices: readonly number[];
  readonly hasLeaked: boolean;
}

const NOTHING: SecretFindings = { indices: [], hasLeaked: false };

/** Which findings are about which declared secret. An entry of the manifest goes from its name to the next one's. */
export function findingsBySecret(
  secrets: readonly SecretOverview[],
  findings: readonly Finding[],
): (secret: SecretOverview) => SecretFindings {
  const declared = secrets.filter((secret) => secret.declared !== undefined);
  const byFile = Map.groupBy(declared, ({ declared: at }) => at?.path ?? "");
  for (const some of byFile.values()) some.sort((a, b) => lineOf(a) - lineOf(b));
  const entryAt = ({ path, start }: Pick<Location, "path" | "start">): SecretOverview | undefined =>
    lastUpTo(byFile.get(path) ?? [], start.line);
  const found = new Map<SecretOverview, { indices: number[]; hasLeaked: boolean }>();
  for (const [index, finding] of findings.entries()) {
    const leaked = finding.declared === undefined ? undefined : entryAt(finding.declared.location);
    const places = [finding.location, ...finding.related.map(({ location }) => location)];
    for (const secret of new Set([leaked, ...places.map(entryAt)])) {
      if (secret === undefined) continue;
      const own = found.get(secret) ?? { indices: [], hasLeaked: false };
      own.indices.push(index);
      own.hasLeaked ||= secret === leaked && !secret.isRevoked;
      found.set(secret, own);
    }
  }
  return (secret) => found.get(secret) ?? NOTHING;
}

const lineOf = ({ declared }: SecretOverview): number => declared?.start.line ?? 0;

/** The last entry that begins on a line or before it; they are in the order of their lines. */
function lastUpTo(entries: readonly SecretOverview[], line: number): SecretOverview | undefined {
  let [from, to] = [0, entries.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (lineOf(entries[middle] as SecretOverview) <= line) from = middle + 1;
    else to = middle;
  }
  return entries[from - 1];
}
