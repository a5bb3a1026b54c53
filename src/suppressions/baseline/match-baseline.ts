import type { BaselineEntry } from "../../core/baseline.ts";
import type { Finding } from "../../core/finding.ts";
import type { NamedFinding } from "../sorted.ts";
import { isAlike } from "./is-alike.ts";

/** An entry with how many more findings it can stand for. */
interface Holder {
  readonly entry: BaselineEntry;
  left: number;
}

/** What is known about paths besides the findings. */
export interface Paths {
  /** Whether all that lies at a path has been looked at. */
  isSearched(path: string): boolean;
  exists(path: string): boolean;
}

/** Which entry stands for which finding, and how many more each could stand for. */
export interface Matched {
  readonly held: ReadonlyMap<NamedFinding, BaselineEntry>;
  readonly left: ReadonlyMap<BaselineEntry, number>;
}

/**
 * Gives findings, in the order of a report, the entries that stand for them: one of the same identity at the same path, or
 * one at a path that has no such finding any more. `accepted` are findings that something else hides: they are still there,
 * so an entry cannot have moved away from them.
 */
export function matchBaseline(
  findings: readonly NamedFinding[],
  accepted: readonly Finding[],
  entries: readonly BaselineEntry[],
  paths: Paths,
): Matched {
  const matching = new Matching(entries, paths);
  const moved = findings.filter((named) => !matching.holdInPlace(named));
  for (const finding of accepted) matching.keepInPlace(finding);
  // What a value's print tells for sure comes first: it shows which files were renamed.
  const unsure = moved.filter((named) => named.tiedToPath === true || !matching.holdMoved(named));
  const tied = unsure.filter(({ tiedToPath }) => tiedToPath === true);
  matching.learnRenames(tied);
  for (const named of tied) matching.holdRenamed(named);
  return matching;
}

class Matching implements Matched {
  readonly held = new Map<NamedFinding, BaselineEntry>();
  readonly #holders: readonly Holder[];
  readonly #byIdentity = new Map<string, Holder[]>();
  readonly #renames = new Set<string>();
  readonly #paths: Paths;

  constructor(entries: readonly BaselineEntry[], paths: Paths) {
    this.#paths = paths;
    this.#holders = entries.map((entry) => ({ entry, left: entry.count ?? 1 }));
    for (const holder of this.#holders) {
      const { identity } = holder.entry;
      const alike = this.#byIdentity.get(identity);
      if (alike === undefined) this.#byIdentity.set(identity, [holder]);
      else alike.push(holder);
    }
  }

  get left(): ReadonlyMap<BaselineEntry, number> {
    return new Map(this.#holders.filter(({ left }) => left > 0).map(({ entry, left }) => [entry, left]));
  }

  holdInPlace(named: NamedFinding): boolean {
    const { path } = named.finding.location;
    const holder = this.#free(named.finding).find(({ entry }) => entry.path === path);
    return holder !== undefined && this.#hold(named, holder);
  }

  keepInPlace(finding: Finding): void {
    const holder = this.#free(finding).find(({ entry }) => entry.path === finding.location.path);
    if (holder !== undefined) holder.left--;
  }

  /** Where the value has gone from one file, and turns up in another. */
  holdMoved(named: NamedFinding): boolean {
    const { path } = named.finding.location;
    const { exists, isSearched } = this.#paths;
    const gone = this.#free(named.finding).filter(({ entry }) => !exists(entry.path) || isSearched(entry.path));
    const holder = gone.find(({ entry }) => isAlike(entry.path, path)) ?? gone[0];
    if (holder === undefined) return false;
    if (!exists(holder.entry.path)) this.#renames.add(renameOf(holder.entry.path, path));
    return this.#hold(named, holder);
  }

  /** Where the file itself is gone, and another is what it was renamed to. */
  holdRenamed(named: NamedFinding): void {
    const { path } = named.finding.location;
    const holder = this.#free(named.finding).find(
      ({ entry }) =>
        !this.#paths.exists(entry.path) && (this.#renames.has(renameOf(entry.path, path)) || isAlike(entry.path, path)),
    );
    if (holder !== undefined) this.#hold(named, holder);
  }

  /** A file that is gone, with two entries or more that all turn up in one other file, has become that file. */
  learnRenames(tied: readonly NamedFinding[]): void {
    if (tied.length < 2) return;
    const found = Map.groupBy(tied, ({ finding }) => finding.location.path);
    const free = this.#holders.filter(({ left }) => left > 0);
    for (const [from, holders] of Map.groupBy(free, ({ entry }) => entry.path)) {
      if (holders.length < 2 || this.#paths.exists(from)) continue;
      for (const [path, findings] of found) {
        const there = new Set(findings.map(({ finding }) => finding.fingerprint.identity));
        if (holders.every(({ entry }) => there.has(entry.identity))) this.#renames.add(renameOf(from, path));
      }
    }
  }

  #free({ fingerprint }: Finding): readonly Holder[] {
    return (this.#byIdentity.get(fingerprint.identity) ?? []).filter(({ left }) => left > 0);
  }

  #hold(named: NamedFinding, holder: Holder): true {
    holder.left--;
    this.held.set(named, holder.entry);
    return true;
  }
}

const renameOf = (from: string, to: string): string => `${from}\0${to}`;
