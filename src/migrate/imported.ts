import type { ForeignMarker } from "../core/acceptance.ts";
import type { RuleDraft } from "./rule-draft.ts";

/** What became of one part of another tool's file. */
export type Fate = "carried" | "partly" | "left";

/** One part of another tool's file, and what became of it. Holds no values: what may hold one is named by its place. */
export interface Part {
  readonly fate: Fate;
  /** Where it stands: `.gitleaks.toml: rules[2] "acme-token"`. */
  readonly at: string;
  /** What it became, or why it did not, as a clause without a full stop. */
  readonly note: string;
  /** What is left to do by hand, as a sentence. */
  readonly todo?: string;
}

/** A pattern of paths with why it stands there and where it came from. */
export interface PathEntry {
  readonly path: string;
  readonly reason: string;
  readonly from: string;
}

/** A rule that is off, everywhere or at some paths. */
export interface RuleOff {
  readonly id: string;
  /** Where it is off; everywhere where absent. */
  readonly paths?: readonly string[];
  readonly reason: string;
  readonly from: string;
}

/** A rule that gets a severity. */
export interface RuleSeverity {
  readonly id: string;
  readonly severity: "low" | "medium" | "high" | "critical";
  readonly reason: string;
  readonly from: string;
}

/**
 * Findings that the other tool was told to accept, by what tells them: a scan finds those of ours that fit all of it. Its
 * functions are given values, and what they return is all that leaves them.
 */
export interface KnownFindings {
  /** A file from the root, a name of a workflow, or everywhere. */
  readonly where: { readonly path: string } | { readonly workflow: string } | "everywhere";
  /** 1-based. */
  readonly line?: number;
  readonly column?: number;
  /** Rules of ours that find the same. */
  readonly ruleIds?: readonly string[];
  /** Whether no other rule's findings are meant, even if one stands at the place alone. */
  readonly isStrict?: boolean;
  /** SHA-1 of the value, in hexadecimal digits. */
  readonly sha1?: string;
  /** Whether the place was written down for another state of the file than today's. */
  readonly isFromCommit?: boolean;
  /** Whether it stands in a list of what was there, which a baseline is for; a single decision belongs into the configuration. */
  readonly isBaseline?: boolean;
  /** Whether somebody has confirmed that it is a real secret. */
  readonly isReal?: boolean;
  readonly fitsValue?: (value: string) => boolean;
  readonly fitsLine?: (line: string) => boolean;
  readonly reason: string;
  readonly from: string;
}

/** What a file of another tool comes to. */
export interface Imported {
  readonly parts: readonly Part[];
  readonly excluded?: readonly PathEntry[];
  readonly included?: readonly Omit<PathEntry, "reason">[];
  readonly off?: readonly RuleOff[];
  readonly severities?: readonly RuleSeverity[];
  readonly known?: readonly KnownFindings[];
  readonly honour?: readonly { readonly tool: ForeignMarker; readonly from: string }[];
  readonly failOn?: { readonly level: "never"; readonly from: string };
  readonly rules?: readonly RuleDraft[];
}

/** A file of another tool, read already. */
export interface ImportFile {
  /** As the person named it, with forward slashes. */
  readonly name: string;
  /** From the root; absent where it lies elsewhere. */
  readonly path?: string;
  readonly text: string;
}

/** What importers take besides the file. */
export interface ImportContext {
  /** The version of sealint that rules are said to come with. */
  readonly version: string;
}

/** Reads one kind of file. Throws a ScanError where it is not what it should be. */
export type Importer = (file: ImportFile, context: ImportContext) => Imported;

/** Puts what several files come to together. */
export function joinImported(all: readonly Imported[]): Required<Omit<Imported, "failOn">> & Pick<Imported, "failOn"> {
  const failOn = all.find((one) => one.failOn !== undefined)?.failOn;
  return {
    parts: all.flatMap(({ parts }) => parts),
    excluded: all.flatMap(({ excluded = [] }) => excluded),
    included: all.flatMap(({ included = [] }) => included),
    off: all.flatMap(({ off = [] }) => off),
    severities: all.flatMap(({ severities = [] }) => severities),
    known: all.flatMap(({ known = [] }) => known),
    honour: all.flatMap(({ honour = [] }) => honour),
    rules: all.flatMap(({ rules = [] }) => rules),
    ...(failOn === undefined ? {} : { failOn }),
  };
}
