import type { PlacedText } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";

export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded";

/**
 * A scalar of a document. `value` is always text, as written for plain scalars (`1.10`, `true`, `on`). `place` covers the
 * content without its quotes or block header. `runs` are pairs of an offset in `value` and the byte offset that it lies
 * at; between two pairs both advance alike, see `byteOffsetAt`.
 */
export interface Scalar {
  readonly kind: "scalar";
  readonly value: string;
  readonly style: ScalarStyle;
  readonly place: Place;
  readonly runs: readonly number[];
  /** Where the platform has filled something into the text that the file has; `runs` are then those of that text. */
  readonly filled?: Filled;
}

/** What a scalar's text was before the platform filled it in, with the parts that it filled in, in their order. */
export interface Filled {
  readonly original: Scalar;
  readonly parts: readonly FilledPart[];
}

export interface FilledPart {
  /** Offsets in the new value. */
  readonly start: number;
  readonly end: number;
  /** Those of the hole in the original one. */
  readonly from: number;
  readonly to: number;
  /** What the hole names. */
  readonly name: string;
  /** What was given; absent where it stands there in another form. */
  readonly given?: Scalar;
}

export interface Entry {
  readonly key: Scalar;
  readonly value: DocumentNode;
}

/** A map in the order of the file; keys that a merge (`<<`) brought stand behind the map's own. */
export interface Mapping {
  readonly kind: "map";
  readonly entries: readonly Entry[];
  readonly place: Place;
}

export interface Sequence {
  readonly kind: "sequence";
  readonly items: readonly DocumentNode[];
  readonly place: Place;
  /** A tag of the platform's own, such as `!reference`. */
  readonly tag?: string;
}

/** A node of a parsed document: plain data; an alias is the very node that its anchor names. */
export type DocumentNode = Scalar | Mapping | Sequence;

/** Byte offset, in the unit, of a UTF-16 offset in a scalar's value. */
export function byteOffsetAt(scalar: Scalar, index: number): number {
  const { runs, filled } = scalar;
  if (filled !== undefined) return byteOffsetAt(filled.original, originalOffset(filled, index, "from"));
  let low = 0;
  let high = runs.length / 2 - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((runs[middle * 2] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  const from = runs[low * 2] ?? 0;
  const at = runs[low * 2 + 1] ?? scalar.place.span.start;
  return Math.min(at + (index - from), scalar.place.span.end);
}

/** The place of a part of a scalar's value, from UTF-16 offsets in it. */
export function placeWithin(scalar: Scalar, start: number, end: number): Place {
  const { filled } = scalar;
  if (filled !== undefined) {
    const first = originalOffset(filled, start, "from");
    const last = end > start ? originalOffset(filled, end, "to") : first;
    return placeWithin(filled.original, first, last);
  }
  const first = byteOffsetAt(scalar, start);
  // The end lies behind the last character: a folded line between the two must not widen the span.
  const last = end > start ? byteOffsetAt(scalar, end - 1) : first;
  const after = byteOffsetAt(scalar, end);
  const width = byteWidth(scalar.value, end - 1);
  return { unit: scalar.place.unit, span: { start: first, end: end > start ? Math.min(after, last + width) : first } };
}

/** An offset in the text as the file has it: what was filled in stands as a whole where its hole is. */
function originalOffset({ parts }: Filled, index: number, edge: "from" | "to"): number {
  let shift = 0;
  for (const part of parts) {
    if (edge === "from" ? index < part.start : index <= part.start) break;
    if (edge === "from" ? index < part.end : index <= part.end) return part[edge];
    shift = part.to - part.end;
  }
  return index + shift;
}

/** A scalar's value as text that knows its places. */
export function placedText(scalar: Scalar): PlacedText {
  return { value: scalar.value, placeOf: (start, end) => placeWithin(scalar, start, end) };
}

/** Most bytes that the character which ends at `index` can take. */
function byteWidth(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (!(code >= 0x80)) return 1;
  return code < 0x800 ? 2 : code >= 0xd800 && code < 0xe000 ? 4 : 3;
}
