import { describe, expect, it } from "vitest";
import type { Reporter } from "../../src/core/stages.ts";
import { jsonReporter } from "../../src/reporters/json.ts";
import { jsonlReporter } from "../../src/reporters/jsonl.ts";
import { sarifReporter } from "../../src/reporters/sarif.ts";
import { textReporter } from "../../src/reporters/text.ts";
import { goldenText } from "./golden.ts";
import { exampleReport, renderReport } from "./report-builder.ts";

const CASES: readonly (readonly [file: string, reporter: Reporter, colors: boolean])[] = [
  ["text.txt", textReporter, false],
  ["text-colors.txt", textReporter, true],
  ["report.json", jsonReporter, false],
  ["report.jsonl", jsonlReporter, false],
  ["report.sarif", sarifReporter, false],
];

describe("the shared report", () => {
  it.each(CASES)("is %s", (file, reporter, colors) => {
    const text = renderReport(reporter, exampleReport(), { colors });
    expect(text).toBe(goldenText(file, text));
  });
});
