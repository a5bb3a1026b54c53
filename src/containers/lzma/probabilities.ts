import { EVEN } from "./range-decoder.ts";

/** How often literals, matches and their lengths are: what a decoder learns, and forgets where its state is set back. */
export interface Probabilities {
  readonly isMatch: Uint16Array;
  readonly isRepeat: Uint16Array;
  readonly isOlder: Uint16Array;
  readonly isSecond: Uint16Array;
  readonly isThird: Uint16Array;
  readonly isLong: Uint16Array;
  readonly slots: Uint16Array;
  readonly distances: Uint16Array;
  readonly aligned: Uint16Array;
  readonly lengths: Uint16Array;
  readonly repeatLengths: Uint16Array;
  readonly literals: Uint16Array;
}

const STATES = 12;
/** Places that matches are told apart by, at most. */
const PLACES = 16;

/** Where each part of the probabilities of lengths begins: two choices, short, middle and long ones. */
export const LENGTHS = { choice: 0, second: 1, short: 2, middle: 2 + 8 * PLACES, long: 2 + 16 * PLACES } as const;
const LENGTHS_SIZE = LENGTHS.long + 256;

/** Probabilities of one literal. */
export const LITERAL = 0x300;

const even = (size: number): Uint16Array => new Uint16Array(size).fill(EVEN);

/** Those of a start; `literalBits` is how many bits of the context tell literals apart. */
export const startOf = (literalBits: number): Probabilities => ({
  isMatch: even(STATES * PLACES),
  isRepeat: even(STATES),
  isOlder: even(STATES),
  isSecond: even(STATES),
  isThird: even(STATES),
  isLong: even(STATES * PLACES),
  slots: even(4 * 64),
  distances: even(128),
  aligned: even(16),
  lengths: even(LENGTHS_SIZE),
  repeatLengths: even(LENGTHS_SIZE),
  literals: even(LITERAL << literalBits),
});
