/** A half-open range of byte offsets in one unit's content. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Names a unit within one scan: its path as shown to people, with its origin where that is not the work tree. */
export type UnitId = string;

/** A span in a unit; whatever may lie in another file (flows, related locations, fixes) is a place. */
export interface Place {
  readonly unit: UnitId;
  readonly span: Span;
}

export function spansOverlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Sorts spans and joins those that touch or overlap, or lie no more than `gap` bytes apart. */
export function mergeSpans(spans: readonly Span[], gap = 0): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && span.start <= last.end + gap) {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else {
      merged.push({ start: span.start, end: span.end });
    }
  }
  return merged;
}
