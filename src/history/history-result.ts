import type { Problem } from "../core/source.ts";
import type { Shown } from "./show.ts";

/** What a search of history came to: plain data, without a value. */
export interface HistoryResult {
  readonly shown: readonly Shown[];
  readonly problems: readonly Problem[];
  readonly counts: HistoryCounts;
}

export interface HistoryCounts {
  readonly commits: number;
  /** Contents of files, and their bytes: those that were not known to be clean. */
  readonly blobs: number;
  readonly bytes: number;
  readonly binary: number;
  /** Paths that the configuration leaves out. */
  readonly excluded: number;
}
