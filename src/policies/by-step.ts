import type { Reference } from "../core/pipeline.ts";
import { onceAPlace } from "./once-a-place.ts";

/** References that stand in one step, or in one level above the steps, together: they are mended together. */
export function byStep(references: readonly Reference[]): [Reference, ...Reference[]][] {
  const groups = Map.groupBy(onceAPlace(references), ({ job, step }) => JSON.stringify([job, step]));
  return [...groups.values()].flatMap(([first, ...others]) => (first === undefined ? [] : [[first, ...others]]));
}
