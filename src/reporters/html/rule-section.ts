import type { Finding } from "../../core/finding.ts";
import { describeOrigin } from "../describe-origin.ts";
import { escapeMarkup } from "../escape-markup.ts";
import { excerptOf } from "../excerpt.ts";
import { confidenceOf, messageOf, placeOf } from "../finding-words.ts";
import { type RuleGroup, sharedBy } from "../group-findings.ts";
import { plural } from "../plural.ts";
import { adviceOf, platformsOf, referencesOf, whyOf } from "../rule-words.ts";
import { link, prose, term } from "./markup.ts";

const badge = (severity: string): string => `<span class="badge ${severity}">${severity}</span>`;

/** The masked line with its number, the part that matters marked. */
function source({ preview, location }: Finding): string {
  const { before, marked, after } = excerptOf(preview);
  const line = `${escapeMarkup(before)}<mark>${escapeMarkup(marked)}</mark>${escapeMarkup(after)}`;
  return `<pre><span class="number" aria-hidden="true">${location.start.line}</span><code>${line}</code></pre>`;
}

/** What a rule's places all say alike, to be said once. */
interface Shared {
  readonly message: string | undefined;
  readonly confidence: string | undefined;
}

function sharedWords(group: RuleGroup): Shared {
  return {
    message: sharedBy(group, (finding) => messageOf(finding, group)),
    confidence: sharedBy(group, confidenceOf),
  };
}

const paragraph = (text: string, name?: string): string =>
  text === "" ? "" : `<p${name === undefined ? "" : ` class="${name}"`}>${prose(text)}</p>`;

function renderPlace(finding: Finding, group: RuleGroup, shared: Shared, id: string): string {
  const { severity, location, origin, related } = finding;
  const from = describeOrigin(origin);
  const notes = [
    severity === group.severity ? "" : badge(severity),
    location.end.line === location.start.line ? "" : `<span class="note">to line ${location.end.line}</span>`,
    from === undefined ? "" : `<span class="note">${escapeMarkup(from)}</span>`,
  ];
  const message = shared.message === undefined ? messageOf(finding, group) : "";
  const confidence = shared.confidence === undefined ? confidenceOf(finding) : "";
  const others = related.map(
    (other) => `<li>See also <code>${escapeMarkup(placeOf(other))}</code>: ${prose(other.message)}</li>`,
  );
  return [
    `<li class="place" id="${id}" data-severity="${severity}" data-file="${escapeMarkup(location.path)}">`,
    `<p class="where"><a href="#${id}"><code>${escapeMarkup(placeOf(finding))}</code></a>${notes.filter(Boolean).join(" ")}</p>`,
    source(finding),
    paragraph(message),
    paragraph(confidence, "quiet"),
    others.length === 0 ? "" : `<ul class="related">${others.join("")}</ul>`,
    "</li>",
  ]
    .filter(Boolean)
    .join("\n");
}

function renderWords({ rule, findings }: RuleGroup): string[] {
  if (rule === undefined) return [];
  const about = platformsOf(findings);
  const advice = adviceOf(rule, about).map(({ label, lines }) => term(label, lines.map(prose).join("<br>")));
  const why = whyOf(rule, about).map((line) => `<p>${prose(line)}</p>`);
  const links = referencesOf(rule, about)
    .map((url) => `<li>${link(url)}</li>`)
    .join("");
  return [
    `<dl>${advice.join("")}</dl>`,
    `<details><summary>Why it matters</summary>${why.join("")}${links === "" ? "" : `<ul class="links">${links}</ul>`}</details>`,
  ];
}

/** A rule that spoke, with its words once and all its places. `first` is the number of its first place in the report. */
export function* ruleSection(group: RuleGroup, first: number): Iterable<string> {
  const { ruleId, rule, severity, findings } = group;
  const heading = `rule-${first}`;
  yield `<section class="rule ${severity}" data-rule="${escapeMarkup(ruleId)}" aria-labelledby="${heading}">\n`;
  yield `<header>${badge(severity)}<h2 id="${heading}">${escapeMarkup(rule?.title ?? ruleId)}</h2>`;
  yield `<p class="quiet"><code>${escapeMarkup(ruleId)}</code> <span class="count">${plural(findings.length, "place")}</span></p></header>\n`;
  const shared = sharedWords(group);
  const once = [paragraph(shared.message ?? "", "message"), paragraph(shared.confidence ?? "", "quiet")];
  for (const words of [...once, ...renderWords(group)].filter(Boolean)) yield `${words}\n`;
  yield '<ol class="places">\n';
  for (const [index, finding] of findings.entries())
    yield `${renderPlace(finding, group, shared, `f${first + index}`)}\n`;
  yield "</ol>\n</section>\n";
}
