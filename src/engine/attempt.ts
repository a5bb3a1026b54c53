import { LimitError } from "../core/errors.ts";
import type { Problem } from "../core/source.ts";

/**
 * Runs one step of a scan. A fault of ours in it becomes a problem about its subject, so that the rest goes on and the run
 * does not pass for clean. The error's own message is left out: it may quote what was scanned.
 */
export function attempt<Result>(
  {
    subject,
    step,
    report,
  }: { readonly subject: string; readonly step: string; readonly report: (problem: Problem) => void },
  run: () => Result,
): Result | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof LimitError) {
      const { message, hint } = error;
      report({ level: "error", code: "limit-reached", subject, message, hint });
      return undefined;
    }
    const kind = error instanceof Error ? error.name : typeof error;
    report({
      level: "error",
      code: "rule-failed",
      subject,
      message: `${step} failed on this file (${kind})`,
      hint: "This is a fault of sealint, please report it; everything else was searched.",
    });
    return undefined;
  }
}
