import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { fillExample } from "../../src/catalogue/template.ts";
import { scanTexts } from "../support/scan-text.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "fixtures", "forms");

/** Texts that a scan finds in a file, as it finds them without any setting. */
function foundIn(path: string, text: string): readonly string[] {
  const lines = text.split("\n");
  return scanTexts({ [path]: text }, { minConfidence: "medium" }).findings.map(({ location: { start, end } }) =>
    start.line === end.line
      ? (lines[start.line - 1] ?? "").slice(start.column - 1, end.column - 1)
      : lines.slice(start.line - 1, end.line).join("\n"),
  );
}

describe.each(readdirSync(FOLDER))("a secret in one of the forms of %s", (file) => {
  const rows = parse(readFileSync(join(FOLDER, file), "utf8")) as [path: string, template: string][];

  it.each(rows)("is found in %s: %s", (path, template) => {
    const { text, marks } = fillExample(template, `${path} ${template}`);
    const bytes = Buffer.from(text);
    const values = marks.map(({ start, end }) => bytes.subarray(start, end).toString());
    const found = foundIn(path, text);
    expect(values.length).toBeGreaterThan(0);
    expect(values.some((value) => found.some((one) => one.includes(value) || value.includes(one)))).toBe(true);
  });
});
