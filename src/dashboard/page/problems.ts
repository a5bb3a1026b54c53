import { prose } from "../../reporters/html/markup.ts";
import { describeProblem } from "../../reporters/text-problem.ts";
import type { DashboardInput } from "../input.ts";

/** Problems that are listed; a page is no log. */
const MOST_LISTED = 50;

/** What could not be searched, errors first. */
export function* problemsSection({ report: { problems } }: DashboardInput): Iterable<string> {
  if (problems.length === 0) return;
  const ordered = problems.toSorted((a, b) => (a.level < b.level ? -1 : a.level > b.level ? 1 : 0));
  yield '<section id="problems" class="card" aria-labelledby="problems-title">\n<h2 id="problems-title">What could not be searched as it should</h2>\n<ul class="problems">\n';
  for (const problem of ordered.slice(0, MOST_LISTED)) {
    const text = prose(describeProblem(problem, { pathPrefix: "" }));
    yield `<li><span class="badge ${problem.level === "error" ? "bad" : "note"}">${problem.level}</span> ${text}</li>\n`;
  }
  yield "</ul>\n";
  if (ordered.length > MOST_LISTED)
    yield `<p class="quiet">And ${ordered.length - MOST_LISTED} more; the scan names them all.</p>\n`;
  yield "</section>\n";
}
