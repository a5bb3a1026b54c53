import type { Acceptance, Written } from "../core/acceptance.ts";
import type { Confidence, Preset, Severity } from "../core/levels.ts";
import type { OwnParts } from "./own/own-parts.ts";
import type { RuleSettings } from "./schema.ts";

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
  /** Settings of rules as written, by id or `group/*`. */
  readonly rules: ReadonlyMap<string, RuleSettings>;
  /** Patterns of what alone is searched; empty where that is everything. */
  readonly include: readonly string[];
  /** Rules and policies of the repository's own; absent where there are none. */
  readonly own?: OwnParts;
  readonly acceptance: Omit<Acceptance, "isComplete">;
  /** The files that it was read from, as they were, those of rules included. */
  readonly texts: readonly Uint8Array[];
  /** Whether a file, by its path from the root, is left out. */
  isExcluded(path: string): boolean;
  /** Where something is written, such as `["rules", "logs/secret-echo"]`: in the file that has the say; undefined where nowhere. */
  written(path: readonly PropertyKey[]): Written | undefined;
}
