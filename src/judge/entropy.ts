/** Shannon entropy of a text, in bits per character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

const CHARSETS: readonly { readonly pattern: RegExp; readonly size: number }[] = [
  { pattern: /^\d+$/, size: 10 },
  { pattern: /^[\da-f]+$/i, size: 16 },
  { pattern: /^[a-z]+$/, size: 26 },
  { pattern: /^[A-Z2-7]+$/, size: 32 },
  { pattern: /^[a-z\d]+$/, size: 36 },
  { pattern: /^[A-Za-z]+$/, size: 52 },
  { pattern: /^[A-Za-z\d]+$/, size: 62 },
  { pattern: /^[\w+\/=\-]+$/v, size: 64 },
];

/** Number of characters in the narrowest usual alphabet that holds the text. */
export function charsetSize(text: string): number {
  return CHARSETS.find(({ pattern }) => pattern.test(text))?.size ?? 90;
}

/**
 * Entropy that random text of an alphabet of `size` characters shows at `length`: the bits of the alphabet, less the
 * repetition that chance brings (Miller and Madow's correction for small samples), and never above `log2(length)`.
 */
function expectedEntropy(size: number, length: number): number {
  const seen = size * (1 - (1 - 1 / size) ** length);
  const bias = (seen - 1) / (2 * length * Math.LN2);
  return Math.min(Math.log2(size) - Math.min(bias, Math.log2(size) / 2), Math.log2(length));
}

/** Entropy as a share of what random text of the same alphabet and length would show; about 1 for random text. */
export function entropyRatio(text: string): number {
  if (text.length < 2) return 0;
  return entropyOf(text) / expectedEntropy(charsetSize(text), text.length);
}
