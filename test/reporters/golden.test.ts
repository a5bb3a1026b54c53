import { describe, expect, it } from "vitest";
import { findReporter, REPORTER_NAMES } from "../../src/reporters/registry.ts";
import { textReporter } from "../../src/reporters/text.ts";
import { goldenText } from "./golden.ts";
import { exampleReport, renderReport } from "./report-builder.ts";

const FILES: Readonly<Record<string, string>> = {
  text: "text.txt",
  json: "report.json",
  jsonl: "report.jsonl",
  sarif: "report.sarif",
  html: "report.html",
  markdown: "report.md",
  github: "github.txt",
  gitlab: "gl-secret-detection-report.json",
  "gitlab-sast": "gl-sast-report.json",
  codeclimate: "gl-code-quality-report.json",
  junit: "junit.xml",
  csv: "report.csv",
};

describe("the shared report", () => {
  it("has a file for each format", () => {
    expect(Object.keys(FILES)).toEqual(REPORTER_NAMES);
  });

  it.each(Object.entries(FILES))("as %s is %s", async (name, file) => {
    const reporter = await findReporter(name);
    const text = renderReport(reporter ?? textReporter, exampleReport());
    expect(text).toBe(goldenText(file, text));
  });

  it("is text-colors.txt with colours", () => {
    const text = renderReport(textReporter, exampleReport(), { colors: true });
    expect(text).toBe(goldenText("text-colors.txt", text));
  });
});
