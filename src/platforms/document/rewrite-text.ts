import type { PlacedText } from "../../core/pipeline.ts";

/** A part of a text, as a half-open range of UTF-16 offsets, and what stands in its place. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/**
 * A text with some of its parts replaced, in their order, that still knows where all of it stands: what replaces a part has the
 * place of that part as a whole.
 */
export function rewriteText(text: PlacedText, replacements: readonly Replacement[]): PlacedText {
  if (replacements.length === 0) return text;
  const parts: string[] = [];
  /** Where each part starts in the new text and in the old one, and where the old one ends. */
  const runs: { readonly at: number; readonly start: number; readonly end: number; readonly isOld: boolean }[] = [];
  let length = 0;
  const add = (part: string, start: number, end: number, isOld: boolean): void => {
    if (part === "") return;
    runs.push({ at: length, start, end, isOld });
    parts.push(part);
    length += part.length;
  };
  let from = 0;
  for (const { start, end, by } of replacements) {
    add(text.value.slice(from, start), from, start, true);
    add(by, start, end, false);
    from = end;
  }
  add(text.value.slice(from), from, text.value.length, true);
  const runAt = (offset: number) => {
    let low = 0;
    let high = runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((runs[middle]?.at ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return runs[low] ?? { at: 0, start: 0, end: 0, isOld: true };
  };
  const startOf = (offset: number): number => {
    const { at, start, end, isOld } = runAt(offset);
    return isOld ? Math.min(start + offset - at, end) : start;
  };
  return {
    value: parts.join(""),
    placeOf(start, end) {
      const first = startOf(start);
      if (end <= start) return text.placeOf(first, first);
      const last = runAt(end - 1);
      return text.placeOf(first, last.isOld ? Math.min(last.start + end - last.at, last.end) : last.end);
    },
  };
}
