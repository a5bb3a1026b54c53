import type { Finding, Location, Preview } from "./finding.ts";
import type { Confidence, Severity } from "./levels.ts";
import type { OptionValue } from "./rule-option.ts";

/** Comments of other tools that can be honoured, by the names of the tools as the configuration writes them. */
export const FOREIGN_MARKERS = [
  "gitleaks",
  "betterleaks",
  "detect-secrets",
  "kingfisher",
  "secretlint",
  "zizmor",
  "checkov",
] as const;
export type ForeignMarker = (typeof FOREIGN_MARKERS)[number];

/** Where something was written that accepts findings, so that a report can point at it; nothing in it is a value. */
export interface Written {
  readonly location: Location;
  readonly preview: Preview;
}

/** Something by which a change would have less reported, had it its way, as a sentence, with where it is written. */
export interface Loosening {
  readonly message: string;
  readonly written: Written;
}

/** What a change may not decide about itself. */
export interface Distrust {
  readonly loosenings: readonly Loosening[];
  /** Whether a comment at a place stood there before the change. */
  stood(location: Location): boolean;
}

/** What an entry of the configuration accepts, why, and through which ISO day, the day itself included. */
export interface AcceptedEntry {
  /** What it is about, whatever its reason and its day: equal for entries that accept the same. */
  readonly key: string;
  readonly reason: string;
  readonly until?: string;
  readonly written: Written;
}

/** An entry that accepts findings. */
export interface Allowance extends AcceptedEntry {
  /** Ids of the rules whose findings it may accept; all where absent. */
  readonly ruleIds?: ReadonlySet<string>;
  /** True for what is meant to hold whether or not anything is found, and is never called unused. */
  readonly isStanding: boolean;
  /** `name` is what the value is assigned to, where that is known. */
  accepts(finding: Finding, name: string | undefined): boolean;
}

/** An entry that accepts that a path cannot be read. */
export interface AcceptedUnread extends AcceptedEntry {
  accepts(path: string): boolean;
}

/** What the configuration changes of a rule at a path. */
export interface RuleOverride {
  /** In place of the severity that the finding would have. */
  readonly severity?: Severity;
  /** In place of the least confidence of the whole scan. */
  readonly minConfidence?: Confidence;
  /** Of the rule's own options those that are set. */
  readonly options?: Readonly<Record<string, OptionValue>>;
}

/** Everything that the configuration accepts. */
export interface Acceptance {
  readonly allow: readonly Allowance[];
  readonly unread: readonly AcceptedUnread[];
  /** Exclusions of paths; they have been carried out, and are held against the calendar only. */
  readonly excluded: readonly AcceptedEntry[];
  readonly honour: readonly ForeignMarker[];
  /** True where the whole repository is searched as the configuration has it: only then can an entry be called unused. */
  readonly isComplete: boolean;
  override(ruleId: string, path: string): RuleOverride;
}

/** What hides a finding: a comment beside it, or an entry of the configuration or the baseline. */
export interface Suppression {
  readonly by: "inline" | "config" | "baseline";
  readonly reason: string;
  /** ISO day, the last one on which it holds. */
  readonly until?: string;
  readonly location: Location;
}

/** A finding that is accepted, with what accepts it. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly suppression: Suppression;
}
