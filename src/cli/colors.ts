/** When the text format is coloured: `--color`. */
export const COLOR_CHOICES = ["auto", "always", "never"] as const;
export type ColorChoice = (typeof COLOR_CHOICES)[number];

/** What the decision rests on. */
export interface ColorEvidence {
  readonly choice: ColorChoice;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether the stream that is written to is a terminal. */
  readonly isTty: boolean;
}

/**
 * Whether to colour. The flag decides; then `NO_COLOR` (set and not empty) says no, `FORCE_COLOR` yes, unless it is `0` or
 * `false`; then a terminal is coloured that is not `TERM=dumb`.
 */
export function wantsColors({ choice, env, isTty }: ColorEvidence): boolean {
  if (choice !== "auto") return choice === "always";
  const { NO_COLOR: none, FORCE_COLOR: force, TERM: term } = env;
  if (none !== undefined && none !== "") return false;
  if (force !== undefined) return force !== "0" && force !== "false";
  return isTty && term !== "dumb";
}
