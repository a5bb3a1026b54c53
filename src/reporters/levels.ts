import type { Result } from "sarif";
import type { Severity } from "../core/levels.ts";

type Scale<Level extends string> = Readonly<Record<Severity, Level>>;

/** SARIF knows three levels of failure. */
export const SARIF_LEVEL: Scale<Result.level> = { critical: "error", high: "error", medium: "warning", low: "note" };

/** GitHub reads critical above 9, high from 7, medium from 4, low below; each score is in the middle of its band. */
export const SECURITY_SEVERITY: Scale<string> = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0" };

/** Levels of annotations of a workflow run, worst first. */
export const ANNOTATION_LEVELS = ["error", "warning", "notice"] as const;

export type AnnotationLevel = (typeof ANNOTATION_LEVELS)[number];

/** The same steps as in SARIF, by the names that workflow commands have. */
export const ANNOTATION_LEVEL: Scale<AnnotationLevel> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "notice",
};

/** Severities of GitLab's security reports. */
export const GITLAB_SEVERITY: Scale<string> = { critical: "Critical", high: "High", medium: "Medium", low: "Low" };

/** Severities of Code Climate, which has five: `info` is for what is no fault at all. */
export const CODE_QUALITY_SEVERITY: Scale<string> = {
  critical: "blocker",
  high: "critical",
  medium: "major",
  low: "minor",
};
