import type { Problem, Unit } from "../core/source.ts";
import type { Span } from "../core/span.ts";
import type { ContentKind } from "../core/structured-path.ts";

/** Places at which rules may match, as `anchorOf` makes them; in order, none twice. */
export type Anchors = Float64Array;

/** What a match may rest on: so many bytes on either side of its anchor and its value, the lines around them, or all there is. */
export type Reach = number | "lines" | "all";

/** What may be a secret in a unit. */
export interface Candidate {
  /** Where the value lies. */
  readonly span: Span;
  readonly reach: Reach;
  /** Rule and value, as fingerprints have it; absent where it is less certain than wanted. */
  readonly identity?: string;
}

/** The identities of those that are secrets. */
export const identitiesOf = (found: readonly Candidate[]): string[] =>
  found.flatMap(({ identity }) => (identity === undefined ? [] : [identity]));

/** What looks for secrets, for whoever walks through history. */
export interface Looking {
  /** Where content is put to be searched for anchors; absent where there is nothing fast, and all content is looked at whole. */
  readonly buffer: Buffer | undefined;
  /**
   * Tells rule and place of each anchor in the first bytes of the buffer, and how far before it a match begins at most; false
   * where there are too many.
   */
  anchors(length: number, kind: ContentKind, note: (rule: number, at: number, lead: number) => void): boolean;
  reachOf(rule: number, kind: ContentKind): Reach;
  /** Bytes before the begin of a rule's match that it may rest on. */
  marginOf(rule: number): number;
  kindOf(path: string): ContentKind;
  /** Whether content of so many bytes is a secret by its path, whatever anchors it has. */
  isSecretByPath(path: string, length: number): boolean;
  /** Finds what may be secrets in a unit, none over another: at given anchors, or all. */
  look(unit: Unit, anchors: Anchors | undefined): readonly Candidate[];
  /** Gives what went wrong in looks since this was last asked. */
  takeProblems(): readonly Problem[];
}
