import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DashboardInput } from "../../src/dashboard/input.ts";
import { renderDashboard } from "../../src/dashboard/page/page.ts";
import { printable } from "../../src/reporters/printable.ts";
import { HOSTILE } from "../reporters/hostile.ts";
import { findingOf, reportOf } from "../reporters/report-builder.ts";
import { inputOf, inputSaying, secretOf } from "./input-builder.ts";

const pageOf = (input: DashboardInput): string => [...renderDashboard(input)].join("");
const between = (page: string, tag: RegExp): string[] => [...page.matchAll(tag)].map(([, text = ""]) => text);
const SCRIPTS = /<script>(.*?)<\/script>/gs;
const DATA = /<script id="\w+" type="application\/json">(.*?)<\/script>/gs;
const STYLES = /<style>(.*?)<\/style>/gs;

/** Names of elements and attributes of a page, as a browser finds them: what is a text has no part in it. */
function shapeOf(page: string): string[] {
  const markup = page.replace(DATA, "<script></script>").replace(SCRIPTS, "<script></script>").replace(STYLES, "");
  return [...markup.matchAll(/<(\/?[a-zA-Z!][^\s>/]*)((?:[^>"]|"[^"]*")*)>/g)].map(
    ([, name, rest = ""]) =>
      `${name} ${[...rest.matchAll(/([\w-]+)(?:="[^"]*")?/g)].map(([, attribute]) => attribute).join(" ")}`,
  );
}

describe("the dashboard's page", () => {
  const plain = shapeOf(pageOf(inputSaying("plain")));

  it.each(HOSTILE)("takes a name for a text: %j", (text) => {
    const shape = shapeOf(pageOf(inputSaying(text)));
    // Words between backticks are code, and a name with commas is several environments.
    if (!/[`,]/.test(text)) expect(shape).toEqual(plain);
    const known = new Set([...plain, "code ", "/code "]);
    expect(shape.filter((one) => !known.has(one))).toEqual([]);
  });

  it("takes any name for a text, and its data block for one value that holds it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (text) => {
        const page = pageOf(inputSaying(text));
        expect(shapeOf(page).filter((one) => one.startsWith("script"))).toHaveLength(3);
        const [tables = "", details = ""] = between(page, DATA);
        const { words } = JSON.parse(details) as { readonly words: readonly string[] };
        expect(words).toContain(printable(text));
        expect((JSON.parse(tables) as { tables: unknown[] }).tables).toHaveLength(2);
      }),
      { numRuns: 30 },
    );
  });

  it("allows its own style and script to run, and nothing to be loaded", () => {
    const page = pageOf(inputOf());
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? "";
    const hashOf = (text = ""): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    expect(policy.split("; ")).toEqual([
      "default-src 'none'",
      `style-src ${hashOf(between(page, STYLES)[0])}`,
      `script-src ${hashOf(between(page, SCRIPTS)[0])}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(page).not.toMatch(/\b(?:src|href)="(?!#)/);
    // The policy would refuse both.
    expect(page).not.toMatch(/<[^>]*\s(?:style|on\w+)=/);
  });

  it("is the same for the same input", () => {
    expect(pageOf(inputSaying("same"))).toBe(pageOf(inputSaying("same")));
  });

  it("says what there is to do where there is nothing to show", () => {
    const bare = pageOf(inputOf({ hasInventory: false }));
    expect(bare).toContain("<code>sealint inventory init</code> drafts one");
    expect(bare).toContain("Nothing is open.");
    expect(bare).toContain("<code>sealint dashboard --trend FILE</code>");
    expect(bare).toContain('id="headline">Nothing found<');
    const problem = {
      level: "error",
      code: "unreadable",
      subject: "a",
      message: "cannot be read",
      hint: "Mend it.",
    } as const;
    const broken = pageOf(inputOf({ report: reportOf({ problems: [problem] }) }));
    expect(broken).toContain("this is not a clean result");
    expect(broken).toContain('id="headline">Act now<');
  });

  it("has as many rows without its script as a page of the table, and all of them in its data", () => {
    const secrets = Array.from({ length: 120 }, (_, index) => secretOf(`S_${index}`));
    const findings = secrets.map((_, index) => findingOf(`f-${index}`, 1, ["", "*", ""]));
    const page = pageOf(inputOf({ secrets, report: reportOf({ findings }) }));
    expect(page.match(/<th scope="row"/g)).toHaveLength(100);
    const { tables } = JSON.parse(between(page, DATA)[0] ?? "") as {
      readonly tables: readonly { readonly count: number }[];
    };
    expect(tables.map(({ count }) => count)).toEqual([120, 120]);
  });
});
