/**
 * Names a content at a path by a number of 53 bits, which says nothing of either: 46 of them are the content's own id, which is
 * as good as chance, woven with a hash of the path.
 */
export function pairOf(ids: Uint8Array, at: number, pathHash: number): number {
  const high =
    (((ids[at] as number) << 24) |
      ((ids[at + 1] as number) << 16) |
      ((ids[at + 2] as number) << 8) |
      (ids[at + 3] as number)) ^
    pathHash;
  const low =
    (((ids[at + 4] as number) << 13) | ((ids[at + 5] as number) << 5) | ((ids[at + 6] as number) >> 3)) ^
    (Math.imul(pathHash, 0x9e3779b1) & 0x1fffff);
  return (high >>> 0) * 0x200000 + (low & 0x1fffff);
}

/** A hash of a path: FNV-1a of 32 bits. */
export function hashOfPath(path: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < path.length; at++) hash = Math.imul(hash ^ path.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Numbers in order, to be asked whether one is among them. */
export class Pairs {
  readonly sorted: Float64Array;

  /** `sorted` must be in order. */
  constructor(sorted: Float64Array) {
    this.sorted = sorted;
  }

  has(pair: number): boolean {
    const { sorted } = this;
    let low = 0;
    let high = sorted.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = sorted[middle] as number;
      if (found === pair) return true;
      if (found < pair) low = middle + 1;
      else high = middle - 1;
    }
    return false;
  }
}

/** Contents with their paths that were searched before, and what was found. */
export interface Searched {
  readonly pairs: Pairs;
  /** Identities of the secrets of those that have some. */
  readonly secrets: ReadonlyMap<number, readonly string[]>;
}

export const NOTHING_SEARCHED: Searched = { pairs: new Pairs(new Float64Array(0)), secrets: new Map() };
