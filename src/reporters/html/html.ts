import { createHash } from "node:crypto";
import type { Reporter, ScanReport } from "../../core/stages.ts";
import { escapeMarkup } from "../escape-markup.ts";
import { groupFindings } from "../group-findings.ts";
import { filters } from "./filters.ts";
import { accepted, problems } from "./rest.ts";
import { ruleSection } from "./rule-section.ts";
import { SCRIPT } from "./script.ts";
import { STYLE } from "./style.ts";
import { headlineOf, summary } from "./summary.ts";

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Nothing is loaded and nothing sent; of styles and scripts, only the page's own run, whatever a file's words could bring in. */
function policy(): string {
  return [
    "default-src 'none'",
    `style-src ${hashOf(STYLE)}`,
    `script-src ${hashOf(SCRIPT)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function* head(report: ScanReport): Iterable<string> {
  yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n';
  yield `<meta http-equiv="Content-Security-Policy" content="${policy()}">\n`;
  yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n';
  yield '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n';
  yield `<title>${escapeMarkup(report.tool.name)}: ${headlineOf(report)}</title>\n`;
  yield `<style>${STYLE}</style>\n</head>\n`;
}

/** The report as one page for a browser: it needs no network, no other file, and no script to be read. */
export const htmlReporter: Reporter = {
  name: "html",
  *render(report) {
    const groups = groupFindings(report);
    yield* head(report);
    yield '<body>\n<a class="skip" href="#findings">Skip to the findings</a>\n';
    yield* summary(report);
    if (groups.length > 0) yield `${filters(report.findings, groups)}\n`;
    yield '<main id="findings" tabindex="-1">\n';
    let first = 1;
    for (const group of groups) {
      yield* ruleSection(group, first);
      first += group.findings.length;
    }
    yield '<p id="none" class="quiet" hidden>No finding is like this. “Show all” brings them back.</p>\n';
    yield* problems(report);
    yield* accepted(report);
    yield `</main>\n<script>${SCRIPT}</script>\n</body>\n</html>\n`;
  },
};
