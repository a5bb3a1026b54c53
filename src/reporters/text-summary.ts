import type { ScanReport } from "../core/stages.ts";
import { grouped, plural } from "./plural.ts";
import { countFailing, countSeverities, WORST_FIRST } from "./severity-counts.ts";
import type { TextStyle } from "./text-style.ts";

const UNITS = ["bytes", "kB", "MB", "GB", "TB"] as const;

/** A number of bytes as people read it: `999 bytes`, `18.2 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // The second bound is what would round to "1000.0".
  while (value >= (unit === 0 ? 1000 : 999.95) && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return unit === 0 ? plural(bytes, "byte") : `${value.toFixed(1)} ${UNITS[unit]}`;
}

/** Milliseconds as people read them: `0.41 s`, `12.3 s`, `2 min 5 s`. */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 9.995) return `${seconds.toFixed(2)} s`;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}

/** What was found, and what that means for the run. */
export function verdict(report: ScanReport, style: TextStyle): string {
  const { findings, problems, counts, failOn } = report;
  const errors = problems.filter(({ level }) => level === "error").length;
  if (findings.length === 0) {
    if (errors > 0) return style.error(`No findings, but with ${plural(errors, "error")}: this is not a clean result.`);
    return counts.files === 0 ? style.label("No file was searched.") : style.good("No findings.");
  }
  const bySeverity = countSeverities(findings);
  const levels = WORST_FIRST.filter((level) => bySeverity[level] > 0).map((level) =>
    style.severity[level](`${grouped(bySeverity[level])} ${level}`),
  );
  const files = new Set(findings.map(({ location }) => location.path)).size;
  const found = `${style.title(plural(findings.length, "finding"))} (${levels.join(", ")}) in ${plural(files, "file")}.`;
  const below = failOn === "never" ? "Findings do not fail this run." : `None reaches the failing level, ${failOn}.`;
  return [
    found,
    countFailing(findings, failOn) > 0 ? undefined : below,
    errors > 0 ? style.error(`Not everything could be searched: ${plural(errors, "error")}.`) : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(" ");
}

/** `3 findings are accepted: 2 by comments, 1 by the configuration.` */
function acceptedLine(suppressed: ScanReport["suppressed"]): string {
  const inline = suppressed.filter(({ suppression }) => suppression.by === "inline").length;
  const config = suppressed.length - inline;
  const ways = [
    inline > 0 ? `${inline} by ${inline === 1 ? "a comment" : "comments"}` : undefined,
    config > 0 ? `${config} by the configuration` : undefined,
  ].filter((way) => way !== undefined);
  return `${plural(suppressed.length, "finding is", "findings are")} accepted: ${listed(ways)}.`;
}

/** The end of the text report: result, extent of the search, what was left out. */
export function* renderSummary(report: ScanReport, style: TextStyle): Iterable<string> {
  const { files, bytes, pipelines, references, binary, links, special, excluded } = report.counts;
  yield verdict(report, style);
  const accepted = report.suppressed.filter(({ suppression }) => suppression.by !== "baseline");
  const before = report.suppressed.length - accepted.length;
  if (accepted.length > 0) yield style.quiet(acceptedLine(accepted));
  if (before > 0) {
    yield style.quiet(`${plural(before, "finding in the baseline is", "findings in the baseline are")} not shown.`);
  }
  const searched = `Searched ${plural(files, "file")} (${formatBytes(bytes)}) in ${formatDuration(report.duration)}`;
  const followed = `${plural(pipelines, "pipeline")} with ${plural(references, "secret reference")}`;
  yield style.quiet(pipelines === 0 ? `${searched}.` : `${searched}; read ${followed}.`);
  const skipped = [
    binary > 0 ? plural(binary, "binary file") : undefined,
    links > 0 ? plural(links, "symbolic link") : undefined,
    special > 0 ? plural(special, "special file") : undefined,
    excluded > 0 ? `${plural(excluded, "file")} that the configuration leaves out` : undefined,
  ].filter((part) => part !== undefined);
  if (skipped.length > 0) yield style.quiet(`Not searched: ${listed(skipped)}.`);
}
