import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unitOf } from "../../../src/core/source.ts";
import { viewText } from "../../../src/core/text.ts";
import type { NodeMaker } from "../../../src/platforms/document/plain/maker.ts";
import { readPlain } from "../../../src/platforms/document/plain/read-plain.ts";
import { splitDocuments } from "../../../src/platforms/document/plain/split-documents.ts";
import { parseYaml, readYaml } from "../../../src/platforms/document/read-yaml.ts";

const OPTIONS = { duplicateKeys: "error" } as const;

/** Nodes are of no interest where only the outcome counts. */
const NOWHERE = { unit: "", span: { start: 0, end: 0 } };
const MAKE: NodeMaker = {
  scalar: (value, style) => ({ kind: "scalar", value, style, place: NOWHERE, runs: [] }),
  map: (entries) => ({ kind: "map", entries, place: NOWHERE }),
  sequence: (items) => ({ kind: "sequence", items, place: NOWHERE }),
};

const isPlain = (text: string): boolean =>
  splitDocuments(text).every((document) => readPlain(document.text, MAKE) !== undefined);

/** Both readers' words on a text. */
function both(text: string) {
  const unit = unitOf("a.yml", Buffer.from(text));
  return { quick: readYaml(unit, OPTIONS), parsed: parseYaml(unit, viewText(unit.bytes), OPTIONS) };
}

const PLAIN = [
  "---\n# why\na: 1\nb:\n  c: d # e\n\nlist:\n- x\n- y: 1\n  z: 'it''s'\n- \"q\\n\"\n",
  "on: [push, 'pull_request']\nenv: { A: b, C: \"d\" }\nempty: []\nnothing:\nlast:",
  "run: |\n  one\n    two\n\n  three\n\n\nnext: >-\n  folded\n  lines\n\n  and more\nend: x",
  "a:\n  - b:\n      - c\n      -\n  -   d: 1\n      e: http://x:80/#y\n",
  "z: zwölf €\na: wörd\nb: |\n  😀 größe\n",
  "a: 1\na: 2\n",
  "a: one\n  two\n\n\n  three # why\nb :\n  - x\n    y\nc:\n  d\n  e\n",
  "url: ${{ secrets.X }}\nx: a#b\ny: -1\nz: ?x\nw: :x\n",
];

const SEVERAL = [
  "a: 1\n---\nb: 2\n",
  "---\na: 1\n---  \nb: 2\na: 3\n---\n- c",
  "# why\n\n---\na: 1\n---\n# what\nb: |\n  x\n\n---\nc: größe\nd: [é, {f: g}]\n",
  "a: |\n  one\n---\nb: >-\n  two\n  three\n---\nc:\n---\nd: one\n  two\n",
  "a: 1\na: 2\n---\na: 1\n",
];

const OTHER = [
  "a: &x 1\nb: *x\n",
  "a: !tag x\n",
  'a: "one\n  two"\n',
  "a: [b,\n  c]\n",
  "a: one # c\n  two\n",
  "a: |+\n  x\n\n",
  "a: |2\n   x\n",
  "a: >\n  x\n   y\n",
  "a: b: c\n",
  "a: 'x\n",
  "a:\tb\n",
  "\ta: b\n",
  "a: 1\r\nb: 2\r\n",
  "a: {{ x }}\n",
  "a: 1\n--- # why\nb: 2\n",
  "a: 1\n--- x\n",
  "a: 1\n---\n",
  "---\n---\nb: 2\n",
  "a: 1\n...\nb: 2\n",
  "a: 1\n---\nb: *x\n",
  "--- : ",
  "---",
  "%YAML 1.2\n---\na: 1\n",
  "<<: *x\n",
  "? a\n: b\n",
  "a:\n    b: 1\n  c: 2\n",
  "a: 1\n b: 2\n",
  "a: @x\n",
  "a: %x\n",
  "word\n",
  "",
  "# only a comment\n",
];

describe("a plain document", () => {
  it.each([...PLAIN, ...SEVERAL])("is read as the parser reads it: %j", (text) => {
    expect(isPlain(text)).toBe(true);
    const { quick, parsed } = both(text);
    expect(quick).toEqual(parsed);
  });

  it.each(OTHER)("is left to the parser where it is none: %j", (text) => {
    expect(isPlain(text)).toBe(false);
    const { quick, parsed } = both(text);
    expect(quick).toEqual(parsed);
  });

  it("is one of several", () => {
    const documents = fc.array(fc.constantFrom(...PLAIN, ...SEVERAL), { maxLength: 4 });
    const marks = fc.constantFrom("---\n", "--- \n", "\n---\n", "# x\n---\n");
    fc.assert(
      fc.property(documents, marks, (texts, mark) => {
        const { quick, parsed } = both(texts.map((text) => (text.endsWith("\n") ? text : `${text}\n`)).join(mark));
        expect(quick).toEqual(parsed);
      }),
    );
  });

  it("is told from all else, whatever is put together", () => {
    const words = [
      "a",
      "b:",
      "a: ",
      "key: ",
      "'x'",
      '"y"',
      "x",
      "é",
      "one two",
      "k: v\n",
      "k: |\n  t\n",
      "- x\n",
      "<<: ",
    ];
    const signs = [
      "- ",
      "-",
      "# c",
      " # c",
      "|",
      "|-",
      ">",
      ">-\n",
      "'",
      '"',
      "[",
      "]",
      "{",
      "}",
      ", ",
      ": ",
      ":",
      "?",
      "!",
    ];
    const gaps = [
      "  ",
      "    ",
      "\n",
      "\n  ",
      "\n- ",
      "\n  - ",
      "\n    ",
      "\n\n",
      " ",
      "\t",
      "---\n",
      "\n---\n",
      "\\n",
      "*",
      "&",
    ];
    const piece = fc.constantFrom(...words, ...signs, ...gaps);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        const text = pieces.join("");
        if (!isPlain(text)) return;
        const { quick, parsed } = both(text);
        expect(quick).toEqual(parsed);
      }),
      { numRuns: 3_000 },
    );
  });
});
