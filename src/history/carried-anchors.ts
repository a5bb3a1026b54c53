import { partitionPoint } from "../core/partition-point.ts";
import { PER_OFFSET } from "./anchor.ts";
import type { Anchors, Candidate } from "./looking.ts";

/** More are sorted by the system. */
const FEW = 24;

/** Puts anchors in order and leaves each once. */
export function inOrder(found: readonly number[]): Anchors {
  const sorted = new Float64Array(found);
  if (sorted.length > FEW) sorted.sort();
  else insertionSort(sorted);
  let kept = 0;
  for (let at = 0; at < sorted.length; at++)
    if (at === 0 || sorted[at] !== sorted[at - 1]) sorted[kept++] = sorted[at] as number;
  return sorted.subarray(0, kept);
}

function insertionSort(items: Float64Array): void {
  for (let next = 1; next < items.length; next++) {
    const item = items[next] as number;
    let at = next;
    for (; at > 0 && (items[at - 1] as number) > item; at--) items[at] = items[at - 1] as number;
    items[at] = item;
  }
}

/** A stretch that was taken over from a base: where it begins and ends, and how much further it lies than in the base. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly shift: number;
}

/** What lies between changes. */
function* stretchesOf(changes: Uint32Array, size: number): Generator<Stretch, void, void> {
  for (let change = -3; change < changes.length; change += 3) {
    const from = change < 0 ? 0 : (changes[change + 1] as number);
    const to = change + 3 < changes.length ? (changes[change + 3] as number) : size;
    yield { from, to, shift: change < 0 ? 0 : from - (changes[change + 2] as number) };
  }
}

/** The anchors of what is a delta on a base: those of the base in stretches that it took over, and others, all in order. */
export function withCarried(near: Anchors, anchors: Anchors, changes: Uint32Array, size: number): Anchors {
  const found: number[] = [];
  let next = 0;
  const add = (anchor: number): void => {
    while (next < near.length && (near[next] as number) <= anchor) found.push(near[next++] as number);
    if (found.length === 0 || found[found.length - 1] !== anchor) found.push(anchor);
  };
  for (const { from, to, shift } of stretchesOf(changes, size)) {
    const end = (to - shift) * PER_OFFSET;
    for (let at = firstFrom(anchors, (from - shift) * PER_OFFSET); at < anchors.length; at++) {
      const anchor = anchors[at] as number;
      if (anchor >= end) break;
      add(anchor + shift * PER_OFFSET);
    }
  }
  while (next < near.length) found.push(near[next++] as number);
  return new Float64Array(found);
}

/** Possible secrets as they lie in each stretch that took one over whole; nothing where none took over one of them. */
export function carriedCandidates<Kind extends Candidate>(
  candidates: readonly Kind[],
  changes: Uint32Array,
  size: number,
): Kind[] | undefined {
  const found: Kind[] = [];
  for (const candidate of candidates) {
    const before = found.length;
    const { start, end } = candidate.span;
    for (const { from, to, shift } of stretchesOf(changes, size))
      if (start + shift >= from && end + shift <= to)
        found.push({ ...candidate, span: { start: start + shift, end: end + shift } });
    if (found.length === before) return undefined;
  }
  return found;
}

/** Index of the first anchor that is not before a key. */
const firstFrom = (anchors: Anchors, key: number): number =>
  partitionPoint(anchors.length, (index) => (anchors[index] as number) < key);
