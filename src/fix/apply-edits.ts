import type { Edit } from "../core/finding.ts";
import type { UnitId } from "../core/span.ts";

const isSame = (a: Edit, b: Edit): boolean =>
  a.place.unit === b.place.unit &&
  a.place.span.start === b.place.span.start &&
  a.place.span.end === b.place.span.end &&
  a.insert === b.insert;

/** Whether two edits cannot both be made at once: they share bytes, or it would be left open which comes first. */
function collide(a: Edit, b: Edit): boolean {
  if (a.place.unit !== b.place.unit || isSame(a, b)) return false;
  const [one, other] = [a.place.span, b.place.span];
  if (one.start === other.start) return true;
  return one.start < other.end && other.start < one.end;
}

/** Whether edits can be made beside others that were chosen. */
export const fits = (edits: readonly Edit[], chosen: readonly Edit[]): boolean =>
  edits.every((one) => chosen.every((other) => !collide(one, other)));

/** Contents with edits made, for those that have some; equal edits are made once. */
export function applyEdits(
  edits: readonly Edit[],
  contentOf: (unit: UnitId) => Uint8Array | undefined,
): ReadonlyMap<UnitId, Uint8Array> {
  const changed = new Map<UnitId, Uint8Array>();
  for (const [unit, some] of Map.groupBy(edits, ({ place }) => place.unit)) {
    const content = contentOf(unit);
    if (content !== undefined) changed.set(unit, withEdits(content, distinct(some)));
  }
  return changed;
}

function distinct(edits: readonly Edit[]): Edit[] {
  return edits.filter((one, index) => edits.findIndex((other) => isSame(one, other)) === index);
}

function withEdits(content: Uint8Array, edits: readonly Edit[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const { place, insert } of edits.toSorted((a, b) => a.place.span.start - b.place.span.start)) {
    parts.push(content.subarray(at, place.span.start), Buffer.from(insert));
    at = place.span.end;
  }
  parts.push(content.subarray(at));
  return Buffer.concat(parts);
}
