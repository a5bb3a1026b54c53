/** How bad it is if the finding is right, from least to worst. */
export const SEVERITIES = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How sure we are that the finding is right, from least to most. */
export const CONFIDENCES = ["low", "medium", "high"] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Presets from narrow to wide: a rule runs where its own preset is at most the chosen one. */
export const PRESETS = ["recommended", "strict", "all"] as const;
export type Preset = (typeof PRESETS)[number];

export function isAtLeast<Level extends string>(scale: readonly Level[], value: Level, least: Level): boolean {
  return scale.indexOf(value) >= scale.indexOf(least);
}
