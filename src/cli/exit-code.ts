import { isAtLeast, SEVERITIES } from "../core/levels.ts";
import type { Problem } from "../core/source.ts";
import type { ScanReport } from "../core/stages.ts";

/** What a run ends with: docs/flags.md says the same in words. */
export const EXIT = { clean: 0, findings: 1, failed: 2, interrupted: 130 } as const;

/** A run that could not look at everything has failed, whatever it found; `strictReads` counts notes as that, too, unless they are accepted. */
export function exitCodeOf({ findings, problems, failOn }: ScanReport, strictReads: boolean): number {
  if (problems.some(({ code }) => code === "interrupted")) return EXIT.interrupted;
  if (problems.some((problem) => problem.level === "error" || (strictReads && isAboutReading(problem))))
    return EXIT.failed;
  const failing = failOn === "never" ? [] : findings.filter(({ severity }) => isAtLeast(SEVERITIES, severity, failOn));
  return failing.length > 0 ? EXIT.findings : EXIT.clean;
}

/** A baseline that holds more than there is keeps nothing from being read. */
function isAboutReading({ code, accepted }: Problem): boolean {
  return accepted === undefined && code !== "stale-baseline";
}
