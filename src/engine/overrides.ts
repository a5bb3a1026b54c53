import type { Confidence, Severity } from "../core/levels.ts";
import type { EngineOptions } from "./options.ts";

type Settings = Pick<EngineOptions, "acceptance" | "minConfidence">;

/** The least confidence with which a rule is reported at a path. */
export function leastConfidence({ acceptance, minConfidence }: Settings, ruleId: string, path: string): Confidence {
  return acceptance?.override(ruleId, path).minConfidence ?? minConfidence;
}

/** The severity of a finding after the configuration has had its say. */
export function severityOf(
  { acceptance }: Pick<EngineOptions, "acceptance">,
  {
    ruleId,
    severity,
    location,
  }: { readonly ruleId: string; readonly severity: Severity; readonly location: { readonly path: string } },
): Severity {
  return acceptance?.override(ruleId, location.path).severity ?? severity;
}
