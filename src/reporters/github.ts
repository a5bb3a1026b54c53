import type { Finding } from "../core/finding.ts";
import type { RuleMeta } from "../core/rule.ts";
import type { Reporter, ScanReport } from "../core/stages.ts";
import { describeOrigin } from "./describe-origin.ts";
import { inFile } from "./in-file.ts";
import { ANNOTATION_LEVEL, ANNOTATION_LEVELS, type AnnotationLevel } from "./levels.ts";
import { plural } from "./plural.ts";
import { adviceOf, platformsOf } from "./rule-words.ts";
import { textStyle } from "./text-style.ts";
import { verdict } from "./text-summary.ts";
import { workflowCommand } from "./workflow-command.ts";
import { worstFirst } from "./worst-first.ts";

/** GitHub shows ten annotations of each level that a step writes, and drops the others without a word. */
const SHOWN = 10;

const atLevel = (findings: readonly Finding[], level: AnnotationLevel): Finding[] =>
  findings.filter(({ severity }) => ANNOTATION_LEVEL[severity] === level);

function annotationOf(finding: Finding, rule: RuleMeta | undefined): string {
  const { ruleId, severity, message, location, origin } = inFile(finding);
  const { path, start, end } = location;
  const place = {
    file: path,
    line: start.line,
    endLine: end.line,
    // A column says something only where it is all one line.
    ...(start.line === end.line ? { col: start.column } : {}),
  };
  const from = describeOrigin(origin);
  const [advice] = rule === undefined ? [] : adviceOf(rule, platformsOf([finding]));
  const lines = [
    from === undefined ? message : `${message} (${from})`,
    ...(advice === undefined ? [] : [`${advice.label}: ${advice.lines.join("\n")}`]),
  ];
  return workflowCommand(ANNOTATION_LEVEL[severity], lines, {
    ...(origin.kind === "stdin" ? {} : place),
    title: `${severity}: ${rule?.title ?? ruleId} [${ruleId}]`,
  });
}

/** One annotation for all that kept something from being searched: each by itself would take the place of findings. */
function unsearched({ tool, problems }: ScanReport): string[] {
  const errors = problems.filter(({ level }) => level === "error").length;
  if (errors === 0) return [];
  const text = `Not everything could be searched: ${plural(errors, "error")}. The log of this step says which.`;
  return [workflowCommand("error", [text], { title: tool.name })];
}

/** The report for a step of GitHub Actions: workflow commands that annotate lines, as many as GitHub shows. */
export const githubReporter: Reporter = {
  name: "github",
  *render(report) {
    const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
    const findings = worstFirst(report.findings);
    const first = unsearched(report);
    for (const command of first) yield `${command}\n`;
    let left = 0;
    for (const level of ANNOTATION_LEVELS) {
      const room = SHOWN - (level === "error" ? first.length : 0);
      const own = atLevel(findings, level);
      for (const finding of own.slice(0, room)) yield `${annotationOf(finding, rules.get(finding.ruleId))}\n`;
      left += Math.max(0, own.length - room);
    }
    if (left > 0) {
      const count = plural(left, "finding is", "findings are");
      yield `${count} not annotated: GitHub shows ${SHOWN} annotations of each level in a step. Another format has them all.\n`;
    }
    yield `${verdict(report, textStyle(false))}\n`;
  },
};
