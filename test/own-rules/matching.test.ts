import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import type { SecretRule } from "../../src/core/rule.ts";
import { unitOf } from "../../src/core/source.ts";
import type { Example, Examples } from "../../src/core/stages.ts";
import { TEXT } from "../../src/core/structured-path.ts";
import { linearDetector } from "../../src/detectors/linear.ts";
import { detectors } from "../../src/detectors/registry.ts";
import { joinMatchers } from "../../src/matcher/joined-matcher.ts";
import { createLiteralMatcher } from "../../src/matcher/literal-matcher.ts";
import { createReferenceMatcher } from "../../src/matcher/matcher.ts";
import { catalogue, ruleFiles } from "../support/catalogue.ts";
import { LOOKS_FAR } from "../support/looks-far.ts";
import { scanTexts } from "../support/scan-text.ts";
import { compiledOwn, ownRuleOf } from "./own-rule-of.ts";

const examplesOf = ({ examples: { flag, ok } }: { readonly examples: Examples }): readonly Example[] => [
  ...flag,
  ...ok,
];

/** Scans texts with the catalogue's first rules and own ones beside them. */
function scanned(own: readonly SecretRule[], files: Readonly<Record<string, string>>, isReference = false) {
  const builtIn = catalogue.rules.slice(0, 5);
  const rules = [...builtIn, ...own];
  const matcher = isReference
    ? createReferenceMatcher(rules)
    : joinMatchers(createLiteralMatcher(builtIn), builtIn.length, own);
  const { findings, problems } = scanTexts(files, { rules, matcher, detectors: [...detectors, linearDetector] });
  const found = findings.map(
    ({ ruleId, location: { path, start, end } }) =>
      `${ruleId} ${path}:${start.line}:${start.column}-${end.line}:${end.column}`,
  );
  return { found, problems };
}

describe("built-in rules as a repository's own", () => {
  it("find the same, some of all kinds, in their examples", () => {
    // One for all providers asks the judge for more than a repository's own rule can.
    const left = new Set(catalogue.rules.filter((rule) => rule.loose === true).map(({ id }) => id));
    for (const id of LOOKS_FAR) left.add(id);
    const sample = ruleFiles.filter(({ id }, index) => index % 40 === 7 && !left.has(id));
    let taken = 0;
    for (const file of sample) {
      const { rule: own } = compiledOwn({ ...file, id: "own/rule", overlaps: [], examples: { flag: ["«x»"] } });
      const builtIn = catalogue.rules.find(({ id }) => id === file.id) as SecretRule;
      if (own === undefined) continue;
      taken++;
      for (const [index, { path = "src/a.conf", text }] of examplesOf(file).entries()) {
        const files = { [path]: fillExample(text, `${file.id}:own:${index}`).text };
        const alone = { rules: [builtIn] };
        const wanted = scanTexts(files, alone).findings.map(({ location, confidence }) => ({ location, confidence }));
        const options = {
          rules: [own],
          matcher: createLiteralMatcher([own]),
          detectors: [...detectors, linearDetector],
        };
        const found = scanTexts(files, options).findings.map(({ location, confidence }) => ({ location, confidence }));
        expect({ id: file.id, index, found }).toEqual({ id: file.id, index, found: wanted });
      }
    }
    expect(taken).toBe(sample.length);
  });
});

const OWN = [
  ownRuleOf({ id: "own/a", token: "acme_[a-z\\d]{12}" }),
  ownRuleOf({ id: "own/b", pattern: "key=(?<secret>\\S+)", distinctive: false }),
  ownRuleOf({ id: "own/c", pattern: "(?<secret>[a-z\\d]{10,20})!", slow: true }),
  ownRuleOf({ id: "own/d", pattern: "x.{0,5}(?<secret>[\\da-f]{8,})", keywords: ["zed"], ignoreCase: true }),
  ownRuleOf({
    id: "own/e",
    token: "ac[a-z\\d]{12,}",
    keywords: ["me0"],
    requires: { pattern: "id_\\d+", withinLines: 1 },
  }),
  ownRuleOf({ id: "own/f", detector: "assignment", keywords: ["parol"] }),
];

describe("own rules", () => {
  it("find the same wherever the matcher looks and wherever the reference does", () => {
    const part = fc.oneof(
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          "acme_",
          "key=",
          "!",
          "x",
          "zed",
          "ZED",
          "me0",
          "id_7",
          "\n",
          " ",
          "é",
          '"',
          "parol: ",
        ),
      },
      {
        weight: 3,
        arbitrary: fc.string({ unit: fc.constantFrom(..."abcdef0123456789xyz"), minLength: 3, maxLength: 16 }),
      },
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const files = { "a.txt": parts.join("") };
        expect(scanned(OWN, files)).toEqual(scanned(OWN, files, true));
      }),
      { numRuns: 300 },
    );
  });

  it("tell a fast matcher's places in a buffer, too", () => {
    const builtIn = createLiteralMatcher([]);
    const buffer = Buffer.from("one acme_ two key=");
    const fast = joinMatchers({ ...builtIn, buffer, anchors: () => true }, 3, OWN.slice(0, 2));
    const seen: [number, number][] = [];
    expect(fast.anchors?.(buffer.length - 4, TEXT, (rule, at) => seen.push([rule, at]))).toBe(true);
    expect(seen).toEqual([[3, 4]]);
    expect(joinMatchers({ ...builtIn, buffer, anchors: () => true }, 0, OWN).anchors?.(4, TEXT, () => {})).toBe(false);
  });

  it("find one match behind the other", () => {
    const rule = ownRuleOf({ id: "own/pair", pattern: "<k3j[a-z\\d<>]{6,30}>" });
    const { found } = scanned([rule], { a: "<k3j4h5g6f7d8> <k3j8i7u6y5t4>" });
    expect(found).toEqual(["own/pair a:1:1-1:15", "own/pair a:1:16-1:30"]);
  });

  it("find nothing longer than they reach where they repeat without an end", () => {
    const rule = ownRuleOf({ id: "own/open", pattern: "key=(?<secret>[a-z\\d]+)" });
    const random = fillExample("‹lowernum 40›", "open").text;
    expect(scanned([rule], { a: `key=${random}` }).found).toHaveLength(1);
    expect(scanned([rule], { a: `key=${random.repeat(200)} key=${random}` }).found).toEqual([
      "own/open a:1:8010-1:8050",
    ]);
  });

  it("cannot hang, whatever they repeat", () => {
    const rules = ["(?:[a-z]+)+$", "(?:(?:a|aa)+)+(?:a*)*b"].map((pattern, index) =>
      ownRuleOf({ id: `own/evil-${index}`, pattern, slow: true }),
    );
    const { problems } = scanned(rules, { a: `${"a".repeat(60_000)}!`, b: "ab".repeat(20_000) });
    expect(problems).toEqual([]);
  });

  it("are given up where their matches overlap over and over, and that is told", () => {
    // Each match is long and lacks the literal that would make it count.
    const rule = ownRuleOf({ id: "own/wide", pattern: "[ab]{500,1000}", keywords: ["zzz"] });
    const bytes = Buffer.from(`${"ab".repeat(10_000)}zzz`);
    const unit = unitOf("a", bytes);
    expect(() => [...linearDetector.prepare(rule)(unit, [{ start: 0, end: bytes.length }], () => {})]).toThrow(
      "own/wide was given up",
    );
    const options = { rules: [rule], matcher: createReferenceMatcher([rule]), detectors: [linearDetector] };
    expect(scanTexts({ a: bytes }, options).problems).toMatchObject([
      { level: "error", code: "limit-reached", subject: "a" },
    ]);
  });
});
