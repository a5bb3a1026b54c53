import { createHash } from "node:crypto";
import { escapeMarkup } from "../../reporters/escape-markup.ts";
import { grouped, plural } from "../../reporters/plural.ts";
import { findingTable } from "../finding-table.ts";
import { type Health, healthOf } from "../health.ts";
import type { DashboardInput } from "../input.ts";
import { secretTable } from "../secret-table.ts";
import { dataBlocks } from "./data-block.ts";
import { glance } from "./glance.ts";
import { practicesSection } from "./practices.ts";
import { problemsSection } from "./problems.ts";
import { SCRIPT } from "./script.ts";
import { STYLE } from "./style.ts";
import { tableSection } from "./table-section.ts";
import { timeline } from "./timeline.ts";
import { trendSection } from "./trend.ts";

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Nothing is loaded and nothing sent; of styles and scripts, only the page's own run. */
const policy = (): string =>
  [
    "default-src 'none'",
    `style-src ${hashOf(STYLE)}`,
    `script-src ${hashOf(SCRIPT)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

const PARTS = [
  ["timeline", "Timeline"],
  ["secrets", "Secrets"],
  ["findings", "Findings"],
  ["trend", "Trend"],
  ["practices", "Practices"],
] as const;

/** The dashboard as one page for a browser: it needs no network and no other file. `health` is that of the input. */
export function* renderDashboard(input: DashboardInput, health: Health = healthOf(input)): Iterable<string> {
  const { table: findings, rowOf } = findingTable(input, health);
  const secrets = secretTable(input, health, rowOf);
  const blocks = dataBlocks([secrets, findings]);
  const title = escapeMarkup(input.title);
  yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n';
  yield `<meta http-equiv="Content-Security-Policy" content="${policy()}">\n`;
  yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n';
  yield '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n';
  yield `<title>${title}: health of secrets</title>\n<style>${STYLE}</style>\n</head>\n`;
  yield '<body>\n<a class="skip" href="#glance">Skip to the content</a>\n';
  yield `<header class="page"><p class="brand">sealint</p><h1>${title}</h1>\n`;
  yield `<nav aria-label="Parts of the page"><ul>${PARTS.map(([id, name]) => `<li><a href="#${id}">${name}</a></li>`).join("")}</ul></nav></header>\n`;
  yield "<main>\n";
  yield* glance(input, health);
  yield* timeline(input, health);
  yield* tableSection(secrets, "Secrets", noSecrets(input));
  yield* tableSection(findings, "Open findings", noFindings(input));
  yield* trendSection(input, health);
  yield* practicesSection(health);
  yield* problemsSection(input);
  yield "</main>\n";
  yield `<footer class="quiet">${footer(input)}</footer>\n`;
  yield '<dialog id="detail" aria-labelledby="detail-title"><div class="sheet"><button id="detail-close" type="button">Close</button><h2 id="detail-title">Details</h2><div id="detail-body"></div></div></dialog>\n';
  yield `<script id="data" type="application/json">${blocks.tables}</script>\n<script id="more" type="application/json">${blocks.details}</script>\n<script>${SCRIPT}</script>\n</body>\n</html>\n`;
}

function noSecrets({ hasInventory }: DashboardInput): string {
  return hasInventory
    ? "The inventory declares no secret, and no pipeline that was read uses one."
    : "No pipeline that was read uses a secret, and there is no inventory. <code>sealint inventory init</code> drafts one.";
}

function noFindings({ report }: DashboardInput): string {
  return report.problems.some(({ level }) => level === "error")
    ? "Nothing was found, but not everything could be searched: this is not a clean result."
    : "Nothing is open.";
}

function footer({ report, asOf }: DashboardInput): string {
  const { tool, counts, rules, suppressed } = report;
  return escapeMarkup(
    `${tool.name} ${tool.version} searched ${plural(counts.files, "file")} and read ${plural(counts.pipelines, "pipeline")} with ${grouped(rules.length)} rules, as of ${asOf}. ${plural(suppressed.length, "finding is", "findings are")} accepted and not shown. The page holds no value of a secret, loads nothing and sends nothing.`,
  );
}
