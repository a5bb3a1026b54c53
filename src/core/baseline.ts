import type { Written } from "./acceptance.ts";
import type { Finding } from "./finding.ts";

/** Findings of one identity in one file that were there when somebody looked, as written. It holds no value and no line. */
export interface BaselineEntry {
  readonly path: string;
  readonly rule: string;
  /** Of the findings' fingerprints: rule and value, wherever it lies. */
  readonly identity: string;
  /** How many of them the file has; one where absent. */
  readonly count?: number;
  readonly reason?: string;
  /** ISO day, the last one on which it holds. */
  readonly until?: string;
}

/** A baseline as it was read: data, and where each entry stands in it. */
export interface Baseline {
  /** As people see it. */
  readonly path: string;
  /** Whether a text stands in it anywhere: asked before the entries, which most scans can do without. */
  mentions(text: string): boolean;
  /** In the order of the file. Where several are of one identity and path, one of them counts. */
  readonly entries: readonly BaselineEntry[];
  writtenAt(entry: BaselineEntry): Written;
}

/** What a baseline is held against besides the findings. Paths are those of findings. */
export interface BaselineSetting {
  readonly baseline: Baseline;
  /** Whether there may be an entry about what this scan looks at. */
  isConcerned(): boolean;
  /** Whether this scan looks at whatever lies at a path. */
  isSearched(path: string): boolean;
  /** Whether there is still something at a path, searched or not. */
  exists(path: string): boolean;
  /** Whether a finding that is missing is gone: false where the scan leaves out findings that another would have. */
  readonly canMiss: boolean;
}

/** What came of a baseline: everything that a new one is made of. */
export interface BaselineOutcome {
  /** Findings that entries stand for, hidden or, where the entry is past its day, not. The path may be another by now. */
  readonly held: readonly { readonly finding: Finding; readonly entry: BaselineEntry }[];
  /** Findings that nothing stands for. */
  readonly fresh: readonly Finding[];
  /** Entries that stand for more than was found, how many more, and whether the scan can tell that those are gone. */
  readonly left: readonly LeftEntry[];
}

export interface LeftEntry {
  readonly entry: BaselineEntry;
  readonly count: number;
  readonly isGone: boolean;
}
