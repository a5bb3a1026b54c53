import type { RuleOverride } from "../../core/acceptance.ts";
import { type Confidence, SEVERITIES, type Severity } from "../../core/levels.ts";
import { STRICTNESS, stricter } from "./levels.ts";

/** What a configuration makes of a rule at a path. */
interface Side {
  readonly override: RuleOverride;
  /** Of the whole scan. */
  readonly minConfidence: Confidence;
}

/** Of two configurations' settings of a rule the stricter ones; `own` is the severity that it has by itself. */
export function stricterOverride(base: Side, head: Side, own: Severity | undefined): RuleOverride {
  const overrides = [base.override, head.override];
  const severities = overrides.map((override) => override.severity ?? own).filter((one) => one !== undefined);
  const severity = severities.reduce((one, other) => stricter(SEVERITIES, one, other), "low");
  const minConfidence = stricter(
    STRICTNESS.minConfidence,
    base.override.minConfidence ?? base.minConfidence,
    head.override.minConfidence ?? head.minConfidence,
  );
  return {
    // A rule's own severity may differ from finding to finding, so it is not set where nobody sets it.
    ...(overrides.some((override) => override.severity === severity) ? { severity } : {}),
    ...(overrides.some((override) => override.minConfidence !== undefined) ? { minConfidence } : {}),
  };
}
