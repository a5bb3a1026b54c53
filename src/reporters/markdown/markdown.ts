import type { Finding } from "../../core/finding.ts";
import type { Problem } from "../../core/source.ts";
import type { Reporter, ScanReport } from "../../core/stages.ts";
import { describeOrigin } from "../describe-origin.ts";
import { placeOf } from "../finding-words.ts";
import { groupFindings, type RuleGroup } from "../group-findings.ts";
import { grouped, plural } from "../plural.ts";
import { adviceOf, platformsOf } from "../rule-words.ts";
import { countSeverities, WORST_FIRST } from "../severity-counts.ts";
import { describeProblem } from "../text-problem.ts";
import { textStyle } from "../text-style.ts";
import { renderSummary } from "../text-summary.ts";
import { worstFirst } from "../worst-first.ts";
import { codeSpan, inline } from "./inline.ts";

/** A comment holds 65,536 characters on GitHub, and nobody reads that many. */
const LIMITS = { rows: 50, problems: 20, characters: { rows: 40_000, advice: 52_000, problems: 60_000 } };

interface Section {
  readonly lines: readonly string[];
  /** How many were left out. */
  readonly left: number;
}

/** The first lines, `most` at most, that `room` characters hold. */
function fitting(all: readonly string[], most: number, room: number): Section {
  const kept: string[] = [];
  let used = 0;
  for (const line of all) {
    if (kept.length === most || used + line.length > room) break;
    kept.push(line);
    used += line.length + 1;
  }
  return { lines: kept, left: all.length - kept.length };
}

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function countsTable(findings: readonly Finding[]): string[] {
  const counts = countSeverities(findings);
  return [
    row(WORST_FIRST),
    row(WORST_FIRST.map(() => "---:")),
    row(WORST_FIRST.map((level) => grouped(counts[level]))),
  ];
}

function findingRow(finding: Finding): string {
  const origin = describeOrigin(finding.origin);
  const place = codeSpan(placeOf(finding));
  const where = origin === undefined ? place : `${place} ${inline(origin)}`;
  return row([finding.severity, where, inline(finding.message), codeSpan(finding.ruleId)]);
}

function adviceLine({ ruleId, rule, findings }: RuleGroup): string[] {
  if (rule === undefined) return [];
  const steps = adviceOf(rule, platformsOf(findings)).map(
    ({ label, lines }) => `${label}: ${lines.map(inline).join(" ")}`,
  );
  return [`- **${inline(rule.title)}** (${codeSpan(ruleId)}). ${steps.join(" ")}`];
}

function* section(title: string, { lines, left }: Section, more: string): Iterable<string> {
  if (lines.length === 0 && left === 0) return;
  yield* ["", `### ${title}`, "", ...lines];
  if (left > 0) yield* [...(lines.length === 0 ? [] : [""]), `${plural(left, `more ${more}`)} not shown here.`];
}

function* findingLines(report: ScanReport): Iterable<string> {
  if (report.findings.length === 0) return;
  const { rows, characters } = LIMITS;
  yield* ["", ...countsTable(report.findings)];
  const table = fitting(worstFirst(report.findings).map(findingRow), rows, characters.rows);
  const head = [row(["Severity", "Where", "What", "Rule"]), row(["---", "---", "---", "---"])];
  yield* section("Findings", { ...table, lines: [...head, ...table.lines] }, "finding");
  const used = table.lines.join("\n").length;
  const shown = groupFindings(report).flatMap(adviceLine);
  yield* section("What to do", fitting(shown, rows, characters.advice - used), "rule");
}

function problemLine(problem: Problem): string {
  return `- ${problem.level}: ${inline(describeProblem(problem, { pathPrefix: "" }))}`;
}

function* renderLines(report: ScanReport): Iterable<string> {
  const [result = "", ...rest] = renderSummary(report, textStyle(false));
  yield* [`## ${report.tool.name}`, "", `**${inline(result)}**`];
  let used = 0;
  for (const line of findingLines(report)) {
    used += line.length + 1;
    yield line;
  }
  const problems = report.problems.map(problemLine);
  yield* section("Problems", fitting(problems, LIMITS.problems, LIMITS.characters.problems - used), "problem");
  yield* ["", rest.map(inline).join(" ")];
}

/** The report for job summaries and comments: short, the worst first, within what a comment holds. */
export const markdownReporter: Reporter = {
  name: "markdown",
  *render(report) {
    for (const line of renderLines(report)) yield `${line}\n`;
  },
};
