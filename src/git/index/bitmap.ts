import { broken } from "./index-error.ts";

const WORD = 8;

/** Numbers of the bits that are set in a bitmap as git packs it (EWAH), of `most` bits at most, and where it ends. */
export function readBitmap(
  bytes: Buffer,
  start: number,
  most: number,
): { readonly bits: readonly number[]; readonly next: number } {
  if (start + 8 > bytes.length) broken("a bitmap is cut short");
  const words = bytes.readUInt32BE(start + 4);
  const end = start + 8 + words * WORD;
  const size = bytes.readUInt32BE(start);
  if (end + 4 > bytes.length || size > most) broken("a bitmap is cut short or too long");
  const bits: number[] = [];
  let bit = 0;
  for (let at = start + 8; at < end; ) {
    // Two halves of a word that says: so many words of one kind, then so many that are written out.
    const high = bytes.readUInt32BE(at);
    const low = bytes.readUInt32BE(at + 4);
    const isSet = (low & 1) === 1;
    const run = (low >>> 1) + (high & 1) * 2 ** 31;
    const literal = high >>> 1;
    at += WORD;
    if (run * 64 + bit > size + 64 || at + literal * WORD > end) broken("a bitmap is cut short");
    if (isSet) for (let step = 0; step < run * 64; step++) bits.push(bit + step);
    bit += run * 64;
    for (let word = 0; word < literal; word++, at += WORD, bit += 64)
      for (let step = 0; step < 64; step++)
        if ((bytes.readUInt32BE(step < 32 ? at + 4 : at) >>> (step & 31)) & 1) bits.push(bit + step);
  }
  return { bits: bits.filter((each) => each < size), next: end + 4 };
}
