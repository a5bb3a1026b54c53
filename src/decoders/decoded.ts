import type { Span } from "../core/span.ts";

/** How text may be encoded, in the words that people read. */
export type Encoding =
  | "base64"
  | "hex"
  | "percent-encoding"
  | "unicode escapes"
  | "hex escapes"
  | "octal escapes"
  | "character references";

/** What some encoded text says. */
export interface Decoded {
  readonly encoding: Encoding;
  readonly bytes: Buffer;
  /** All of the encoded text, in the content that it was found in. */
  readonly span: Span;
  /** Where a part of `bytes` stands in that content: at least one byte of it. */
  place(part: Span): Span;
  /**
   * Whether a part was encoded at all: text with escapes has stretches that are as they were. Absent where all of it was.
   */
  isEncoded?(part: Span): boolean;
  /** Set where it goes on to the very end of the content, and may go on behind it where that is a part of more. */
  readonly atEnd: boolean;
  /** Set where the content begins in the middle of it. */
  readonly open: boolean;
}
