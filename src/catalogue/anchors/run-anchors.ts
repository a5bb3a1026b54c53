import type { LeadAnchor, RunAnchor } from "../../core/anchor.ts";
import { CLASS_OF_BYTE, LEAST_RUN, WORD_BITS } from "../../core/byte-class.ts";
import { literalsAt } from "./literals.ts";
import { type ByteSet, byteSet, bytesIn, isDisjoint, isSubset, leadTo, type Path, type Step, sum } from "./paths.ts";

const VALUE: ByteSet = byteSet((byte) => CLASS_OF_BYTE[byte] !== 0);
const WORD: ByteSet = byteSet((byte) => ((CLASS_OF_BYTE[byte] as number) & WORD_BITS) !== 0);

const LEAST_LITERAL = 3;
const LONGEST_CHECK = 24;
const MOST_OFFSET = 90;

/** The best set of anchors of the kind that a path has: each match on that way has one of them. */
export function runAnchorsOf(path: Path): readonly RunAnchor[] {
  return path.steps.reduce<readonly RunAnchor[]>((best, _, at) => {
    const anchors = boundariesAt(path, at).flatMap((from) => anchorsAt(path, from, at));
    return anchors.length > 0 && worthOf(anchors) > worthOf(best) ? anchors : best;
  }, []);
}

/** What a literal that stands away from its boundary is worth less: each place is looked at on its own. */
const AWAY = 4;

/** Rarer literals first: letters of a fixed case tell more, and what must follow tells as well. */
function worthOf(anchors: readonly RunAnchor[]): number {
  if (anchors.length === 0) return Number.NEGATIVE_INFINITY;
  const each = anchors.map(
    ({ text, ignoreCase, length }) => text.length * (ignoreCase ? 0.8 : 1) + Math.min(length, 16) / 8,
  );
  const later = Math.max(...anchors.map(({ offset }) => offset)) === 0 ? 0 : AWAY;
  return Math.min(...each) - anchors.length / 8 - later;
}

/** The step that begins at a boundary, a fixed number of value bytes before step `at`; none where there is no such step. */
function boundariesAt(path: Path, at: number): number[] {
  for (let from = at; from >= 0; from--) {
    if (standsAtBoundary(path, from)) return [from];
    const before = path.steps[from - 1];
    if (before === undefined || before.min !== before.max || !isSubset(before.bytes, VALUE)) return [];
    if (sum(path.steps.slice(from - 1, at), "min") > MOST_OFFSET) return [];
  }
  return [];
}

function anchorsAt(path: Path, from: number, at: number): RunAnchor[] {
  const offset = sum(path.steps.slice(from, at), "min");
  const literals = literalsAt(path, at, (byte) => CLASS_OF_BYTE[byte] !== 0);
  const anchors = literals.map(({ text, ignoreCase }) => {
    const after = following(path.steps.slice(at), text.length);
    return { kind: "run", text, ignoreCase, lead: leadTo(path, at), offset, ...after } as const;
  });
  const isFit = anchors.every(({ text, least }) => text.length >= LEAST_LITERAL && offset + least >= LEAST_RUN);
  return isFit ? anchors : [];
}

/** Literals that end where a run begins, where a path has such a place. */
export function leadAnchorsOf(path: Path): readonly LeadAnchor[] {
  for (const at of path.steps.keys()) {
    const leads = literalsAt(path, at, () => true).map(({ text, ignoreCase }) => leadOf(path, at, text, ignoreCase));
    if (leads.length > 0 && leads.every((lead) => lead !== undefined)) return leads;
  }
  return [];
}

/** The part of a literal up to its last byte that is no value's, where that is long enough and a run follows. */
function leadOf(path: Path, at: number, literal: string, ignoreCase: boolean): LeadAnchor | undefined {
  const text = literal.replace(/[\w.+\/~\-]*$/v, "");
  const behind = following(path.steps.slice(at + text.length), 0);
  const isFit = text.length >= LEAST_LITERAL && behind.least >= LEAST_RUN;
  return isFit ? { kind: "lead", text, ignoreCase, lead: leadTo(path, at), ...behind } : undefined;
}

/** What an escape in a string or URL is made of: its last character is a word's, but ends nothing. */
const ESCAPES: readonly (readonly RegExp[])[] = [
  [/^\\$/, /^[nrt]$/],
  [/^\\$/, /^u$/, /^[\da-f]$/i, /^[\da-f]$/i, /^[\da-f]$/i, /^[\da-f]$/i],
  [/^%$/, /^[\da-f]$/i, /^[\da-f]$/i],
];

function followsEscape(steps: readonly Step[], at: number): boolean {
  const before = steps
    .slice(Math.max(0, at - 6), at)
    .flatMap(({ bytes, min, max }) => (min === max && min < 8 ? Array<ByteSet>(min).fill(bytes) : [VALUE]));
  return ESCAPES.some((escape) => {
    const tail = before.slice(-escape.length);
    return tail.length === escape.length && escape.every((test, index) => holdsOnly(tail[index] as ByteSet, test));
  });
}

const holdsOnly = (bytes: ByteSet, test: RegExp): boolean =>
  bytesIn(bytes).every((byte) => test.test(String.fromCharCode(byte)));

/** Whether no byte of a word can stand in front of a step, save the end of an escape. */
function standsAtBoundary({ steps, notBefore }: Path, at: number): boolean {
  if (followsEscape(steps, at)) return true;
  const ruledOut = notBefore.get(at);
  if (ruledOut !== undefined && isSubset(WORD, ruledOut)) return true;
  for (let before = at - 1; before >= 0; before--) {
    const step = steps[before] as Step;
    if (!isDisjoint(step.bytes, WORD)) return false;
    if (step.min > 0) return true;
    const earlier = notBefore.get(before);
    if (earlier !== undefined && isSubset(WORD, earlier)) return true;
  }
  return false;
}

/** What stands from a literal on: value bytes at least, and the classes of those behind it. */
export function following(steps: readonly Step[], literal: number): { least: number; mask: number; length: number } {
  let least = 0;
  let mask = 0;
  let length = 0;
  for (const [index, step] of steps.entries()) {
    if (!isSubset(step.bytes, VALUE)) break;
    least += step.min;
    if (index < literal || length >= LONGEST_CHECK) continue;
    mask |= classesOf(step.bytes);
    length = Math.min(LONGEST_CHECK, length + step.min);
  }
  return { least, mask, length };
}

/** Classes that a set's bytes are of. */
const classesOf = (bytes: ByteSet): number =>
  bytesIn(bytes).reduce((mask, byte) => mask | (CLASS_OF_BYTE[byte] as number), 0);
