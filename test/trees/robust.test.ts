import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unitOf } from "../../src/core/source.ts";
import type { ReadTree } from "../../src/core/tree-reading.ts";
import { CLIENT_CALLS } from "../../src/trees/clients.ts";
import { ruleFiles } from "../support/catalogue.ts";
import { scanTexts } from "../support/scan-text.ts";
import { readTree } from "../support/trees.ts";

const SOURCES: Readonly<Record<string, string>> = {
  "a.tsx":
    "const password: string = process.env.X ?? ('abc1def2' + `ghi3`);\nconst a = <Field label='x' token={\"q1w2e3r4\"} />;\nif (password === 'n3v4r5t6') createHmac('sha', 'k3y4v5w6');\n",
  "a.py":
    "password = os.environ.get('X', 'abc1def2' 'ghi3')\ndef f(token='q1w2e3r4'):\n    '''doc'''\n    return hmac.new(b'k3y4v5w6', f'{token}') == \"n3v4r5t6\"\n",
  "a.go":
    'package a\nvar password, token = "abc1" + "def2", `q1w2e3r4`\nfunc f() bool { return password == "n3v4r5t6" || g(Options{Token: "k3y4v5w6"}) }\n',
  "A.java":
    'class A { String password = "abc1" + "def2"; @Value("${token:q1w2e3r4}") String t;\n boolean f() { return "n3v4r5t6".equals(password) || new SecretKeySpec("k3y4".getBytes(), "AES") == null; } }\n',
};

/** Edits of a text: a piece cut out, put in again elsewhere, or a sign put in. */
const edits = (text: string): fc.Arbitrary<string> =>
  fc
    .array(
      fc.tuple(
        fc.nat(text.length),
        fc.nat(12),
        fc.constantFrom(
          "",
          "'",
          '"',
          "`",
          "(",
          ")",
          "{",
          "}",
          "${",
          "+",
          "\n",
          "\0",
          "é",
          "\ud83d\ude00",
          "<",
          "/*",
          "#",
        ),
      ),
      { minLength: 1, maxLength: 5 },
    )
    .map((all) => all.reduce((sum, [at, cut, put]) => sum.slice(0, at) + put + sum.slice(at + cut), text));

describe("a source that is broken", () => {
  it.each(Object.entries(SOURCES))("never makes a look at its tree fail: %s", (path, text) => {
    fc.assert(
      fc.property(edits(text), (broken) => {
        const { problems, findings } = scanTexts({ [path]: broken });
        expect(problems).toEqual([]);
        for (const { location } of findings) expect(location.start.line).toBeLessThanOrEqual(broken.split("\n").length);
      }),
      { numRuns: 60 },
    );
  });

  it("is searched as text", () => {
    const texts = { "a.ts": 'const x = {{{ password = "hK8jq2Vx7Lm4";', "a.py": 'def (: password = "hK8jq2Vx7Lm4"' };
    expect(scanTexts(texts).findings.map(({ ruleId }) => ruleId)).toEqual([
      "generic/assigned-secret",
      "generic/assigned-secret",
    ]);
  });

  it("may nest as deep as it likes", () => {
    const sum = `${'"a" + '.repeat(5000)}"b"`;
    for (const text of [`password = ${sum};`, `password = ${"(".repeat(5000)}"hK8jq2Vx7Lm4"${")".repeat(5000)};`])
      expect(scanTexts({ "a.js": text.replaceAll(" + ", " +\n") }).problems).toEqual([]);
  });
});

describe("what is no code", () => {
  it.each(["a<b,", "a=>", "A<B<", "f(", "async(", "`${", "% $ ^ ) ] }", "'\""])(
    "is given up at some time: %s",
    (piece) => {
      const hostile = `password = "hK8jq2Vx7Lm4"\n${piece.repeat(4000 / piece.length)}`;
      const files = {
        "a.java": hostile,
        "b.py": hostile,
        "c.go": hostile,
        "d.ts": hostile,
        "e.java": SOURCES["A.java"] ?? "",
      };
      const { findings, problems } = scanTexts(files);
      expect(problems).toEqual([]);
      expect(new Set(findings.map(({ location }) => location.path))).toEqual(new Set(Object.keys(files)));
    },
  );
});

describe("a tree", () => {
  const asked: string[] = [];
  const counting: ReadTree = (unit) => {
    asked.push(unit.path);
    return readTree(unit);
  };
  const askedFor = (files: Readonly<Record<string, string>>): readonly string[] => {
    asked.length = 0;
    scanTexts(files, { readTree: counting });
    return [...asked];
  };

  it("is read only where the text gives cause", () => {
    const quiet = {
      "plain.ts": "export const sum = (a: number, b: number) => a + b;",
      "name.py": "password = read_password()",
      "dull.go": 'package a\nvar password = "changeme"',
      "form.java": 'class A { String title = "Password"; }',
      "token.js": "const key = 'none';",
    };
    expect(askedFor(quiet)).toEqual([]);
    expect(askedFor({ "a.ts": 'const password = "hK8jq2Vx7Lm4";' })).toEqual(["a.ts"]);
    expect(askedFor({ "a.txt": 'password = "hK8jq2Vx7Lm4"', "a.rb": 'password = "hK8jq2Vx7Lm4"' })).toEqual([]);
  });

  it("is not read of a file that is very large, or that a program has written", () => {
    const found = 'const password = "hK8jq2Vx7Lm4";\n';
    expect(askedFor({ "a.js": found + "x();\n".repeat(300_000) })).toEqual([]);
    expect(askedFor({ "a.js": `${found}${"x();".repeat(2000)}` })).toEqual([]);
  });

  it("tells places in bytes, whatever the characters are", () => {
    const text = '// 日本 \u{1f600}\nconst password = "ключ" && "hK8jq2Vx7Lm4";\n';
    const bytes = Buffer.from(text);
    const start = bytes.indexOf("hK8");
    const reading = readTree(unitOf("a.ts", bytes));
    expect(reading?.cluesOf({ secret: { start, end: start + 12 }, quoted: true })).toEqual([]);
    const joined = readTree(unitOf("a.ts", Buffer.from('// é\nx = "añ" + "bc";')));
    const at = Buffer.from('// é\nx = "').length;
    expect(joined?.joinedAt({ start: at, end: at + 3 })).toEqual({
      value: "añbc",
      parts: [
        { start: at, end: at + 3 },
        { start: at + 8, end: at + 10 },
      ],
    });
  });
});

describe("the rule of what only the tree tells", () => {
  const words = ruleFiles.find(({ id }) => id === "generic/code-secret")?.keywords ?? [];

  it.each(
    Object.values(CLIENT_CALLS)
      .flat()
      .map(({ callee }) => callee),
  )("has a word for %s", (callee) => {
    const call = `.${callee.toLowerCase()}(`;
    expect(words.some((word) => call.includes(word))).toBe(true);
  });
});
