import { CONFIDENCES, type Confidence, PRESETS, type Preset, SEVERITIES, type Severity } from "../../core/levels.ts";

/** The levels that a whole scan is set to. */
export interface Levels {
  readonly preset: Preset;
  readonly minConfidence: Confidence;
  readonly failOn: Severity | "never";
}

/** The values of each level, from the loosest to the strictest. */
export const STRICTNESS: { readonly [Key in keyof Levels]: readonly Levels[Key][] } = {
  preset: PRESETS,
  minConfidence: CONFIDENCES.toReversed(),
  failOn: ["never", ...SEVERITIES.toReversed()],
};

/** Of two values the stricter one. */
export function stricter<Value>(scale: readonly Value[], one: Value, other: Value): Value {
  return scale.indexOf(one) > scale.indexOf(other) ? one : other;
}

/** Whether a value is looser than another. */
export function isLooser<Value>(scale: readonly Value[], value: Value, than: Value): boolean {
  return scale.indexOf(value) < scale.indexOf(than);
}
