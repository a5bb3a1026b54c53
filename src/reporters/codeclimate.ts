import type { Finding } from "../core/finding.ts";
import type { Reporter } from "../core/stages.ts";
import { inFile } from "./in-file.ts";
import { renderArray } from "./json-text.ts";
import { CODE_QUALITY_SEVERITY } from "./levels.ts";
import { printable } from "./printable.ts";

/** An issue as Code Climate describes one, and GitLab's Code Quality reads it. */
function issueOf({ ruleId, severity, message, location, fingerprint }: Finding): object {
  return {
    type: "issue",
    check_name: ruleId,
    description: printable(message),
    categories: ["Security"],
    severity: CODE_QUALITY_SEVERITY[severity],
    fingerprint: fingerprint.place,
    location: { path: location.path, lines: { begin: location.start.line, end: location.end.line } },
  };
}

/** The report for GitLab's Code Quality and for what else reads Code Climate's issues: one JSON array. */
export const codeClimateReporter: Reporter = {
  name: "codeclimate",
  *render({ findings }) {
    yield* renderArray(findings.map((finding) => issueOf(inFile(finding))));
    yield "\n";
  },
};
