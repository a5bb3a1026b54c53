import type { Weighing } from "./judgement.ts";
import type { Confidence, Severity } from "./levels.ts";
import type { Origin } from "./source.ts";
import type { Place, Span, UnitId } from "./span.ts";

/** An insertion or replacement at a place, for a fix. */
export interface Edit {
  readonly place: Place;
  readonly insert: string;
}

/** What a detector or policy yields: raw, and never printed. */
export interface Match {
  readonly span: Span;
  /** The value inside the span, where it is not all of it. */
  readonly secret?: Span;
  readonly message?: string;
  readonly related?: readonly { readonly place: Place; readonly message: string }[];
  readonly fix?: readonly Edit[];
}

/** 1-based line and 1-based column in UTF-16 code units, as SARIF and editors count. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** How a value is encoded where it stands. */
export interface DecodedFrom {
  /** Encodings and containers, the outermost first: `base64`, `gzip`. */
  readonly chain: readonly string[];
  /** Its path in the innermost archives of them, where there are some. */
  readonly member?: string;
}

export interface Location {
  readonly unit: UnitId;
  readonly path: string;
  /** What in the file at that path is meant, where that is a container; lines and columns count in it. */
  readonly inside?: string;
  /** Set where the place holds what is encoded, and what is meant was found in that. */
  readonly decoded?: DecodedFrom;
  readonly start: Position;
  /** Column after the last character. */
  readonly end: Position;
}

/** A masked line of the source with the part that matters marked. */
export interface Preview {
  readonly text: string;
  /** Offset and length of the mark, in UTF-16 code units of `text`. */
  readonly mark: { readonly start: number; readonly length: number };
}

/** Fingerprints without line numbers: see docs/architecture.md. */
export interface Fingerprint {
  /** Rule and value: the same secret wherever it lies. */
  readonly identity: string;
  /** Identity, path and occurrence: this very place, however its line moves. */
  readonly place: string;
}

export interface RelatedLocation {
  readonly location: Location;
  readonly message: string;
}

/** A change that would mend a finding, for programs: never with a value. Places count in the file as it was scanned. */
export interface ProposedFix {
  /** What it does, a sentence. */
  readonly description: string;
  readonly changes: readonly {
    readonly path: string;
    readonly start: Position;
    /** Column after the last character that goes. */
    readonly end: Position;
    /** What comes in place of it. */
    readonly insert: string;
  }[];
}

/** The judge's arithmetic: the claim and all weights add up to the log-odds of the score. */
export interface JudgedScore extends Weighing {
  /** Probability that the match is a secret, 0 to 1, to three decimals. */
  readonly score: number;
}

/** By what a leaked secret was recognised as a declared one, the surest first. */
export const RECOGNISED_BY = ["digest", "store", "name", "provider"] as const;
export type RecognisedBy = (typeof RECOGNISED_BY)[number];

/** What a finding says of the declared secret that has leaked: plain texts of the manifest. */
export interface DeclaredSecret {
  readonly name: string;
  readonly recognisedBy: RecognisedBy;
  readonly location: Location;
  readonly environments: readonly string[];
  readonly owner?: string;
  readonly purpose?: string;
  readonly store?: string;
  readonly consumers: readonly string[];
  readonly revoke?: string;
  readonly contact?: string;
  readonly status?: string;
}

/** A masked match: safe to print, log, cache and send. */
export interface Finding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** What the confidence rests on, in the order of weight: clauses such as `its name means a password`. */
  readonly reasons: readonly string[];
  /** How it was judged, where it rests on a value. */
  readonly judged?: JudgedScore;
  readonly message: string;
  /** Id of the platform whose pipeline it lies in, where a policy or the inventory has found it. */
  readonly platform?: string;
  /** The last day of a value that says so itself, `2026-12-31`. */
  readonly expires?: string;
  readonly location: Location;
  readonly origin: Origin;
  readonly related: readonly RelatedLocation[];
  readonly preview: Preview;
  readonly fingerprint: Fingerprint;
  /** How it could be mended, where a report is to say so. */
  readonly fix?: ProposedFix;
  /** What the inventory says of the secret, where it declares it. */
  readonly declared?: DeclaredSecret;
  /** Where the findings lie that it rests on: where all of them are accepted, it is none. No format shows it. */
  readonly restsOn?: readonly Location[];
  /** Set where it is about how something is set up and no value has leaked, so that a change mends it. No format shows it; that of GitLab goes by it. */
  readonly isSetting?: true;
}
