import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import type { SecretRule } from "../../src/core/rule.ts";
import { unitOf } from "../../src/core/source.ts";
import type { Span } from "../../src/core/span.ts";
import { regexDetector } from "../../src/detectors/regex.ts";
import { catalogue, ruleFiles } from "../support/catalogue.ts";

const rules = new Map(catalogue.rules.map((rule) => [rule.id, rule]));
const opened = ruleFiles.flatMap(({ id, examples }) => {
  const rule = rules.get(id);
  // A loose rule's pattern alone does not tell the names that it may begin at.
  return rule?.opening === undefined || rule.loose === true
    ? []
    : [{ rule, texts: examples.flag.map(({ text }) => text) }];
});

const matchesOf = (rule: SecretRule, bytes: Buffer, starts: readonly Span[]): string[] =>
  [...regexDetector.prepare(rule)(unitOf("a.conf", bytes), starts, () => {})].map(
    ({ span, secret }) => `${span.start}-${span.end} ${secret.start}-${secret.end}`,
  );

function withoutOpening({ opening, ...rule }: SecretRule): SecretRule {
  return rule;
}

describe("a rule that is tried in front of its own literals only", () => {
  it("is nearly any", () => {
    expect(opened.length).toBeGreaterThan(catalogue.rules.length * 0.9);
  });

  it("finds in its examples what it finds everywhere", () => {
    let matches = 0;
    for (const { rule, texts } of opened) {
      for (const [index, text] of texts.entries()) {
        const bytes = Buffer.from(fillExample(text, `${rule.id}:narrow:${index}`).text);
        const everywhere = [{ start: 0, end: bytes.length + 1 }];
        const found = matchesOf(rule, bytes, everywhere);
        expect(found).toEqual(matchesOf(withoutOpening(rule), bytes, everywhere));
        matches += found.length;
      }
    }
    expect(matches).toBeGreaterThan(opened.length * 0.9);
  });

  it("finds the same in any stretches of any text around them", () => {
    const samples = opened.flatMap(({ rule, texts }) => texts.map((text) => ({ rule, text })));
    const around = fc.string({ unit: fc.constantFrom(..."ab1 \n\t.\"'=:/@é–ſK\u{1f511}"), maxLength: 40 });
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        around,
        around,
        fc.array(fc.nat(400), { maxLength: 6 }),
        ({ rule, text }, before, after, cuts) => {
          const filled = fillExample(text, rule.id).text;
          const bytes = Buffer.from(`${before}${filled}${after}${filled}${before}`);
          const ends = [...new Set([0, ...cuts, bytes.length + 1])].sort((a, b) => a - b);
          const starts = ends.slice(1).flatMap((end, index) => {
            const start = ends[index] as number;
            return index % 2 === 0 && start < bytes.length ? [{ start, end }] : [];
          });
          expect(matchesOf(rule, bytes, starts)).toEqual(matchesOf(withoutOpening(rule), bytes, starts));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
