import type { ForeignMarker, Written } from "../core/acceptance.ts";
import type { Span } from "../core/span.ts";

/** A comment that means to hide findings, as it stands in a unit; its texts are raw, and are masked before they are kept. */
export interface RawMarker {
  /** From the word that marks it to the end of what belongs to it. */
  readonly span: Span;
  /** The tool whose comment it is. */
  readonly tool: "sealint" | ForeignMarker;
  /** Rules as written, empty where none is named; comments of other tools hold for all rules. */
  readonly rules: readonly string[];
  /** Empty spans stand for nothing written. */
  readonly reason: Span;
  /** As written after `until=`. */
  readonly until?: string;
  /** True where nothing else stands on the line, so that it speaks of the line below. */
  readonly alone: boolean;
}

/** A comment that means to hide findings, masked and at its place: plain data that outlives the unit's bytes. */
export interface Marker extends Written {
  readonly tool: RawMarker["tool"];
  /** Rules as written: for comparing, and shown only where they look like rules. */
  readonly rules: readonly string[];
  /** Masked; empty where none is written. */
  readonly reason: string;
  readonly until?: string;
  readonly alone: boolean;
}
