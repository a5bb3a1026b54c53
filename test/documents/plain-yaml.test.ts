import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPlainYaml } from "../../src/documents/plain-yaml.ts";
import { readYaml } from "../../src/documents/read-yaml.ts";
import type { YamlNode } from "../../src/documents/yaml-tree.ts";

/**
 * A tree without the spans of blocks, which are not the same to the last line break. What is a block is told by the tree that
 * the parser made, where one begins with its dash or key.
 */
function comparable(node: YamlNode, parsed: YamlNode | undefined, text: string): unknown {
  if (node.kind === "scalar") return node;
  const { start } = parsed?.span ?? node.span;
  const span = /[[{]/.test(Buffer.from(text).toString("utf8", start, start + 1)) ? node.span : undefined;
  if (node.kind === "list") {
    const others = parsed?.kind === "list" ? parsed.items : [];
    return { span, items: node.items.map((item, at) => comparable(item, others[at], text)) };
  }
  const others = parsed?.kind === "map" ? parsed.fields : [];
  const fields = node.fields.map((field, at) => ({
    ...field,
    value: comparable(field.value, others[at]?.value, text),
  }));
  return { span, fields };
}

/** Whether a text is read plainly; where it is, the parser must read the same and find nothing wrong. */
function isPlain(text: string): boolean {
  const bytes = Buffer.from(text);
  const plain = readPlainYaml(bytes);
  if (plain === undefined) return false;
  const full = readYaml(bytes);
  expect(full.problems).toEqual([]);
  expect(full.refused).toEqual([]);
  expect(comparable(plain, full.root, text)).toEqual(comparable(full.root as YamlNode, full.root, text));
  return true;
}

describe("readPlainYaml", () => {
  it.each([
    "version: 1\n",
    "version: 1",
    "# first\n\nversion: 1 # one\n\n# last\n",
    "a:\n  b:\n    c: text with spaces, [brackets] and 'quotes'\n  d: true\ne: false\n",
    "a:\n- one\n- two # second\nb:\n  - three\n",
    "a:\n  - path: x/\n    reason: Because of it.\n\n  # next\n  - path: y/\n    reason: See https://example.com/a:b#c\n",
    "a: { b: [c, 'd', \"e f\"], g: {} }\nh: []\n",
    "a: [ x/**, y-*.z ]\n'b': \"\"\nc: '*'\n",
    "until: 2027-01-31\nprint: 0123456789abcdef0123456789abcdee\nversion: 1.2.3\n",
    'rules:\n  generic/*:\n    severity: "off"\n  "group/name": { severity: low }\n',
    "a:\n  - []\n  - b\nc:\n  - { d: e }\n  - [f]\n",
    "grund: Über die Brücke – naïve 日本語\nb: x\n",
    "a: x\n  # deeper comment\nb: y\n",
    "a:\n  # comment first\n  b: c\n# shallow\n  d: e\n",
  ])("reads %j", (text) => {
    expect(isPlain(text)).toBe(true);
  });

  it.each([
    "",
    "# nothing\n",
    "a:\n",
    "a: b\na: c\n",
    "a: b: c\n",
    "a: b\n c\n",
    "a: 'it''s'\n",
    'a: "\\n"\n',
    "a: |\n  b\n",
    "a: &x b\nc: *x\n",
    "a: !t b\n",
    "---\na: b\n",
    "a:\tb\n",
    "a: b\r\n",
    "\ufeffa: b\n",
    "a: ~\n",
    "a: 1.5\n",
    "a: 0x1f\n",
    "a: 1e5\n",
    "null: a\n",
    "a: [b,\n  c]\n",
    "a: [b, ]\n",
    "a: {b: c} d\n",
    "- a\n",
    "a:\n  b: c\n d: e\n",
    "a:\n - b\n  - c\n",
    'a: "b" c\n',
    "a: 'b\n",
    "? a\n: b\n",
    " a: b\nc: d\n",
    "a: -\n",
    "a:\n- - b\n",
    "__proto__: a\n",
  ])("leaves %j to the parser", (text) => {
    expect(isPlain(text)).toBe(false);
  });

  const word = fc.constantFrom(
    "a",
    "b",
    "path",
    "x/y",
    "true",
    "null",
    "1",
    "1.5",
    "0x1",
    "~",
    "-",
    "?",
    "*",
    "a b",
    "é",
  );
  const mark = fc.constantFrom(
    ": ",
    ":",
    " ",
    "  ",
    "\n",
    "\n  ",
    "\n    ",
    "- ",
    "-",
    "#",
    " #",
    "'",
    '"',
    ", ",
    ",",
    "[",
    "]",
    "{",
    "}",
    "&",
    "|",
    "!",
    "\\",
    "\t",
  );

  it("never reads what the parser reads otherwise, in any order of marks and words", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(word, mark), { maxLength: 24 }), (parts) => {
        isPlain(parts.join(""));
      }),
      { numRuns: 3_000 },
    );
  });

  const scalar = fc.oneof(
    fc.constantFrom(
      "text",
      "two words",
      "'quoted'",
      '"also"',
      "true",
      "12",
      "2027-01-31",
      "*.ts",
      "x: y",
      "a #b",
      "it's",
    ),
    fc.string({ maxLength: 8 }),
  );
  const key = fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom("a", "b", "c", "d", "path", "x/*", '"q"', "'r'") },
    { weight: 1, arbitrary: word },
  );
  const { block } = fc.letrec<{ block: string[]; value: string[] }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      scalar.map((text) => [` ${text}`]),
      fc.array(scalar, { maxLength: 3 }).map((items) => [` [${items.join(", ")}]`]),
      fc.tuple(key, scalar).map(([name, item]) => [` { ${name}: ${item} }`]),
      fc.array(scalar, { minLength: 1, maxLength: 3 }).map((items) => ["", ...items.map((item) => `  - ${item}`)]),
      tie("block").map((lines) => ["", ...lines.map((line) => `  ${line}`)]),
      tie("block").map((lines) => ["", ...lines.map((line, at) => `${at === 0 ? "- " : "  "}${line}`)]),
    ),
    block: fc
      .array(fc.tuple(key, tie("value"), fc.constantFrom("", " # c", "\n# c")), { minLength: 1, maxLength: 3 })
      .map((fields) =>
        fields.flatMap(([name, [first, ...rest], comment]) =>
          [`${name}:${first}${comment}`, ...rest].join("\n").split("\n"),
        ),
      ),
  }));

  it("reads most of what has the shape of settings, and as the parser does", () => {
    let read = 0;
    fc.assert(
      fc.property(block, (lines) => {
        if (isPlain(`${lines.join("\n")}\n`)) read++;
      }),
      { numRuns: 3_000 },
    );
    expect(read).toBeGreaterThan(300);
  });
});
