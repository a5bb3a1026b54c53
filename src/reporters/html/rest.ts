import type { ScanReport } from "../../core/stages.ts";
import { escapeMarkup } from "../escape-markup.ts";
import { placeOf } from "../finding-words.ts";
import { plural } from "../plural.ts";
import { describeProblem } from "../text-problem.ts";
import { prose } from "./markup.ts";

/** What could not be searched, errors first: whoever reads the report has to know that it is not whole. */
export function* problems(report: ScanReport): Iterable<string> {
  if (report.problems.length === 0) return;
  const ordered = report.problems.toSorted((a, b) => (a.level < b.level ? -1 : a.level > b.level ? 1 : 0));
  yield '<section class="rest" aria-labelledby="problems">\n<h2 id="problems">Problems</h2>\n<ul>\n';
  for (const problem of ordered) {
    const text = prose(describeProblem(problem, { pathPrefix: "" }));
    yield `<li><span class="badge ${problem.level}">${problem.level}</span> ${text}</li>\n`;
  }
  yield "</ul>\n</section>\n";
}

const BY = { inline: "a comment", config: "the configuration" } as const;

/** Findings that a comment or the configuration accepts, with the reason. Those of a baseline are many, and only counted. */
export function* accepted({ suppressed, rules }: ScanReport): Iterable<string> {
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  const rows = suppressed.flatMap(({ finding, suppression: { by, reason, until } }) => {
    if (by === "baseline") return [];
    const cells = [
      `<code>${escapeMarkup(placeOf(finding))}</code>`,
      escapeMarkup(titles.get(finding.ruleId) ?? finding.ruleId),
      BY[by],
      prose(reason),
      until === undefined ? "" : escapeMarkup(until),
    ];
    return [`<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>\n`];
  });
  if (rows.length === 0) return;
  const head = ["Place", "Rule", "Accepted by", "Reason", "Until"].map((name) => `<th scope="col">${name}</th>`);
  yield `<section class="rest">\n<details><summary>${plural(rows.length, "accepted finding")}</summary>\n`;
  yield `<div class="wide" tabindex="0" role="region" aria-label="Accepted findings"><table>\n<thead><tr>${head.join("")}</tr></thead>\n<tbody>\n`;
  yield* rows;
  yield "</tbody>\n</table></div>\n</details>\n</section>\n";
}
