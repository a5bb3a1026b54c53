import type { Result } from "sarif";
import type { Severity } from "../core/levels.ts";

/** SARIF knows three levels of failure. */
export const SARIF_LEVEL: Readonly<Record<Severity, Result.level>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
};

/** GitHub reads critical above 9, high from 7, medium from 4, low below; each score is in the middle of its band. */
export const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.0",
};
