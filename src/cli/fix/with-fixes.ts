import type { Finding } from "../../core/finding.ts";
import type { Problem } from "../../core/source.ts";
import type { ScanReport } from "../../core/stages.ts";
import type { Facts } from "../../engine/facts.ts";
import { hasFix } from "../../engine/mending/fixable.ts";
import { withProposals } from "../../engine/mending/propose.ts";
import { VariableNames } from "../../engine/mending/variable-names.ts";
import type { PreparedScan } from "../prepare-scan.ts";
import type { Program } from "../program.ts";
import { readWhole } from "./gather.ts";
import { lockFilesIn } from "./lock-files.ts";

/** Files that are read once more for a report's fixes: more findings than these have nobody takes one by one. */
const MOST_FILES = 200;

/** A report whose findings say how they could be mended, where that takes no file but their own; with the facts that it was made of. */
export function withFixes(
  report: ScanReport,
  facts: readonly Facts[],
  program: Program,
  prepared: PreparedScan,
): ScanReport {
  const { options, range } = prepared;
  const secrets = new Set(options.rules.map(({ id }) => id));
  const isSecretRule = (id: string): boolean => secrets.has(id);
  const mayMend = ({ ruleId, location }: Finding): boolean => hasFix(ruleId, location.path, isSecretRule(ruleId));
  const contents = readWhole(report.findings.filter(mayMend), range.root, program.env, MOST_FILES);
  const tools = { isSecretRule, names: new VariableNames(), lockFiles: lockFilesIn(range.root) };
  const problems: Problem[] = [];
  // All was searched, so that nothing fails the run.
  const note = (problem: Problem): void => void problems.push({ ...problem, level: "note" });
  const findings = withProposals({ ...report, facts }, contents, options, tools, note);
  return { ...report, findings, problems: [...report.problems, ...problems] };
}
