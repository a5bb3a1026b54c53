import type { TextRange } from "../../script/script.ts";

/** A piece of Groovy, in UTF-16 offsets of its file. */
export interface Token extends TextRange {
  readonly kind: "name" | "number" | "text" | "symbol" | "line";
  readonly written: string;
  /** Whether blanks stand before it. */
  readonly spaced: boolean;
  /** What a text holds. */
  readonly text?: LexedText;
  /** Of an opening bracket the index of the one that closes it, or of the end where nothing does. */
  close?: number;
}

/** What stands between the quotes of a text. */
export interface LexedText extends TextRange {
  /** With escapes resolved; what Groovy fills in stands as written. */
  readonly value: string;
  /** Pairs of an offset in the value and the one in the file that it comes from. */
  readonly runs: readonly number[];
  readonly isDouble: boolean;
  readonly holes: readonly LexedHole[];
}

/** What Groovy fills into a text, by the range in its value. */
export interface LexedHole extends TextRange {
  readonly tokens: readonly Token[];
}

/** Something that is no Groovy, and where. */
export interface SyntaxFault extends TextRange {
  readonly message: string;
}
