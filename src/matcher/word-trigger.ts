import { lowerAscii, triggers } from "../core/anchor.ts";
import { code, gramOf, mix } from "./kernel-hashes.ts";

/** Place and hash of the trigger by which a word is found, as `onTrigger` of assembly/words.ts reads it. */
export function triggerOf(text: string): { readonly at: number; readonly hash: number } {
  const lower = lowerAscii(text);
  const places = triggers().flatMap((trigger) => {
    const at = lower.lastIndexOf(trigger);
    return at === -1 ? [] : [at];
  });
  if (places.length === 0) throw new RangeError(`the literal \`${text}\` holds no trigger`);
  // The more bytes before it, the better the hash tells it from others.
  const at = Math.max(...places);
  const gram = gramOf(text, at);
  if (at === 0) return { at, hash: mix(gram, 0x9e3779b1) };
  const withOne = gram ^ (code(text, at - 1) << 24);
  if (at === 1) return { at, hash: mix(withOne, 0x85ebca6b) };
  return { at, hash: mix(withOne + (code(text, at - 2) << 5), 0xc2b2ae35) };
}
