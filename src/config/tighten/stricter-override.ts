import type { RuleOverride } from "../../core/acceptance.ts";
import { type Confidence, SEVERITIES, type Severity } from "../../core/levels.ts";
import { defaultOf, type OptionValue, type RuleOptions, stricterValue } from "../../core/rule-option.ts";
import { STRICTNESS, stricter } from "./levels.ts";

/** What a configuration makes of a rule at a path. */
interface Side {
  readonly override: RuleOverride;
  /** Of the whole scan. */
  readonly minConfidence: Confidence;
}

/** What a rule says of itself as far as it matters here. */
type Own = { readonly severity: Severity; readonly options?: RuleOptions } | undefined;

/** Of two configurations' settings of a rule the stricter ones; `own` is what it has by itself. */
export function stricterOverride(base: Side, head: Side, own: Own): RuleOverride {
  const overrides = [base.override, head.override];
  const severities = overrides.map((override) => override.severity ?? own?.severity).filter((one) => one !== undefined);
  const severity = severities.reduce((one, other) => stricter(SEVERITIES, one, other), "low");
  const minConfidence = stricter(
    STRICTNESS.minConfidence,
    base.override.minConfidence ?? base.minConfidence,
    head.override.minConfidence ?? head.minConfidence,
  );
  const options = stricterOptions(base.override, head.override, own?.options ?? {});
  return {
    ...(options === undefined ? {} : { options }),
    // A rule's own severity may differ from finding to finding, so it is not set where nobody sets it.
    ...(overrides.some((override) => override.severity === severity) ? { severity } : {}),
    ...(overrides.some((override) => override.minConfidence !== undefined) ? { minConfidence } : {}),
  };
}

/** Of each option that either sets the stricter value, or the base's where none is known to be. */
function stricterOptions(
  { options: base }: RuleOverride,
  { options: head }: RuleOverride,
  own: RuleOptions,
): RuleOverride["options"] {
  if (base === undefined && head === undefined) return undefined;
  const values = Object.entries(own).map(([name, option]): [string, OptionValue] => {
    const initial = defaultOf(option);
    return [name, stricterValue(option, base?.[name] ?? initial, head?.[name] ?? initial)];
  });
  return Object.fromEntries(values);
}
