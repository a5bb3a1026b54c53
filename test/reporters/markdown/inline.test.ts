import * as fc from "fast-check";
import { micromark } from "micromark";
import { gfmAutolinkLiteral, gfmAutolinkLiteralHtml } from "micromark-extension-gfm-autolink-literal";
import { gfmTable, gfmTableHtml } from "micromark-extension-gfm-table";
import { describe, expect, it } from "vitest";
import { codeSpan, inline } from "../../../src/reporters/markdown/inline.ts";
import { HOSTILE } from "../hostile.ts";

const render = (markdown: string): string =>
  micromark(markdown, {
    extensions: [gfmTable(), gfmAutolinkLiteral()],
    htmlExtensions: [gfmTableHtml(), gfmAutolinkLiteralHtml()],
  });

/** What remains of rendered Markdown beside code, tags included. */
const besideCode = (html: string): string => html.replaceAll(/<code>[^<]*<\/code>/g, "");

/** Letters, digits, and punctuation of sentences: nothing that GitHub or GitLab would make a link, a mention or an image of. */
const HARMLESS = /^[\p{L}\p{M}\p{Nd}\s"“”‘’'(),.;:!?…–—-]*$/u;

function expectHarmless(text: string): void {
  const html = render(`x ${inline(text)}`);
  const rest = besideCode(html)
    .replace(/^<p>x ?/, "")
    .replace(/<\/p>$/, "")
    .replaceAll("&quot;", '"');
  expect(rest).toMatch(HARMLESS);
  expect(rest).not.toMatch(/\b[\da-f]{7,}\b/i);
  const cells = render(`| a | b |\n| --- | --- |\n| ${inline(text)} | ${codeSpan(text)} |`);
  expect(cells.match(/<t[dh]>/g)).toHaveLength(4);
  expect(cells.match(/<tr>/g)).toHaveLength(2);
}

describe("inline", () => {
  it.each([
    ["A token is written out here.", "A token is written out here."],
    ["`db_password` holds a password.", "`db_password` holds a password."],
    ["The action a/b@v1 is not fixed (v2), is it?", "The action `a/b@v1` is not fixed (v2), is it?"],
    ["See `x`/y.", "See `x` `/y`."],
    ["a ` b", "a `` ` `` b"],
    ["1,204 files (18.2 MB) since 2026-03-01", "1,204 files (18.2 MB) since 2026-03-01"],
    ["1. one", "1\\. one"],
    ["- one", "\\- one"],
    ["deadbeef and 1234567", "`deadbeef` and `1234567`"],
    ["don't; base64-encoded, e.g. this", "don't; base64-encoded, e.g. this"],
    ["", ""],
  ])("writes %j as %j", (text, markdown) => {
    expect(inline(text)).toBe(markdown);
  });

  it.each(HOSTILE)("makes nothing of %j", (text) => {
    expectHarmless(text);
    expect(render(`x ${codeSpan(text)}`)).toMatch(/^<p>x <code>[^<]*<\/code><\/p>$/);
  });

  it("makes nothing of any text", () => {
    const signs = fc.constantFrom(...'ab1 `|\\@#!<>[]()*_~:$%&^=-+./"\n', "www.", "http://", "a@b.cd", "\u202e");
    fc.assert(fc.property(fc.string({ unit: signs, maxLength: 40 }), expectHarmless), { numRuns: 500 });
  });

  it("keeps every character of a text without bars and backticks", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ab1@#!<>[]*_") }), (text) => {
        expect(render(`x ${inline(text)}`).replaceAll(/<\/?(?:code|p)>/g, "")).toBe(
          `x ${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}`.trim(),
        );
      }),
    );
  });
});
