import type { Finding } from "../../core/finding.ts";
import { escapeMarkup } from "../escape-markup.ts";
import type { RuleGroup } from "../group-findings.ts";
import { grouped } from "../plural.ts";
import { countSeverities, WORST_FIRST } from "../severity-counts.ts";

const option = (value: string, count: number): string =>
  `<option value="${escapeMarkup(value)}">${escapeMarkup(value)} (${grouped(count)})</option>`;

function select(id: string, label: string, all: string, counts: ReadonlyMap<string, number>): string {
  const options = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([value, count]) => option(value, count));
  return `<label class="field">${label}<select id="${id}"><option value="">${all}</option>${options.join("")}</select></label>`;
}

function countFiles(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { location } of findings) counts.set(location.path, (counts.get(location.path) ?? 0) + 1);
  return counts;
}

/** What narrows the list down: the script shows it, since it does nothing without. */
export function filters(findings: readonly Finding[], groups: readonly RuleGroup[]): string {
  const counts = countSeverities(findings);
  const boxes = WORST_FIRST.filter((level) => counts[level] > 0).map(
    (level) =>
      `<label class="pill ${level}"><input type="checkbox" name="severity" value="${level}" checked>${level}</label>`,
  );
  const rules = new Map(groups.map(({ ruleId, findings: { length } }) => [ruleId, length]));
  return [
    '<div id="filters" class="filters" role="search" aria-label="Filter the findings" hidden>',
    `<fieldset><legend>Severity</legend>${boxes.join("")}</fieldset>`,
    select("rule", "Rule", "All rules", rules),
    select("file", "File", "All files", countFiles(findings)),
    '<label class="field text">Text<input id="text" type="search" placeholder="in path, line or message" autocomplete="off" spellcheck="false"></label>',
    '<p class="shown"><output id="shown" aria-live="polite"></output><button id="reset" type="button">Show all</button></p>',
    "</div>",
  ].join("\n");
}
