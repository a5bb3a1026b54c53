import { hash, randomUUID } from "node:crypto";
import { partitionPoint } from "../core/partition-point.ts";

/** What stands for a path in pairs: 32 bits and 21 bits. */
interface PathBits {
  readonly high: number;
  readonly low: number;
}

/** The bits of a path. Nobody who does not know `key` can choose a path, or a content, whose pair is that of something known. */
export function bitsOfPath(key: string, path: string): PathBits {
  const digest = hash("sha256", `${key}\0${path}`, "buffer");
  return { high: digest.readUInt32LE(0), low: digest.readUInt32LE(4) & 0x1fffff };
}

/** Names a content at a path by a number of 53 bits, made of the content's own id and the bits of the path. */
export function pairOf(ids: Uint8Array, at: number, { high, low }: PathBits): number {
  const first =
    ((ids[at] as number) << 24) |
    ((ids[at + 1] as number) << 16) |
    ((ids[at + 2] as number) << 8) |
    (ids[at + 3] as number);
  const second = ((ids[at + 4] as number) << 13) | ((ids[at + 5] as number) << 5) | ((ids[at + 6] as number) >> 3);
  return ((first ^ high) >>> 0) * 0x200000 + (second ^ low);
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
    return sorted[partitionPoint(sorted.length, (index) => (sorted[index] as number) < pair)] === pair;
  }
}

/** Contents with their paths that were searched before, and what was found. */
export interface Searched {
  /** What pairs are made with: chance, and known to nobody else. */
  readonly key: string;
  readonly pairs: Pairs;
  /** Identities of the secrets of those that have some. */
  readonly secrets: ReadonlyMap<number, readonly string[]>;
}

export const nothingSearched = (): Searched => ({
  key: randomUUID(),
  pairs: new Pairs(new Float64Array(0)),
  secrets: new Map(),
});
