import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { ScanReport } from "../../src/core/stages.ts";
import { htmlReporter } from "../../src/reporters/html/html.ts";
import { HOSTILE, reportSaying } from "./hostile.ts";
import { exampleReport, findingOf, MASKED_TOKEN, renderReport, reportOf } from "./report-builder.ts";

const write = (report: ScanReport): string => renderReport(htmlReporter, report);

/** All tags, with what their attributes say left out. */
const skeleton = (html: string): string[] => {
  const body = html.replaceAll(/<(style|script)>[^]*?<\/\1>/g, "<$1>");
  expect(body.replaceAll(/<[^<>]*>/g, "")).not.toMatch(/[<>]/);
  return (body.match(/<[^<>]*>/g) ?? []).map((tag) => tag.replaceAll(/"[^"]*"/g, '""'));
};

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const inside = (html: string, tag: string): string =>
  html.slice(html.indexOf(`<${tag}>`) + tag.length + 2, html.indexOf(`</${tag}>`));

describe("the page", () => {
  it("loads nothing and runs only what is its own", () => {
    const html = write(exampleReport());
    const [, policy = ""] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html) ?? [];
    expect(policy.split("; ")).toEqual([
      "default-src 'none'",
      `style-src ${hashOf(inside(html, "style"))}`,
      `script-src ${hashOf(inside(html, "script"))}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(html.match(/<\/?(?:style|script)>/g)).toEqual(["<style>", "</style>", "<script>", "</script>"]);
    // The policy stands in front of whatever it is to hold for.
    expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.indexOf("<title>"));
    expect(html).not.toMatch(/\ssrc=|<link|@import|url\(|\sstyle=|\son\w+=/);
  });

  it("links nowhere but to itself and to what rules refer to", () => {
    const links = Array.from(write(exampleReport()).matchAll(/href="([^"]*)"/g), ([, to = ""]) => to);
    const known = new Set(exampleReport().rules.flatMap(({ references }) => references));
    expect(links.filter((to) => !to.startsWith("#") && !known.has(to))).toEqual([]);
    const [rule] = exampleReport().rules;
    if (rule === undefined) throw new Error("no rule");
    const odd = { ...rule, references: ["javascript:alert(1)", "data:text/html,x"] };
    const findings = [findingOf("a", 1, ["", MASKED_TOKEN, ""], { ruleId: rule.id })];
    expect(write(reportOf({ rules: [odd], findings }))).not.toMatch(/href="(?:javascript|data):/);
  });

  it("shows every finding, problem and accepted finding", () => {
    const html = write(exampleReport());
    const { findings, problems, suppressed } = exampleReport();
    expect(html.match(/<li class="place"/g)).toHaveLength(findings.length);
    expect(html.match(/<span class="badge (?:error|note)">/g)).toHaveLength(problems.length);
    expect(html).toContain(`${suppressed.length} accepted finding`);
    const ids = Array.from(html.matchAll(/ id="([^"]*)"/g), ([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("says when nothing was found, when nothing was searched, and when the result is not whole", () => {
    expect(write(reportOf())).toContain("<h1>No findings</h1>");
    expect(write(reportOf())).not.toContain('id="filters"');
    const { counts } = reportOf();
    expect(write(reportOf({ counts: { ...counts, files: 0 } }))).toContain("No file was searched.");
    expect(write(reportOf({ problems: exampleReport().problems }))).toContain("This is not a clean result.");
    expect(write({ ...exampleReport(), failOn: "never" })).toContain("Findings do not fail this run.");
  });

  it.each(HOSTILE)("is built the same whatever a file says: %j", (text) => {
    // Backticks set code apart, which is harmless.
    const said = text.replaceAll("`", "'");
    expect(skeleton(write(reportSaying(said)))).toEqual(skeleton(write(reportSaying("plain"))));
    expect(write(reportSaying(text))).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069]/);
  });
});
