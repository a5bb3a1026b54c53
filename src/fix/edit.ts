import type { Edit } from "../core/finding.ts";
import type { UnitId } from "../core/span.ts";

/** An edit of some bytes of a unit. */
export const edit = (unit: UnitId, start: number, end: number, insert: string): Edit => ({
  place: { unit, span: { start, end } },
  insert,
});
