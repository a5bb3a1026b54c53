import { spawnSync } from "node:child_process";
import { accessSync, chmodSync, constants, copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import packagedMultitool from "@microsoft/sarif-multitool";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ScanReport } from "../../src/core/stages.ts";
import { sarifReporter, sarifReporterWithin } from "../../src/reporters/sarif.ts";
import { CODE_SCANNING } from "../../src/reporters/sarif-limits.ts";
import { exampleReport, findingOf, MASKED_TOKEN, renderReport, reportOf } from "./report-builder.ts";

let folder: string;
let multitool = packagedMultitool;

/** The validator of the people who wrote the standard. Its package does not mark it executable, so a copy may have to. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sealint-sarif-"));
  try {
    accessSync(multitool, constants.X_OK);
  } catch {
    const copy = join(folder, basename(multitool));
    copyFileSync(multitool, copy);
    chmodSync(copy, 0o755);
    multitool = copy;
  }
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What the validator says against a log, by the rules of SARIF and of GitHub code scanning. */
function complaints(sarif: string): string[] {
  const file = join(folder, "report.sarif");
  writeFileSync(file, sarif);
  const { status, stdout, stderr } = spawnSync(multitool, ["validate", file, "--rule-kind", "Sarif;Ghas"], {
    encoding: "utf8",
    // Machines without ICU, such as containers, cannot start it otherwise.
    env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" },
  });
  const said = stdout.split("\n").filter((line) => /: (?:error|warning)\b/.test(line));
  return status === 0 && stdout.includes("1 files scanned") ? said : [`exit ${status}`, ...said, stderr];
}

const WEIRD_PATHS = [
  "a b/c.ts",
  "日本/ü.md",
  "100%/#1?.txt",
  "a:b.txt",
  "back\\slash",
  "[x](y) {z}.ts",
  "\u001b.ts",
  "/etc/x y",
];

const REPORTS: Readonly<Record<string, ScanReport>> = {
  "findings of every kind, with problems": exampleReport(),
  "no findings": reportOf(),
  "no rules": reportOf({ rules: [] }),
  "weird paths": reportOf({
    findings: WEIRD_PATHS.map((path, index) =>
      findingOf(path, index + 1, ["k = ", MASKED_TOKEN, ""], {
        related: [{ location: findingOf(path, 1, ["", "x", ""]).location, message: `Also in ${path}.` }],
      }),
    ),
    problems: WEIRD_PATHS.map((subject) => ({
      level: "note",
      code: "malformed",
      subject,
      line: 1,
      column: 2,
      message: "is malformed",
      hint: "It was searched as text.",
    })),
  }),
  "standard input": reportOf({
    findings: [findingOf("stdin", 1, ["k = ", MASKED_TOKEN, ""], { origin: { kind: "stdin" } })],
    problems: [{ level: "error", code: "unreadable", subject: "stdin", message: "broke off", hint: "Try again." }],
  }),
  "a span of no length, and a proposed fix": reportOf({
    findings: [
      findingOf("a b/c.yml", 1, ["on: ", "", "push"], {
        fix: {
          description: "Adds a line, and takes a word away.",
          changes: [
            { path: "a b/c.yml", start: { line: 3, column: 1 }, end: { line: 3, column: 1 }, insert: "env: {}\n" },
            { path: "a b/c.yml", start: { line: 4, column: 2 }, end: { line: 5, column: 1 }, insert: "" },
          ],
        },
      }),
    ],
  }),
};

describe("the validator of SARIF", () => {
  it.each(Object.entries(REPORTS))("accepts %s", (_, report) => {
    expect(complaints(renderReport(sarifReporter, report))).toEqual([]);
  });

  it("accepts a report that was cut", () => {
    const findings = Array.from({ length: 9 }, (_, index) => findingOf(`${index}.ts`, 1, ["", MASKED_TOKEN, ""]));
    const reporter = sarifReporterWithin({ ...CODE_SCANNING, results: 4 });
    expect(complaints(renderReport(reporter, reportOf({ findings })))).toEqual([]);
  });

  it("would complain of a fault", () => {
    expect(complaints(renderReport(sarifReporter, reportOf()).replace('"informationUri"', '"otherUri"'))).not.toEqual(
      [],
    );
  });
});
