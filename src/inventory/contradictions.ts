import { parseDuration } from "../core/duration.ts";
import type { InventoryEntry, Placed } from "../core/inventory.ts";
import type { InventoryProblem } from "./inventory-problem.ts";

/** Fields of an entry that cannot both be right. */
export function contradictionsIn(entry: InventoryEntry): InventoryProblem[] {
  const { created, expires, rotation = {}, review = {} } = entry;
  return [
    ...notBefore(expires, created, "`expires` lies before `created`"),
    ...notBefore(rotation.last, created, "`rotation.last` lies before `created`"),
    ...notBefore(review.last, created, "`review.last` lies before `created`"),
    ...overlapping(rotation.overlap, rotation.every),
  ];
}

function notBefore(
  later: Placed<string> | undefined,
  earlier: Placed<string> | undefined,
  message: string,
): InventoryProblem[] {
  // ISO days sort as text.
  if (later === undefined || earlier === undefined || later.value >= earlier.value) return [];
  return [{ ...later.place, message, hint: "Correct one of the two days." }];
}

function overlapping(overlap: Placed<string> | undefined, every: Placed<string> | undefined): InventoryProblem[] {
  const [length, period] = [parseDuration(overlap?.value ?? ""), parseDuration(every?.value ?? "")];
  if (overlap === undefined || length === undefined || period === undefined || length < period) return [];
  const hint = "Let old and new overlap for less time than lies between two rotations.";
  return [{ ...overlap.place, message: "`rotation.overlap` is as long as `rotation.every`", hint }];
}
