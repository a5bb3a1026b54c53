import type { Confidence } from "./levels.ts";
import type { ValidatorName } from "./rule.ts";
import type { TreeClue } from "./tree-clue.ts";

/** What a value's surroundings are, as far as its path tells. */
export type FileKind =
  | "code"
  | "config"
  | "pipeline"
  | "docs"
  | "test"
  | "example"
  | "lock"
  | "generated"
  | "minified"
  | "localisation"
  | "data";

/** What stands on the same line or a few lines around, and what is set there by its name. */
export interface Neighbours {
  /** A user's name, a login, an e-mail address, an id that a key belongs to. */
  readonly user: boolean;
  /** A host, an address, a port, a database. */
  readonly host: boolean;
  /** What a cipher is tried with or gives: a plain text, a cipher text, a tag. */
  readonly vector: boolean;
  /** Whether the line is a comment that shows what code gives: `# => "…"`, `>>> …`. */
  readonly sample: boolean;
  /** Whether the line is one of a comment that documents code, with a star in front. */
  readonly documented: boolean;
  /** Whether it opens a host or an account that a provider keeps for one customer, as the pattern's match tells. */
  readonly deployed: boolean;
}

/** What the judge may look at. */
export interface Evidence {
  readonly value: string;
  /** Name that the value is assigned to, as written. */
  readonly name?: string;
  /** Whether quotes stand around the value. */
  readonly quoted: boolean;
  readonly path: string;
  /** Confidence that the rule claims before any evidence. */
  readonly claimed: Confidence;
  /** True where the value has a form of its own (prefix, checksum, armour). */
  readonly distinctive: boolean;
  /** True where the pattern holds what makes the value a secret: a header, a URL's user part, a provider's own name. */
  readonly contextual: boolean;
  /** True where the value is shorter than what the provider issues that its name or its front tells. */
  readonly truncated?: boolean;
  /** Whether a value without quotes of its own stands in a longer text in quotes. */
  readonly inText?: boolean;
  /** Of an assignment. Read late, since that takes the lines around. */
  readonly neighbours?: Neighbours;
  /** Outcomes of the rule's offline validators. */
  readonly validated: readonly { readonly name: ValidatorName; readonly valid: boolean }[];
  /** Characters at the front that the format fixes; judged apart from the random part. */
  readonly prefix: string;
  /** What the syntax around the value says of it, where that was looked at. */
  readonly syntax?: readonly TreeClue[];
}

/** The judge's word. Without `confidence` the value is not a secret, and the first reason says why. */
export interface Judgement {
  readonly confidence?: Confidence;
  /** Probability that the match is a secret, 0 to 1. */
  readonly score: number;
  /** Set where the value reads like a sample; such a finding is of low severity. */
  readonly sampleLike?: boolean;
  /** Clauses in the order of weight, such as `its name means a password`. */
  readonly reasons: readonly string[];
  /** How the score came about; absent where the value is dismissed. */
  readonly weighing?: Weighing;
}

/** What a score is made of, in log-odds: the claim and all weights add up to it. */
export interface Weighing {
  /** What the rule claims before any evidence. */
  readonly claim: number;
  /** What each reason adds, in the order of the reasons. */
  readonly weights: readonly number[];
}

export type Judge = (evidence: Evidence) => Judgement;
