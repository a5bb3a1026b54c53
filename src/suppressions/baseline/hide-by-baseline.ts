import type { SuppressedFinding } from "../../core/acceptance.ts";
import type { Baseline, BaselineEntry, BaselineOutcome, BaselineSetting, LeftEntry } from "../../core/baseline.ts";
import type { Problem } from "../../core/source.ts";
import { suppressedWithoutReason } from "../rules.ts";
import type { NamedFinding, Sorted, SuppressionFault } from "../sorted.ts";
import { baselineNotes } from "./baseline-notes.ts";
import { type Matched, matchBaseline } from "./match-baseline.ts";
import { oneForEach } from "./one-for-each.ts";
import { oneInAllVersions } from "./one-in-all-versions.ts";

/** What a baseline is held against besides the findings. */
export interface BaselineScene {
  readonly setting: BaselineSetting;
  /** What comments and the configuration accept. */
  readonly accepted: readonly SuppressedFinding[];
  /** Whether something at a path, or at a folder above it, could not be looked at. */
  isBroken(path: string): boolean;
  /** Ids of all rules that there are, and of those that ran. */
  readonly known: readonly string[];
  readonly ran: ReadonlySet<string>;
  /** ISO day. */
  readonly asOf: string;
}

/** Findings as a baseline sorts them, with what else there is to say of it. */
export interface SortedByBaseline extends Sorted {
  readonly notes: readonly Problem[];
  readonly outcome: BaselineOutcome;
}

/** Sets aside the findings that were there when the baseline was written. */
export function hideByBaseline(findings: readonly NamedFinding[], scene: BaselineScene): SortedByBaseline {
  const { setting, asOf } = scene;
  const { baseline, exists } = setting;
  const isSearched = (path: string): boolean => setting.isSearched(path) && !scene.isBroken(path);
  const isMentioned = ({ finding }: NamedFinding): boolean => baseline.mentions(finding.fingerprint.identity);
  if (!setting.isConcerned() && !findings.some(isMentioned)) return untouched(findings, baseline);
  const accepted = scene.accepted.map(({ finding }) => finding);
  const versions = oneInAllVersions(findings);
  const matched = matchBaseline(versions.findings, accepted, oneForEach(baseline.entries), {
    isSearched,
    exists: remembered(exists),
  });
  const entryOf = (named: NamedFinding): BaselineEntry | undefined => matched.held.get(versions.oneOf(named));
  const kept: NamedFinding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const named of findings) {
    const entry = entryOf(named);
    if (entry === undefined || isOver(entry, asOf)) kept.push(named);
    else suppressed.push({ finding: named.finding, suppression: suppressionBy(entry, setting) });
  }
  const left = leftEntries(matched, isSearched, scene);
  return {
    kept,
    suppressed,
    faults: overFaults(new Set(matched.held.values()), scene),
    notes: baselineNotes(left, isSearched, { path: baseline.path, known: () => scene.known }),
    outcome: {
      held: [...matched.held].map(([{ finding }, entry]) => ({ finding, entry })),
      fresh: findings.flatMap((named) => (entryOf(named) === undefined ? [named.finding] : [])),
      left,
    },
  };
}

/** Of a baseline that has nothing to do with what was searched: it is not even read. */
function untouched(findings: readonly NamedFinding[], baseline: Baseline): SortedByBaseline {
  const outcome: BaselineOutcome = {
    held: [],
    fresh: findings.map(({ finding }) => finding),
    get left() {
      return oneForEach(baseline.entries).map((entry) => ({ entry, count: entry.count ?? 1, isGone: false }));
    },
  };
  return { kept: findings, suppressed: [], faults: [], notes: [], outcome };
}

function leftEntries(
  { left }: Matched,
  isSearched: (path: string) => boolean,
  scene: BaselineScene,
): readonly LeftEntry[] {
  const { canMiss } = scene.setting;
  return [...left].map(([entry, count]) => {
    // The rules are gathered when somebody asks for them, which most scans have no need to.
    return { entry, count, isGone: canMiss && isSearched(entry.path) && scene.ran.has(entry.rule) };
  });
}

function suppressionBy(entry: BaselineEntry, { baseline }: BaselineSetting): SuppressedFinding["suppression"] {
  const { reason = "It was there when the baseline was written.", until } = entry;
  return {
    by: "baseline",
    reason,
    ...(until === undefined ? {} : { until }),
    get location() {
      return baseline.writtenAt(entry).location;
    },
  };
}

const isOver = ({ until }: BaselineEntry, asOf: string): boolean => until !== undefined && until < asOf;

/** One for each day that has passed: entries that were written together end together. */
function overFaults(held: ReadonlySet<BaselineEntry>, { setting, asOf }: BaselineScene): readonly SuppressionFault[] {
  const over = setting.baseline.entries.filter((entry) => held.has(entry) && isOver(entry, asOf));
  return [...Map.groupBy(over, ({ until }) => until)].flatMap(([until, entries]) => {
    const [first] = entries;
    if (first === undefined) return [];
    const what = entries.length === 1 ? "The entry of the baseline" : `${entries.length} entries of the baseline`;
    const they = entries.length === 1 ? "it hides" : "they hide";
    const message = `${what} expired on ${until}, so ${they} nothing. Mend what was found, or decide again and write a later day.`;
    return [{ meta: suppressedWithoutReason, message, written: setting.baseline.writtenAt(first) }];
  });
}

function remembered(question: (path: string) => boolean): (path: string) => boolean {
  const known = new Map<string, boolean>();
  return (path) => {
    const answer = known.get(path) ?? question(path);
    known.set(path, answer);
    return answer;
  };
}
