import { escapeMarkup } from "../../reporters/escape-markup.ts";
import { prose } from "../../reporters/html/markup.ts";
import { grouped, plural } from "../../reporters/plural.ts";
import { type PracticeCoverage, STANDINGS } from "../coverage.ts";
import type { Health } from "../health.ts";

/** Rules of a practice that are named; the catalogue's are a thousand. */
const MOST_RULES = 12;

/** Which practices rules have looked at, and what they found. */
export function* practicesSection({ practices }: Health): Iterable<string> {
  yield '<section id="practices" class="card" aria-labelledby="practices-title">\n<h2 id="practices-title">Practices</h2>\n';
  yield '<p class="quiet">What the rules of this run say of each practice. Without findings is not the same as followed: docs/practices.md tells what no file shows.</p>\n';
  yield '<ul class="practices">\n';
  for (const one of practices) yield card(one);
  yield "</ul>\n</section>\n";
}

function card({ practice, standing, findings, rules }: PracticeCoverage): string {
  const { id, title, beyond, instead } = practice;
  const { label, tone } = STANDINGS[standing];
  const looked = rules.filter((rule) => rule.looked).length;
  const count =
    rules.length === 0 ? "no rule can see it" : `${grouped(looked)} of ${plural(rules.length, "rule")} looked`;
  const open = findings === 0 ? "" : ` · <a href="#findings?practice=${id}">${plural(findings, "finding")}</a>`;
  const listed = rules.slice(0, MOST_RULES).map((rule) => {
    const note = rule.findings > 0 ? `: ${plural(rule.findings, "finding")}` : rule.looked ? "" : ": did not look";
    return `<li><code>${escapeMarkup(rule.id)}</code>${note}</li>`;
  });
  if (rules.length > listed.length) listed.push(`<li>and ${grouped(rules.length - listed.length)} more</li>`);
  const words = [beyond, instead].filter((text) => text !== undefined).map((text) => `<p>${prose(text)}</p>`);
  const more =
    listed.length + words.length === 0
      ? ""
      : `<details><summary>More<span class="hidden"> on ${id}</span></summary>${listed.length === 0 ? "" : `<ul>${listed.join("")}</ul>`}${words.join("")}</details>`;
  return `<li class="practice ${tone}"><p class="top"><b>${id}</b><span class="badge ${tone}">${label}</span></p><h3>${escapeMarkup(title)}</h3><p class="quiet">${count}${open}</p>${more}</li>\n`;
}
