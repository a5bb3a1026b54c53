import { micromark } from "micromark";
import { gfmTable, gfmTableHtml } from "micromark-extension-gfm-table";
import { describe, expect, it } from "vitest";
import type { ScanReport } from "../../../src/core/stages.ts";
import { markdownReporter } from "../../../src/reporters/markdown/markdown.ts";
import { HOSTILE, reportSaying } from "../hostile.ts";
import { exampleReport, findingOf, MASKED_TOKEN, renderReport, reportOf } from "../report-builder.ts";

const write = (report: ScanReport): string => renderReport(markdownReporter, report);
const render = (markdown: string): string =>
  micromark(markdown, { extensions: [gfmTable()], htmlExtensions: [gfmTableHtml()] });
const tagsOf = (html: string): string[] => html.replaceAll(/<code>[^<]*<\/code>/g, "").match(/<[^>]*>/g) ?? [];

describe("the Markdown report", () => {
  it("says what was found, the worst first", () => {
    const text = write(exampleReport());
    const levels = Array.from(text.matchAll(/^\| (critical|high|medium|low) \| `/gm), ([, level]) => level);
    expect(levels).toHaveLength(exampleReport().findings.length);
    expect([...new Set(levels)]).toEqual(["critical", "high", "medium", "low"]);
    expect(render(text)).toContain('<td align="right">13</td>');
  });

  it("says so where nothing was found", () => {
    expect(write(reportOf())).toMatch(/^## sealint\n\n\*\*No findings\.\*\*\n\nSearched 1,204 files/);
  });

  it("fits into a comment, however much was found, and says what it leaves out", () => {
    const long = "a".repeat(4000);
    for (const path of ["a.ts", `${long}/b.ts`, "`".repeat(2000)]) {
      const findings = Array.from({ length: 3000 }, (_, index) =>
        findingOf(`${index}${path}`, 1, ["", MASKED_TOKEN, ""], { message: `Message ${long.slice(0, index)}.` }),
      );
      const { problems } = reportSaying(path);
      const text = write(reportOf({ findings, problems: Array.from({ length: 500 }, () => problems).flat() }));
      expect(text.length).toBeLessThan(65_536);
      const rows = text.match(/^\| critical \|/gm)?.length ?? 0;
      const [, left = ""] = /^(\S+) more findings not shown here\.$/m.exec(text) ?? [];
      expect(rows - 1 + Number(left.replaceAll(",", ""))).toBe(3000);
      expect(text).toMatch(/^\d+ more problems not shown here\.$/m);
    }
  });

  it.each(HOSTILE)("is built the same whatever a file says: %j", (text) => {
    expect(tagsOf(render(write(reportSaying(text))))).toEqual(tagsOf(render(write(reportSaying("plain")))));
  });
});
