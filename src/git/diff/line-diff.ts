import { diffSequences, type Hunk } from "./myers.ts";
import { LineNumbers } from "./split-lines.ts";

/** Lines from `first` to `last`, both included; 1-based. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

export interface LineDiffOptions {
  /** Steps that may be taken, each some nanoseconds. */
  readonly budget?: number;
  /** Contents of more bytes count as changed in every line. */
  readonly mostBytes?: number;
}

const BUDGET = 20_000_000;
const MOST_BYTES = 32 << 20;

/** Beyond all lines that there can be. */
const ALL: readonly LineRange[] = [{ first: 1, last: Number.MAX_SAFE_INTEGER }];

/**
 * What became of the lines of an old content in a new one. Ends of lines count, so a file that goes over to those of Windows is
 * changed throughout. Undefined where the contents are too large to be compared.
 */
export function diffLines(old: Buffer, now: Buffer, options: LineDiffOptions = {}): Hunk[] | undefined {
  const { budget = BUDGET, mostBytes = MOST_BYTES } = options;
  if (old.length > mostBytes || now.length > mostBytes) return undefined;
  const numbers = new LineNumbers();
  const olds = numbers.of(old);
  const news = numbers.of(now);
  return withoutLoneLines(olds, news, numbers.size, budget);
}

/** The lines of the new content that are new or changed; all of them where that cannot be said. */
export function changedLines(old: Buffer, now: Buffer, options: LineDiffOptions = {}): readonly LineRange[] {
  const hunks = diffLines(old, now, options);
  if (hunks === undefined) return ALL;
  return hunks
    .filter(({ newCount }) => newCount > 0)
    .map(({ newStart, newCount }) => ({ first: newStart + 1, last: newStart + newCount }));
}

/** Whether any line of a range is among sorted ranges. */
export function touches(ranges: readonly LineRange[], { first, last }: LineRange): boolean {
  return ranges.some((range) => range.first <= last && first <= range.last);
}

/**
 * Compares without the lines that only one side has, which are changed in any case and would cost the most; then puts
 * them back in.
 */
function withoutLoneLines(old: Int32Array, now: Int32Array, different: number, budget: number): Hunk[] {
  const inOld = new Uint8Array(different);
  const inNew = new Uint8Array(different);
  for (const line of old) inOld[line] = 1;
  for (const line of now) inNew[line] = 1;
  const oldKept = placesOf(old, inNew);
  const newKept = placesOf(now, inOld);
  const hunks = diffSequences(
    oldKept.map((place) => old[place] ?? 0),
    newKept.map((place) => now[place] ?? 0),
    budget,
  );
  return outerHunks(hunks, oldKept, newKept, old.length, now.length);
}

function placesOf(lines: Int32Array, isKept: Uint8Array): Int32Array {
  const places: number[] = [];
  for (let at = 0; at < lines.length; at++) if (isKept[lines[at] ?? 0] === 1) places.push(at);
  return Int32Array.from(places);
}

/** Hunks of all lines from those of the lines that were kept: what lies between two equal lines has changed. */
function outerHunks(
  inner: readonly Hunk[],
  oldKept: Int32Array,
  newKept: Int32Array,
  oldLength: number,
  newLength: number,
): Hunk[] {
  const hunks: Hunk[] = [];
  let oldAt = 0;
  let newAt = 0;
  const upTo = (oldTo: number, newTo: number): void => {
    if (oldTo > oldAt || newTo > newAt)
      hunks.push({ oldStart: oldAt, oldCount: oldTo - oldAt, newStart: newAt, newCount: newTo - newAt });
  };
  const equalRun = (oldFrom: number, newFrom: number, count: number): void => {
    for (let step = 0; step < count; step++) {
      const oldLine = oldKept[oldFrom + step] ?? 0;
      const newLine = newKept[newFrom + step] ?? 0;
      upTo(oldLine, newLine);
      oldAt = oldLine + 1;
      newAt = newLine + 1;
    }
  };
  let oldFrom = 0;
  let newFrom = 0;
  for (const { oldStart, oldCount, newStart, newCount } of inner) {
    equalRun(oldFrom, newFrom, oldStart - oldFrom);
    oldFrom = oldStart + oldCount;
    newFrom = newStart + newCount;
  }
  equalRun(oldFrom, newFrom, oldKept.length - oldFrom);
  upTo(oldLength, newLength);
  return hunks;
}
