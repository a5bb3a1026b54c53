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
  const { runs } = scalar;
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
  const first = byteOffsetAt(scalar, start);
  // The end lies behind the last character: a folded line between the two must not widen the span.
  const last = end > start ? byteOffsetAt(scalar, end - 1) : first;
  const after = byteOffsetAt(scalar, end);
  const width = byteWidth(scalar.value, end - 1);
  return { unit: scalar.place.unit, span: { start: first, end: end > start ? Math.min(after, last + width) : first } };
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
