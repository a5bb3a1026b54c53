import type { Reporter, ScanReport } from "../core/stages.ts";
import { groupFindings } from "./group-findings.ts";
import { describeProblem } from "./text-problem.ts";
import { renderRule } from "./text-rule.ts";
import { type TextStyle, textStyle } from "./text-style.ts";
import { renderSummary } from "./text-summary.ts";

function* renderProblems(report: ScanReport, style: TextStyle, pathPrefix: string): Iterable<string> {
  const notes = report.problems.filter(({ level }) => level === "note");
  const errors = report.problems.filter(({ level }) => level === "error");
  for (const note of notes) yield `${style.label("note:")} ${describeProblem(note, { pathPrefix })}`;
  for (const error of errors) yield `${style.error("error:")} ${describeProblem(error, { pathPrefix })}`;
  if (report.problems.length > 0) yield "";
}

/** The report for people at a terminal: rules with their places, then problems, then the result. */
export const textReporter: Reporter = {
  name: "text",
  *render(report, options) {
    const style = textStyle(options.colors);
    for (const group of groupFindings(report)) {
      for (const line of renderRule(group, style, options)) yield `${line}\n`;
    }
    if (options.listProblems) {
      for (const line of renderProblems(report, style, options.pathPrefix)) yield `${line}\n`;
    }
    for (const line of renderSummary(report, style)) yield `${line}\n`;
  },
};
