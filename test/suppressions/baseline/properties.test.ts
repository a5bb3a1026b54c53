import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changed, type Files, scanWith } from "../../support/baseline.ts";
import { type Planted, plantedBy } from "../../support/planted.ts";
import { scanTexts } from "../../support/scan-text.ts";

const before = plantedBy("before");
const later = plantedBy("later");
/** Examples that a file of a plain name may hold. */
const indexes = before.flatMap(({ path, text }, index) =>
  path === "src/settings.conf" && !text.includes("\r") ? [index] : [],
);

const some = fc.uniqueArray(fc.constantFrom(...indexes), { minLength: 1, maxLength: 8 });
const textOf = (from: readonly Planted[], index: number): string => `${from[index]?.text ?? ""}\n`;
const filesOf = (chosen: readonly number[], folder = "lib"): Files =>
  Object.fromEntries(chosen.map((index) => [`${folder}/${index}/settings.conf`, textOf(before, index)]));

const RUNS = { numRuns: 60 };
const placesOf = (files: Files, baseline: string): string[] =>
  scanWith(baseline, files).findings.map(({ ruleId, location: { path, start } }) => `${ruleId} ${path}:${start.line}`);

describe("a baseline of any findings", () => {
  it("hides them and nothing else", () => {
    fc.assert(
      fc.property(some, fc.constantFrom(...indexes), (chosen, added) => {
        const files = filesOf(chosen);
        const { text, added: count } = changed(files);
        expect(placesOf(files, text)).toEqual([]);
        expect(count).toBe(scanTexts(files).findings.length);
        // The same kind of secret with another value, in a file of its own.
        const more = { "lib/new/settings.conf": textOf(later, added) };
        const found = scanTexts(more).findings;
        expect(placesOf({ ...files, ...more }, text)).toEqual(
          found.map(({ ruleId, location: { path, start } }) => `${ruleId} ${path}:${start.line}`),
        );
        // And a copy of one that is there.
        const copied = { "lib/new/settings.conf": textOf(before, chosen[0] ?? 0) };
        expect(placesOf({ ...files, ...copied }, text)).toHaveLength(scanTexts(copied).findings.length);
      }),
      RUNS,
    );
  });

  it("hides them when lines move and files are renamed, and goes with them", () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 30 }), (chosen, lines) => {
        const files = filesOf(chosen);
        const { text } = changed(files);
        const moved = Object.fromEntries(
          Object.entries(files).map(([path, content]) => [path, `${"\n".repeat(lines)}${content}\n\n`]),
        );
        expect(placesOf(moved, text)).toEqual([]);
        expect(changed(moved, text).text).toBe(text);
        const renamed = filesOf(chosen, "app/deep");
        expect(placesOf(renamed, text)).toEqual([]);
        expect(changed(renamed, text).text).toBe(changed(renamed).text);
      }),
      RUNS,
    );
  });

  it("shows exactly what was added to a file, wherever in it", () => {
    fc.assert(
      fc.property(fc.constantFrom(...indexes), fc.boolean(), (index, isFirst) => {
        const path = "lib/settings.conf";
        const { text } = changed({ [path]: textOf(before, index) });
        const both = [textOf(before, index), textOf(later, index)];
        const files = { [path]: (isFirst ? both.toReversed() : both).join("\n".repeat(12)) };
        const old = new Set(
          scanTexts({ [path]: textOf(before, index) }).findings.map(({ fingerprint }) => fingerprint.identity),
        );
        const all = scanTexts(files).findings.map(({ fingerprint }) => fingerprint.identity);
        const shownNow = scanWith(text, files).findings.map(({ fingerprint }) => fingerprint.identity);
        expect(shownNow).toEqual(all.filter((identity) => !old.has(identity)));
      }),
      { numRuns: 200 },
    );
  });

  const quotes = fc.constantFrom('"', "'", "`");
  const indent = fc.constantFrom("", "  ", "\t", "        ");
  const between = fc.constantFrom(" = ", "=", ": ", " := ");
  it("hides them however they are written", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("Tr0ub4dor&3x", "q7Gv2Xk9Rw4TbZ1mLs8Yd3"),
        quotes,
        indent,
        between,
        (value, quote, blanks, sign) => {
          const { text, added } = changed({ "lib/a.ts": `const password = "${value}";\n` });
          expect(added).toBe(1);
          const files = { "lib/a.ts": `\n${blanks}password${sign}${quote}${value}${quote}\n` };
          expect(placesOf(files, text)).toEqual([]);
        },
      ),
    );
  });
});
