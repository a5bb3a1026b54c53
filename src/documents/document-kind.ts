import type { z } from "zod";

/** A kind of YAML document that is held against a schema, with the words for what is wrong with one. */
export interface DocumentKind {
  readonly schema: z.ZodType;
  /** The whole document as the subject of a sentence: `the inventory`. */
  readonly name: string;
  /**
   * What to do about a value that is missing or wrong, by its key, or by `key.*` for those of the keys below
   * one that the person chooses; under the empty key, about the document itself.
   */
  readonly hints: Readonly<Record<string, string>>;
  /** What to do about a key that seems to hold a secret's value, in a document where none belongs. */
  readonly valueHint?: string;
}
