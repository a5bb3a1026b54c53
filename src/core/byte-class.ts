/**
 * Classes of bytes as bits, fine enough to tell a hexadecimal value from one of all letters. A byte without a bit is no part of
 * a value run.
 */
export const BYTE_CLASS = {
  digit: 1,
  lowerHex: 2,
  lower: 4,
  upperHex: 8,
  upper: 16,
  underscore: 32,
  dash: 64,
  /** `.`, `/`, `+` and `~`. */
  mark: 128,
} as const;

const CHARACTERS: Readonly<Record<keyof typeof BYTE_CLASS, string>> = {
  digit: "0123456789",
  lowerHex: "abcdef",
  lower: "ghijklmnopqrstuvwxyz",
  upperHex: "ABCDEF",
  upper: "GHIJKLMNOPQRSTUVWXYZ",
  underscore: "_",
  dash: "-",
  mark: "./+~",
};

/** Class of each byte; 0 for those that end a value run. */
export const CLASS_OF_BYTE: Uint8Array = new Uint8Array(256);
for (const name of Object.keys(BYTE_CLASS) as (keyof typeof BYTE_CLASS)[])
  for (const character of CHARACTERS[name]) CLASS_OF_BYTE[character.charCodeAt(0)] = BYTE_CLASS[name];

/** Bits of the bytes that are part of a word: letters, digits and `_`. */
export const WORD_BITS = 63;

/** Shortest run of value bytes that the matcher looks into. */
export const LEAST_RUN = 13;

/** Shortest stretch of value bytes behind a boundary in which it looks for literals farther on. */
export const FAR_RUN = 36;
