import { partitionPoint } from "../../core/partition-point.ts";
import type { BytePath } from "../../files/byte-path.ts";

/** The paths that a repository tracks, relative to its top. */
export interface TrackedPaths {
  has(path: BytePath): boolean;
  /** Whether any tracked path lies below a folder. */
  hasBelow(folder: BytePath): boolean;
}

export const NOTHING_TRACKED: TrackedPaths = { has: () => false, hasBelow: () => false };

/** Look-ups in sorted paths. */
export function trackedPaths(sorted: readonly BytePath[]): TrackedPaths {
  const firstFrom = (path: BytePath): BytePath =>
    sorted[partitionPoint(sorted.length, (index) => (sorted[index] ?? "") < path)] ?? "";
  return {
    has: (path) => firstFrom(path) === path,
    hasBelow: (folder) => firstFrom(`${folder}/`).startsWith(`${folder}/`),
  };
}
