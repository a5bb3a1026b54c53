import type { BaselineEntry, BaselineOutcome } from "../../core/baseline.ts";

/** What is to become of a baseline. */
export interface BaselineChange {
  /** Whether findings that nothing stands for get an entry, and what is written beside it. */
  readonly adds?: { readonly reason?: string; readonly until?: string };
  /** Whether entries go whose findings are gone. */
  readonly drops: boolean;
}

/** The entries of a changed baseline, and what was done, in numbers of findings. */
export interface ChangedBaseline {
  readonly entries: readonly BaselineEntry[];
  readonly added: number;
  readonly kept: number;
  /** Of those that are kept: they lie in another file than before. */
  readonly moved: number;
  readonly dropped: number;
  /** Of those that are kept: they are gone. */
  readonly stale: number;
}

/** Makes the next baseline of what came of this one. An entry keeps its reason and day wherever its findings went. */
export function changeBaseline({ held, fresh, left }: BaselineOutcome, change: BaselineChange): ChangedBaseline {
  const sheet = new Sheet();
  const gone = left.filter(({ isGone }) => isGone);
  const staying = change.drops ? left.filter(({ isGone }) => !isGone) : left;
  // What has not moved comes first, so that its reason stands where two entries meet in one file.
  const moved = held.filter(({ finding, entry }) => finding.location.path !== entry.path);
  for (const { finding, entry } of held) if (finding.location.path === entry.path) sheet.add(entry, 1);
  for (const { entry, count } of staying) sheet.add(entry, count);
  for (const { finding, entry } of moved) sheet.add({ ...entry, path: finding.location.path }, 1);
  const { adds } = change;
  if (adds !== undefined) {
    for (const { ruleId: rule, location, fingerprint } of fresh) {
      sheet.add({ path: location.path, rule, identity: fingerprint.identity, ...adds }, 1);
    }
  }
  const sumOf = (some: BaselineOutcome["left"]): number => some.reduce((sum, { count }) => sum + count, 0);
  return {
    entries: sheet.entries,
    added: adds === undefined ? 0 : fresh.length,
    kept: held.length + sumOf(staying),
    moved: moved.length,
    dropped: change.drops ? sumOf(gone) : 0,
    stale: change.drops ? 0 : sumOf(gone),
  };
}

/** Entries that grow with each finding that they stand for. */
class Sheet {
  readonly #entries = new Map<string, BaselineEntry>();

  get entries(): readonly BaselineEntry[] {
    return [...this.#entries.values()];
  }

  add(entry: BaselineEntry, count: number): void {
    const key = `${entry.identity}${entry.path}`;
    const known = this.#entries.get(key);
    this.#entries.set(key, known === undefined ? { ...entry, count } : { ...known, count: (known.count ?? 1) + count });
  }
}
