import type { Acceptance } from "../core/acceptance.ts";
import type { Confidence, Preset, Severity } from "../core/levels.ts";

/** A configuration as the command line uses it; what is absent is left to flags and defaults. */
export interface Config {
  readonly preset?: Preset;
  readonly minConfidence?: Confidence;
  readonly failOn?: Severity | "never";
  readonly strictReads?: boolean;
  /** Absolute path. */
  readonly inventory?: string;
  /** Absolute path. */
  readonly baseline?: string;
  /** Ids of rules that are off everywhere, and of those that run whatever the preset. */
  readonly off: ReadonlySet<string>;
  readonly on: ReadonlySet<string>;
  readonly acceptance: Omit<Acceptance, "isComplete">;
  /** The files that it was read from, as they were. */
  readonly texts: readonly Uint8Array[];
  /** Whether a file, by its path from the root, is left out. */
  isExcluded(path: string): boolean;
}
