import { DOMParser, type Element } from "@xmldom/xmldom";
import { describe, expect, it } from "vitest";
import type { ScanReport } from "../../src/core/stages.ts";
import { junitReporter } from "../../src/reporters/junit.ts";
import { printable } from "../../src/reporters/printable.ts";
import { HOSTILE, reportSaying } from "./hostile.ts";
import { exampleReport, findingOf, MASKED_TOKEN, renderReport, reportOf } from "./report-builder.ts";

/** Characters that XML 1.0 can hold; the parser does not look. */
const XML = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

function read(report: ScanReport): Element {
  const text = renderReport(junitReporter, report);
  expect(text).toMatch(XML);
  const parser = new DOMParser({
    onError: (level, message) => {
      throw new Error(`${level}: ${message}`);
    },
  });
  const root = parser.parseFromString(text, "text/xml").documentElement;
  if (root === null) throw new Error("no element");
  return root;
}

const all = (root: Element, name: string): Element[] => [...root.getElementsByTagName(name)];
const count = (element: Element, name: string): number => Number(element.getAttribute(name));

describe("the JUnit report", () => {
  it.each(Object.entries({ example: exampleReport(), nothing: reportOf(), hostile: reportSaying("<&") }))(
    "counts what is in it (%s)",
    (_, report) => {
      const root = read(report);
      for (const element of [root, ...all(root, "testsuite")]) {
        expect(count(element, "tests")).toBe(all(element, "testcase").length);
        expect(count(element, "failures")).toBe(all(element, "failure").length);
        expect(count(element, "errors")).toBe(all(element, "error").length);
      }
    },
  );

  it("has a failing test case for each finding, and names that differ", () => {
    const root = read(exampleReport());
    expect(all(root, "failure")).toHaveLength(exampleReport().findings.length);
    const names = all(root, "testcase").map((one) => `${one.getAttribute("classname")} ${one.getAttribute("name")}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it("says where, what and what to do", () => {
    const [test] = all(
      read(reportOf({ findings: [findingOf("src/a.ts", 3, ["k = ", MASKED_TOKEN, ""])] })),
      "testcase",
    );
    expect(test?.getAttribute("name")).toBe("src/a.ts:3:5");
    expect(test?.getAttribute("classname")).toBe("github.personal-access-token");
    expect(test?.getAttribute("file")).toBe("src/a.ts");
    const [failure] = test === undefined ? [] : all(test, "failure");
    expect(failure?.getAttribute("type")).toBe("critical");
    expect(failure?.textContent).toMatch(/^src\/a\.ts:3:5\nA GitHub personal[^]*\nDo this first: [^]*\nThen fix it: /);
  });

  it("has an error for what could not be searched, and a test that passes where nothing was found", () => {
    const errors = all(read({ ...exampleReport(), findings: [] }), "error");
    expect(errors.map((error) => error.getAttribute("type"))).toEqual(["unreadable", "broken-pipeline"]);
    const [clean, ...others] = all(read(reportOf()), "testcase");
    expect(others).toEqual([]);
    expect(clean?.getAttribute("name")).toBe("no findings in 1,204 files");
  });

  it.each(HOSTILE)("holds %j as text", (text) => {
    const root = read(reportSaying(text));
    expect(all(root, "failure")).toHaveLength(2);
    expect(all(root, "error")).toHaveLength(1);
    const shown = printable(text).replace(
      /[\ufffe\uffff]/g,
      (character) => `\\u{${character === "\ufffe" ? "fffe" : "ffff"}}`,
    );
    expect(all(root, "failure")[0]?.getAttribute("message")).toBe(`critical: ${shown}`);
  });
});
