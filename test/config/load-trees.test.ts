import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { treesIn } from "../../src/config/load-trees.ts";
import { unitOf } from "../../src/core/source.ts";
import { scanTexts } from "../support/scan-text.ts";

const DIST = join(import.meta.dirname, "../../dist");
const folder = mkdtempSync(join(tmpdir(), "sealint-trees-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CODE: Readonly<Record<string, string>> = {
  "a.tsx": 'const a: string = <B c="def" /> as never + ("gh" + "ij");',
  "a.py": 'a = ("gh"\n  "ij")',
  "a.go": 'package a\nconst a = "gh" + "ij"',
  "A.java": 'class A { String a = "gh" + "ij"; }',
};

describe("the trees of a program's folder", () => {
  it.each(Object.entries(CODE))("read what the build made: %s", (path, text) => {
    const bytes = Buffer.from(text);
    const start = bytes.indexOf("gh");
    const reading = treesIn(DIST)(unitOf(path, bytes));
    expect(reading?.joinedAt({ start, end: start + 2 })?.value).toBe("ghij");
    reading?.release();
  });

  it("are not loaded before a file gives cause", () => {
    const readTree = treesIn(join(folder, "nowhere"));
    expect(scanTexts({ "a.ts": "export const a = 1;", "b.py": 'name = "plain"' }, { readTree }).problems).toEqual([]);
  });

  it("are missed aloud, and the text is searched all the same", () => {
    const { findings, problems } = scanTexts(
      { "a.ts": 'const password = "hK8jq2Vx7Lm4";' },
      { readTree: treesIn(join(folder, "nowhere")) },
    );
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(["generic/assigned-secret"]);
    expect(problems.map(({ level, code, subject, message }) => [level, code, subject, message])).toEqual([
      ["error", "limit-reached", "a.ts", "was searched as text only: trees.cjs of sealint cannot be loaded"],
    ]);
  });

  it("tell which of their files is broken", () => {
    cpSync(join(DIST, "trees.cjs"), join(folder, "trees.cjs"));
    for (const name of ["web-tree-sitter.txt", "web-tree-sitter.wasm", "tree-sitter-go.wasm", "oxc-parser.wasm"])
      writeFileSync(join(folder, name), "broken");
    const read = treesIn(folder);
    expect(() => read(unitOf("a.go", Buffer.from("package a")))).toThrow("tree-sitter-go.wasm of sealint");
    expect(() => read(unitOf("a.ts", Buffer.from("a")))).toThrow("oxc-parser.wasm of sealint");
  });
});
