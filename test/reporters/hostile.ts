import type { Problem } from "../../src/core/source.ts";
import type { ScanReport } from "../../src/core/stages.ts";
import { findingOf, MASKED_TOKEN, reportOf } from "./report-builder.ts";

/** A report in which everything that can come from a file that was searched, or from its history, is `text`. */
export function reportSaying(text: string): ScanReport {
  const finding = findingOf(text, 1, [text, MASKED_TOKEN, text], {
    message: text,
    reasons: [text],
    related: [{ location: findingOf(text, 2, ["", "x", ""]).location, message: text }],
    origin: { kind: "commit", sha: "0".repeat(40), author: text, date: "2026-01-01" },
  });
  const location = { ...finding.location, inside: text };
  const setting = { ...finding, ruleId: "logs/secret-echo", location, isSetting: true as const };
  const problem: Problem = { level: "error", code: "unreadable", subject: text, message: text, hint: text };
  return reportOf({
    findings: [finding, setting],
    problems: [problem],
    suppressed: [{ finding, suppression: { by: "inline", reason: text, location: finding.location } }],
  });
}

/** What would do something in one format or another, were it not kept from it. */
export const HOSTILE: readonly string[] = [
  "<script>alert(1)</script><img src=//evil.example/x onerror=alert(1)>",
  "</textarea></style></script><!-- --><h1>",
  "\"'><svg/onload=alert(1)>&lt;&amp;&#0;",
  "]]></failure><failure>",
  "@octocat @org/team #1 GH-1 !2 ~bug %3 &4 $5 :smile: owner/repo#6",
  "![x](https://evil.example/x.png) [y](javascript:alert(1)) <https://evil.example> www.evil.example a@evil.example",
  "a | b \\| c \\\\| d",
  "`a` ``b`` ``` `c |` @d` \\`",
  "# heading\n- item\n\n> quote\n\n---\n1. one\r\n::error::x",
  "$x$ **bold** _it_ ~~gone~~ ~~~ :-: - 1. 2) ---",
  "0123456789abcdef0123456789abcdef01234567 deadbeef",
  "=cmd|' /C calc'!A0",
  "\t=1+1;=2+2",
  "  -1;@x",
  "\uff1d1+1",
  "::error file=a::b%0A::c",
  "\u0000\u0001\u001b[2J\u202e\u2066\ufffe\uffff\ud800\u2028",
];
