import type { Preview } from "../core/finding.ts";
import { partitionPoint } from "../core/partition-point.ts";
import type { Span } from "../core/span.ts";
import { decode, lineEnd, lineStart } from "../core/text.ts";

/** A value in a unit, with the front of it that a mask may show. */
export interface MaskedSpan extends Span {
  /** What every value of the kind starts with; empty where nothing may be shown. */
  readonly prefix: string;
}

/** Characters that must stay hidden for a prefix to be shown at all. */
const LEAST_HIDDEN = 8;
/** Armour is the longest front that is the same in all values of a kind. */
const LONGEST_PREFIX = 40;

/** What is shown instead of a value: at most its known prefix, and its length in characters. */
export function maskOf(value: string, prefix: string): string {
  const shown = value.startsWith(prefix) && value.length - prefix.length >= LEAST_HIDDEN ? prefix : "";
  return `${shown.slice(0, LONGEST_PREFIX)}***(${[...value].length})`;
}

/** Bytes of a line that are shown on either side of the mark. */
const CONTEXT = 80;

/** The line around a mark, cut to what a person can read, with every known value in it masked; see {@link redact}. */
export function previewOf(bytes: Uint8Array, mark: Span, masked: readonly MaskedSpan[]): Preview {
  const floor = Math.max(0, mark.start - CONTEXT);
  const lineFrom = floor + lineStart(bytes.subarray(floor), mark.start - floor);
  const ceiling = Math.min(bytes.length, mark.start + 4 * CONTEXT);
  const lineTo = lineEnd(bytes.subarray(0, ceiling), mark.start);
  const markEnd = Math.min(mark.end, lineTo);
  const to = Math.min(lineTo, markEnd + CONTEXT);
  const line = { start: lineFrom, end: Math.max(to, lineFrom) };
  const before = redact(bytes, { start: line.start, end: mark.start }, masked);
  const inside = redact(bytes, { start: mark.start, end: Math.max(markEnd, mark.start) }, masked);
  const after = redact(bytes, { start: Math.max(markEnd, mark.start), end: line.end }, masked);
  const cutLeft = lineFrom === floor && floor > 0 && bytes[floor - 1] !== 0x0a ? "…" : "";
  const lead = cutLeft + before;
  const indent = lead.length - lead.trimStart().length;
  const isCut = to < lineTo || (lineTo === ceiling && ceiling < bytes.length);
  const text = lead.slice(indent) + inside + after.trimEnd() + (isCut ? "…" : "");
  return { text, mark: { start: lead.length - indent, length: Math.max(1, inside.length) } };
}

/**
 * Text of a range with each masked value in it replaced; a value that the range cuts is hidden whole. The values are in order, and none
 * overlaps another.
 */
export function redact(bytes: Uint8Array, range: Span, masked: readonly MaskedSpan[]): string {
  let text = "";
  let at = range.start;
  // Nearly all of the thousands in a file end before it, or begin behind it.
  const first = partitionPoint(masked.length, (index) => (masked[index]?.end ?? at) <= at);
  for (let index = first; index < masked.length; index++) {
    const span = masked[index];
    if (span === undefined || span.start >= range.end) break;
    if (span.end <= at) continue;
    text += decode(bytes, { start: at, end: Math.max(at, span.start) });
    // A value that began before the range has been named there already.
    if (span.start >= range.start) text += maskOf(decode(bytes, span), span.prefix);
    at = Math.min(span.end, range.end);
  }
  return at < range.end ? text + decode(bytes, { start: at, end: range.end }) : text;
}
