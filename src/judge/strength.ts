import { entropyRatio } from "./entropy.ts";
import { wordLikeness } from "./word-likeness.ts";

const LEAST_LENGTH = 16;

/** Whether a value is so long and random that nobody finds it by guessing. */
export function isStrong(value: string): boolean {
  return value.length >= LEAST_LENGTH && entropyRatio(value) > 0.85 && wordLikeness(value) < 0.6 && /\d/.test(value);
}
