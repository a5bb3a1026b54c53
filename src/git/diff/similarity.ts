/** How many bytes of a content stand in pieces of each kind: lines, cut at 64 bytes. */
export type Pieces = ReadonlyMap<number, number>;

const LINE_BREAK = 10;
const RETURN = 13;
const PIECE = 64;
/** A prime below 2^26, so that a hash times 64 stays exact. */
const MODULUS = 67_108_859;

/** Cuts a content into pieces. Two different pieces may, very rarely, count as one: this is for likeness only. */
export function piecesOf(bytes: Uint8Array): Pieces {
  const pieces = new Map<number, number>();
  const isText = !bytes.subarray(0, 8000).includes(0);
  let hash = 0;
  let length = 0;
  const close = () => {
    pieces.set(hash, (pieces.get(hash) ?? 0) + length);
    hash = 0;
    length = 0;
  };
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    // Line ends of Windows are as good as others.
    if (isText && byte === RETURN && bytes[at + 1] === LINE_BREAK) continue;
    hash = (hash * 131 + byte + 1) % MODULUS;
    length++;
    if (byte === LINE_BREAK || length === PIECE) close();
  }
  if (length > 0) close();
  return pieces;
}

/** A content as far as likeness goes. */
export interface Outline {
  readonly size: number;
  readonly pieces: Pieces;
}

/** How much of the larger content is in the smaller one, from 0 to 1. */
export function likeness(old: Outline, now: Outline): number {
  const larger = Math.max(old.size, now.size);
  if (larger === 0) return 0;
  let kept = 0;
  for (const [piece, bytes] of old.pieces) kept += Math.min(bytes, now.pieces.get(piece) ?? 0);
  return Math.min(1, kept / larger);
}
