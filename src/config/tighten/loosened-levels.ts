import type { Config } from "../config.ts";
import { isLooser, type Levels, STRICTNESS, stricter } from "./levels.ts";
import type { UnplacedLoosening } from "./with-place.ts";

const KEYS = ["preset", "minConfidence", "failOn"] as const satisfies readonly (keyof Levels)[];

/** Of each level the stricter one of both configurations. */
export function tighterLevels(base: Config, head: Config, defaults: Levels): Levels {
  const [was, is] = [
    { ...defaults, ...base },
    { ...defaults, ...head },
  ];
  return {
    preset: stricter(STRICTNESS.preset, was.preset, is.preset),
    minConfidence: stricter(STRICTNESS.minConfidence, was.minConfidence, is.minConfidence),
    failOn: stricter(STRICTNESS.failOn, was.failOn, is.failOn),
  };
}

/** What the change sets to less than its base does, of what holds for the whole scan. */
export function loosenedLevels(base: Config, head: Config, defaults: Levels): UnplacedLoosening[] {
  const found: UnplacedLoosening[] = [];
  for (const key of KEYS) {
    const [was, is] = [base[key] ?? defaults[key], head[key] ?? defaults[key]];
    if (isLooser<string>(STRICTNESS[key], is, was))
      found.push({
        message: `\`${key}\` would be \`${is}\`; \`${was}\` holds, as in the base commit.`,
        key: `${key} ${is}`,
        at: [key],
      });
  }
  if (base.strictReads === true && head.strictReads !== true)
    found.push({
      message: "`strictReads` would be off; it holds, as in the base commit.",
      key: "strictReads",
      at: ["strictReads"],
    });
  for (const key of ["inventory", "baseline"] as const)
    if (base[key] !== head[key])
      found.push({
        message: `\`${key}\` would be another file; that of the base commit holds.`,
        key: `${key} ${head[key]}`,
        at: [key],
      });
  return found;
}
