import { type Anchors, type Candidate, RULES } from "./looking.ts";

/** A place's offset and rule. */
export const offsetOf = (anchor: number): number => Math.floor(anchor / RULES);
export const ruleOf = (anchor: number): number => anchor % RULES;

/** More are sorted by the system. */
const FEW = 24;

/** Puts anchors in order and leaves each once. */
export function inOrder(found: readonly number[]): Anchors {
  const sorted = Float64Array.from(found);
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

/** The anchors of a base as they lie in what is a delta on it, where they are in stretches that it took over. */
export function* carried(anchors: Anchors, changes: Uint32Array, size: number): Generator<number, void, void> {
  for (const { from, to, shift } of stretchesOf(changes, size)) {
    const end = (to - shift) * RULES;
    for (let at = firstFrom(anchors, (from - shift) * RULES); at < anchors.length; at++) {
      const anchor = anchors[at] as number;
      if (anchor >= end) break;
      yield anchor + shift * RULES;
    }
  }
}

/** A possible secret as it lies in each stretch that took it over whole. */
export function* carriedCandidate(
  { span: { start, end }, reach }: Candidate,
  changes: Uint32Array,
  size: number,
): Generator<Candidate, void, void> {
  for (const { from, to, shift } of stretchesOf(changes, size))
    if (start + shift >= from && end + shift <= to) yield { span: { start: start + shift, end: end + shift }, reach };
}

/** Index of the first anchor that is not before a key. */
function firstFrom(anchors: Anchors, key: number): number {
  let low = 0;
  let high = anchors.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((anchors[middle] as number) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a change lies in a range of offsets or touches it. */
export function isTouched(changes: Uint32Array, from: number, to: number): boolean {
  let low = 0;
  let high = changes.length / 3;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((changes[middle * 3 + 1] as number) < from) low = middle + 1;
    else high = middle;
  }
  return low * 3 < changes.length && (changes[low * 3] as number) <= to;
}
