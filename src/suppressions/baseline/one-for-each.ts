import type { BaselineEntry } from "../../core/baseline.ts";

/** Two branches may have changed one entry, and both lines were kept: then the one that holds longer counts. */
export function oneForEach(entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const byPlace = new Map<string, BaselineEntry>();
  for (const entry of entries) {
    const key = `${entry.identity}${entry.path}`;
    const other = byPlace.get(key);
    if (other === undefined || holdsLonger(entry, other)) byPlace.set(key, entry);
  }
  return byPlace.size === entries.length ? entries : [...byPlace.values()];
}

const FOREVER = "9999-99-99";

function holdsLonger(a: BaselineEntry, b: BaselineEntry): boolean {
  const [untilA, untilB] = [a.until ?? FOREVER, b.until ?? FOREVER];
  return untilA === untilB ? (a.count ?? 1) > (b.count ?? 1) : untilA > untilB;
}
