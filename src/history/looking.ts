import type { Unit } from "../core/source.ts";
import type { Span } from "../core/span.ts";

/** Places at which rules may match: each number is an offset times `RULES`, and a rule's index; in order, none twice. */
export type Anchors = Float64Array;

/** More rules than there ever are. */
export const RULES = 1 << 14;

/** A secret that was found in a unit. */
export interface Sighting {
  /** Rule and value, as fingerprints have it. */
  readonly identity: string;
  /** Where the value lies in the unit. */
  readonly span: Span;
}

/** What looks for secrets, for whoever walks through history. */
export interface Looking {
  /** Where content is put to be searched for anchors; absent where there is nothing fast, and all content is looked at whole. */
  readonly buffer: Buffer | undefined;
  /** Tells rule and place of each anchor in the first bytes of the buffer; false where there are too many. */
  anchors(length: number, inCode: boolean, note: (rule: number, at: number) => void): boolean;
  /** Bytes on either side of an anchor that a rule's finding may rest on. */
  reachOf(rule: number): number;
  /** Whether a path is source code, in which there are fewer anchors. */
  isCode(path: string): boolean;
  /** Finds the secrets of a unit: those at given anchors, or all. */
  sight(unit: Unit, anchors: Anchors | undefined): readonly Sighting[];
}
