import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unitOf } from "../../../src/core/source.ts";
import { decode } from "../../../src/core/text.ts";
import { valueOf } from "../../../src/platforms/document/access.ts";
import { readYaml } from "../../../src/platforms/document/read-yaml.ts";
import { byteOffsetAt, type DocumentNode, placeWithin, type Scalar } from "../../../src/platforms/document/tree.ts";

const read = (text: string | Uint8Array) => {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  return { bytes, ...readYaml(unitOf("a.yml", bytes)) };
};

function scalarAt(text: string, key: string): { scalar: Scalar; bytes: Uint8Array } {
  const { documents, bytes, problems } = read(text);
  expect(problems).toEqual([]);
  const scalar = valueOf(documents[0], key);
  if (scalar?.kind !== "scalar") throw new Error(`no scalar under ${key}`);
  return { scalar, bytes };
}

describe("places of scalars", () => {
  it.each([
    ["plain", "a: word", "word"],
    ["plain with spaces behind", "a: some words  # comment\nb: 1", "some words"],
    ["single quotes", "a: 'it''s'", "it''s"],
    ["double quotes", 'a: "x\\ty"', "x\\ty"],
    ["behind text that is not ASCII", "z: zwölf €\na: wörd", "wörd"],
    ["behind astral characters", "z: 😀😀\na: x", "x"],
    ["with CRLF", "z: 1\r\na: word\r\nb: 2\r\n", "word"],
    ["behind a byte order mark", "\uFEFFa: word", "word"],
    ["in a flow map", "{z: 1, a: word}", "word"],
    ["literal block", "a: |\n  one\n  two\nb: 1", "  one\n  two\n"],
    ["block with a header and comment", "a: |2- # why\n   one\nb: 1", "   one\n"],
    ["empty", "a:\nb: 1", ""],
    ["a word of YAML 1.1", "a: on", "on"],
    ["a number as written", "a: 1.10", "1.10"],
  ])("%s", (_, text, expected) => {
    const { scalar, bytes } = scalarAt(text, "a");
    expect(decode(bytes, scalar.place.span)).toBe(expected);
  });

  it("covers keys, maps and lists", () => {
    const { documents, bytes } = read("zähl: 1\nlist:\n  - ä\n  - {k: v}\n");
    const root = documents[0];
    if (root?.kind !== "map") throw new Error("no map");
    expect(root.entries.map(({ key }) => decode(bytes, key.place.span))).toEqual(["zähl", "list"]);
    const list = root.entries[1]?.value;
    if (list?.kind !== "sequence") throw new Error("no list");
    expect(list.items.map((item) => decode(bytes, item.place.span))).toEqual(["ä", "{k: v}"]);
  });
});

describe("from a value back to the bytes", () => {
  it.each([
    ["plain", "a: find NEEDLE here"],
    ["plain behind other alphabets", "b: ÄÖÜ€😀\na: größe NEEDLE"],
    ["single quotes", "a: 'find NEEDLE here'"],
    ["behind doubled quotes", "a: 'it''s a ''NEEDLE'''"],
    ["double quotes", 'a: "find NEEDLE"'],
    ["behind escapes", 'a: "\\t\\u00e4\\x41\\U0001F600 \\"NEEDLE\\""'],
    ["behind an escaped line break", 'a: "one \\\n     two NEEDLE"'],
    ["literal block", "a: |\n  one\n    two NEEDLE\n  three"],
    ["literal block with CRLF", "a: |\r\n  one\r\n\r\n    two NEEDLE\r\n  three\r\n"],
    ["literal block behind umlauts", "a: |\n  äöü 😀\n\n   ß NEEDLE x\n"],
    ["literal block with an indentation of its own", "a: |1\n  one\n  NEEDLE\n"],
    ["literal block that keeps its end", "a: |+\n  one\n  NEEDLE\n\n\nb: 1"],
    ["literal block that starts with empty lines", "a: |\n\n\n  NEEDLE\n"],
    ["folded block", "a: >\n  one two\n  three NEEDLE\n\n  four\n"],
    ["folded block with more indented lines", "a: >-\n  one\n    two NEEDLE\n  three\n"],
    ["folded block with CRLF", "a: >\r\n  one\r\n  NEEDLE\r\n"],
    ["plain on several lines", "a: one\n  two\n\n  three NEEDLE"],
    ["double quotes on several lines", 'a: "one\n  two\n\n  three NEEDLE"'],
    ["single quotes on several lines", "a: 'one\n  it''s NEEDLE'"],
    ["tabs in a literal block", "a: |\n  \tone\n  \t\tNEEDLE\n"],
  ])("%s", (_, text) => {
    const { scalar, bytes } = scalarAt(text, "a");
    const index = scalar.value.indexOf("NEEDLE");
    expect(index).toBeGreaterThanOrEqual(0);
    expect(decode(bytes, placeWithin(scalar, index, index + 6).span)).toBe("NEEDLE");
  });

  it("keeps every character of a literal block in its place", () => {
    const line = fc.string({ unit: fc.constantFrom("a", " ", "ä", "€", "😀", "#", "'", '"', ":"), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), fc.constantFrom("\n", "\r\n"), (lines, end) => {
        const text = `é: ü${end}a: |${end}${["x", ...lines, "y"].map((each) => `  ${each}`).join(end)}${end}`;
        const { scalar, bytes } = scalarAt(text, "a");
        for (const { index, 0: character } of scalar.value.matchAll(/[^\n]/gu)) {
          expect(decode(bytes, placeWithin(scalar, index, index + character.length).span)).toBe(character);
        }
      }),
    );
  });

  it("reads bytes that are not UTF-8 one by one", () => {
    const bytes = Buffer.concat([
      Buffer.from("b: "),
      Buffer.from([0xe4, 0xf6]),
      Buffer.from("\na: "),
      Buffer.from([0xfc]),
    ]);
    const { documents } = read(Buffer.concat([bytes, Buffer.from(" NEEDLE\n")]));
    const scalar = valueOf(documents[0], "a");
    if (scalar?.kind !== "scalar") throw new Error("no scalar");
    expect(byteOffsetAt(scalar, scalar.value.indexOf("NEEDLE"))).toBe(bytes.length + 1);
  });
});

describe("anchors, aliases and merges", () => {
  it("takes an alias for the node that its anchor names", () => {
    const { documents, problems } = read("a: &x {k: v}\nb: *x\n");
    expect(problems).toEqual([]);
    expect(valueOf(documents[0], "b")).toBe(valueOf(documents[0], "a"));
  });

  it("lets a map's own keys win over merged ones", () => {
    const { documents } = read("base: &x {k: v, own: base}\nb:\n  <<: *x\n  own: mine\nc:\n  <<: [*x, {z: 1}]\n");
    const keys = (node: DocumentNode | undefined) =>
      node?.kind === "map"
        ? node.entries.map(({ key, value }) => [key.value, value.kind === "scalar" && value.value])
        : [];
    expect(keys(valueOf(documents[0], "b"))).toEqual([
      ["own", "mine"],
      ["k", "v"],
    ]);
    expect(keys(valueOf(documents[0], "c"))).toEqual([
      ["k", "v"],
      ["own", "base"],
      ["z", "1"],
    ]);
  });

  it("says where aliases grow without bound", () => {
    const lines = Array.from({ length: 12 }, (_, level) => {
      const inner =
        level === 0
          ? "x"
          : Array(10)
              .fill(`*a${level - 1}`)
              .join(", ");
      return `a${level}: &a${level} [${inner}]`;
    });
    const { problems } = read(`${lines.join("\n")}\n`);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain("grows beyond all measure");
  });

  it.each([
    ["a: &x [*x]", "stands in itself"],
    ["a: *nowhere", "not defined before it"],
  ])("%s", (text, message) => {
    expect(read(text).problems[0]?.message).toContain(message);
  });
});

describe("what a platform may ask for", () => {
  it("keeps the tags of its own lists, and no others", () => {
    const { documents, problems } = read("a: !reference [x, y]\nb: !!seq [x]\nc: [x]\n");
    expect(problems).toEqual([]);
    const tags = ["a", "b", "c"].map((key) => {
      const node = valueOf(documents[0], key);
      return node?.kind === "sequence" ? node.tag : undefined;
    });
    expect(tags).toEqual(["!reference", undefined, undefined]);
  });

  it("takes a key that stands twice lightly where told so", () => {
    const { problems } = readYaml(unitOf("a.yml", Buffer.from("a: 1\na: 2\n")), { duplicateKeys: "note" });
    expect(problems.map(({ level }) => level)).toEqual(["note"]);
  });
});

describe("problems", () => {
  it.each([
    ["a:\n\tb: c", "error", "tabs are not allowed", "Indent with spaces."],
    ["a: b: c", "error", "nested mappings", "Put quotes around a value that contains a colon and a space."],
    ["a: [1, 2", "error", "is not valid YAML", ""],
    ["a: 'open", "error", "is not valid YAML", "Close what was opened: a quote, bracket or brace."],
    ["{% if x %}\na: 1\n{% endif %}", "note", "is a template", "Scan what the template makes, or leave the file out."],
    ["a: {{ value }}\n", "note", "is a template", "Scan what the template makes, or leave the file out."],
    ["a: {{ value }} more\n", "note", "is a template", "Scan what the template makes, or leave the file out."],
    ["a: 1\nb: 2\na: 3\n", "error", 'has the key "a" twice', "Keep one of the two."],
    ["{a: 1}: b", "error", "has a map or list as a key", "Use a word as the key."],
    [`${"[".repeat(500)}${"]".repeat(500)}`, "error", "nested", "Write the document with fewer levels."],
    ["[".repeat(50_000), "error", "nested", "Write the document with fewer levels."],
  ])("%j", (text, level, message, hint) => {
    const { problems } = read(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(message);
    expect(problems[0]?.hint).toContain(hint);
    expect(problems[0]?.level ?? "error").toBe(level);
  });

  it("points at the second of two equal keys", () => {
    const { problems, bytes } = read("ä: 1\nkey: 2\nkey: 3\n");
    expect(problems.map(({ span }) => [span.start, decode(bytes, span)])).toEqual([[13, "key"]]);
  });

  it("quotes nothing of a document in its message", () => {
    const value = `hunter${"2".repeat(8)}`;
    const { problems } = read(`a: "\\q${value}"\nb: ${value}: ${value}\n`);
    expect(problems.length).toBeGreaterThan(0);
    expect(JSON.stringify(problems)).not.toContain(value);
  });
});

describe("any content", () => {
  const yamlish = fc.string({
    unit: fc.constantFrom(
      "a",
      ":",
      " ",
      "\n",
      "- ",
      "  ",
      "|",
      ">",
      "'",
      '"',
      "\\",
      "&x",
      "*x",
      "<<: ",
      "{",
      "}",
      "[",
      "]",
      "#",
      "\t",
      "\r\n",
      "ä",
      "😀",
      "?",
      "%",
      "---\n",
      "!",
    ),
    maxLength: 60,
  });

  it("is read without an exception, and every place lies in the unit", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          yamlish.map((text) => Buffer.from(text)),
          fc.uint8Array({ maxLength: 80 }),
        ),
        (content) => {
          const bytes = Buffer.from(content);
          const { documents, problems } = read(bytes);
          for (const { span } of problems) {
            expect(span.start).toBeGreaterThanOrEqual(0);
            expect(span.start).toBeLessThanOrEqual(span.end);
            expect(span.end).toBeLessThanOrEqual(bytes.length);
          }
          const visit = (node: DocumentNode): void => {
            expect(node.place.span.start).toBeLessThanOrEqual(node.place.span.end);
            expect(node.place.span.end).toBeLessThanOrEqual(bytes.length);
            if (node.kind === "sequence") node.items.forEach(visit);
            if (node.kind === "map") node.entries.forEach(({ key, value }) => [key, value].forEach(visit));
            if (node.kind !== "scalar") return;
            let last = 0;
            for (let index = 0; index <= node.value.length; index++) {
              const at = byteOffsetAt(node, index);
              expect(at).toBeGreaterThanOrEqual(last);
              expect(at).toBeLessThanOrEqual(bytes.length);
              last = at;
            }
          };
          documents.forEach(visit);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
