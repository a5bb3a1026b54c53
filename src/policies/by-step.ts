import type { Reference } from "../core/pipeline.ts";
import { onceAPlace } from "./once-a-place.ts";

/** References that stand in one step, or in one level above the steps, together: they are mended together. So are the blocks of Jenkins that bind one credential. */
export function byStep(references: readonly Reference[]): [Reference, ...Reference[]][] {
  const groups = Map.groupBy(onceAPlace(references), keyOf);
  return [...groups.values()].flatMap(([first, ...others]) => (first === undefined ? [] : [[first, ...others]]));
}

const keyOf = ({ platform, job, step, secret, via }: Reference): string =>
  platform === "jenkins" && secret !== "*" && (step !== undefined || via === "input")
    ? JSON.stringify(["credential", secret])
    : JSON.stringify([job, step]);
