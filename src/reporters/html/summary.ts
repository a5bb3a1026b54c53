import type { ScanReport } from "../../core/stages.ts";
import { escapeMarkup } from "../escape-markup.ts";
import { grouped, plural } from "../plural.ts";
import { countFailing, countSeverities, WORST_FIRST } from "../severity-counts.ts";
import { textStyle } from "../text-style.ts";
import { renderSummary } from "../text-summary.ts";

/** `18 findings in 17 files`. */
export function headlineOf({ findings }: ScanReport): string {
  if (findings.length === 0) return "No findings";
  const files = new Set(findings.map(({ location }) => location.path)).size;
  return `${plural(findings.length, "finding")} in ${plural(files, "file")}`;
}

/** What the findings mean for the run. */
function meaningOf({ findings, failOn }: ScanReport): string {
  if (failOn === "never") return "Findings do not fail this run.";
  const failing = countFailing(findings, failOn);
  if (failing === 0) return `None reaches the failing level, ${failOn}.`;
  return `${plural(failing, "finding reaches", "findings reach")} the failing level, ${failOn}.`;
}

function* verdict(report: ScanReport, result: string): Iterable<string> {
  const errors = report.problems.filter(({ level }) => level === "error").length;
  if (report.findings.length > 0) yield `<p>${meaningOf(report)}</p>\n`;
  else if (errors === 0 && report.counts.files === 0) yield `<p>${escapeMarkup(result)}</p>\n`;
  if (errors > 0) {
    const what = `Not everything could be searched: <a href="#problems">${plural(errors, "error")}</a>.`;
    yield `<p class="broken">${what}${report.findings.length === 0 ? " This is not a clean result." : ""}</p>\n`;
  }
}

/** The head of the page: what was found, what it means, how much was searched. */
export function* summary(report: ScanReport): Iterable<string> {
  const { tool, findings } = report;
  const counts = countSeverities(findings);
  const tiles = WORST_FIRST.map(
    (level) =>
      `<li class="tile ${level}${counts[level] === 0 ? " none" : ""}"><b>${grouped(counts[level])}</b> ${level}</li>`,
  );
  const [result = "", ...rest] = renderSummary(report, textStyle(false));
  yield `<header class="page">\n<p class="brand">${escapeMarkup(tool.name)} ${escapeMarkup(tool.version)}</p>\n`;
  yield `<h1>${headlineOf(report)}</h1>\n`;
  yield* verdict(report, result);
  if (findings.length > 0) yield `<ul class="tiles" aria-label="Findings by severity">${tiles.join("")}</ul>\n`;
  yield `<p class="quiet">${rest.map(escapeMarkup).join(" ")}</p>\n</header>\n`;
}
