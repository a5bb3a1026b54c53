import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvReporter } from "../../src/reporters/csv.ts";
import { csvCell } from "../../src/reporters/csv-cell.ts";
import { printable } from "../../src/reporters/printable.ts";
import { HOSTILE, reportSaying } from "./hostile.ts";
import { exampleReport, renderReport, reportOf } from "./report-builder.ts";

/** Rows of a file of RFC 4180 in which each cell is in quotes; anything else throws. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  for (const record of text.matchAll(/((?:"(?:[^"]|"")*",)*"(?:[^"]|"")*")\r\n|([^])/g)) {
    if (record[1] === undefined) throw new Error(`no record at ${record.index}`);
    rows.push(Array.from(record[1].matchAll(/"((?:[^"]|"")*)"/g), ([, cell = ""]) => cell.replaceAll('""', '"')));
  }
  return rows;
}

const FORMULA = /^[\s"']*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

describe("a cell", () => {
  it.each([
    ["plain", '"plain"'],
    ["", '""'],
    ['say "so", then', '"say ""so"", then"'],
    ["two\r\nlines", '"two\\x0d\\x0alines"'],
    ["=1+1", `"'=1+1"`],
    ["+1", `"'+1"`],
    ["-1", `"'-1"`],
    ["@SUM(A1)", `"'@SUM(A1)"`],
    ["\t=1", '"\\x09=1"'],
    ["  =1", `"'  =1"`],
    ['"=1', `"'""=1"`],
    ["\uff1d1", `"'\uff1d1"`],
    ["a;=1", `"a;'=1"`],
    ["a-b@c=d", '"a-b@c=d"'],
  ])("of %j is %s", (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  it("begins no formula, in a column by itself or after a semicolon, and loses nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."=+-@;'\" \t\r\nab\uff1d\uff20") }), (text) => {
        const [[cell = ""] = []] = parse(`${csvCell(text)}\r\n`);
        expect(cell.startsWith("'") || !FORMULA.test(cell)).toBe(true);
        for (const part of cell.split(";").slice(1)) expect(/^[\s"]*'/.test(part) || !FORMULA.test(part)).toBe(true);
        expect(cell.replaceAll("'", "")).toBe(printable(text).replaceAll("'", ""));
      }),
    );
  });
});

describe("the CSV report", () => {
  it("has a head and a row for each finding", () => {
    const [head = [], ...rows] = parse(renderReport(csvReporter, exampleReport()));
    expect(head.slice(0, 7)).toEqual(["severity", "confidence", "rule", "title", "path", "line", "column"]);
    expect(rows).toHaveLength(exampleReport().findings.length);
    for (const row of rows) expect(row).toHaveLength(head.length);
    const commit = rows.find((row) => row.includes("commit"));
    expect(commit?.slice(11, 15)).toEqual(["commit", "0123456789abcdef".repeat(2), "Ada", "2026-03-01"]);
  });

  it("is its head alone where nothing was found", () => {
    expect(parse(renderReport(csvReporter, reportOf()))).toHaveLength(1);
  });

  it.each(HOSTILE)("holds %j without a formula", (text) => {
    const [, ...rows] = parse(renderReport(csvReporter, reportSaying(text)));
    expect(rows).toHaveLength(2);
    for (const cell of rows.flat()) expect(cell.startsWith("'") || !FORMULA.test(cell)).toBe(true);
  });
});
