import { describe, expect, it } from "vitest";
import type { Severity } from "../../src/core/levels.ts";
import type { ScanReport } from "../../src/core/stages.ts";
import { githubReporter } from "../../src/reporters/github.ts";
import { printable } from "../../src/reporters/printable.ts";
import { HOSTILE, reportSaying } from "./hostile.ts";
import { exampleReport, findingOf, MASKED_TOKEN, renderReport, reportOf } from "./report-builder.ts";

interface Annotation {
  readonly level: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

const unescape = (text: string): string =>
  text
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%0A", "\n")
    .replaceAll("%0D", "\r")
    .replaceAll("%25", "%");

/** Reads a line as the runner does. */
function annotationIn(line: string): Annotation | undefined {
  const [, level, list = "", message = ""] = /^::(\w+) ([^:]*)::(.*)$/.exec(line) ?? [];
  if (level === undefined) return undefined;
  const pairs = list
    .split(",")
    .map((pair) => [pair.slice(0, pair.indexOf("=")), unescape(pair.slice(pair.indexOf("=") + 1))]);
  return { level, properties: Object.fromEntries(pairs), message: unescape(message) };
}

function read(report: ScanReport): { annotations: Annotation[]; rest: string[] } {
  const lines = renderReport(githubReporter, report).trimEnd().split("\n");
  const annotations = lines.flatMap((line) => annotationIn(line) ?? []);
  return { annotations, rest: lines.filter((line) => annotationIn(line) === undefined) };
}

const many = (severity: Severity, count: number) =>
  Array.from({ length: count }, (_, index) =>
    findingOf(`${severity}-${index}.ts`, 1, ["", MASKED_TOKEN, ""], { severity }),
  );

describe("annotations", () => {
  it("say where and what, and what to do first", () => {
    const findings = [findingOf("src/a b,c:d.ts", 3, ["100% ", MASKED_TOKEN, ""])];
    const { annotations, rest } = read(reportOf({ findings }));
    expect(annotations).toEqual([
      {
        level: "error",
        properties: {
          file: "src/a b,c:d.ts",
          line: "3",
          endLine: "3",
          col: "6",
          title: "critical: GitHub personal access token [github/personal-access-token]",
        },
        message: expect.stringMatching(/^A GitHub personal access token is written out here\.\nDo this first: Delete/),
      },
    ]);
    expect(rest).toEqual(["1 finding (1 critical) in 1 file."]);
  });

  it.each<[Severity, string]>([
    ["critical", "error"],
    ["high", "error"],
    ["medium", "warning"],
    ["low", "notice"],
  ])("of severity %s are of level %s", (severity, level) => {
    expect(read(reportOf({ findings: many(severity, 1) })).annotations[0]?.level).toBe(level);
  });

  it("are ten of each level at most, the most severe first, and a line says how many are left", () => {
    const findings = [...many("low", 12), ...many("medium", 11), ...many("high", 9), ...many("critical", 4)];
    const { annotations, rest } = read(reportOf({ findings }));
    const levels = annotations.map(({ level }) => level);
    expect(levels).toEqual([
      ...new Array<string>(10).fill("error"),
      ...new Array<string>(10).fill("warning"),
      ...new Array<string>(10).fill("notice"),
    ]);
    expect(annotations.slice(0, 5).map(({ properties }) => properties["file"])).toEqual([
      "critical-0.ts",
      "critical-1.ts",
      "critical-2.ts",
      "critical-3.ts",
      "high-0.ts",
    ]);
    expect(rest[0]).toMatch(/^6 findings are not annotated: GitHub shows 10 /);
  });

  it("keep one place for what could not be searched", () => {
    const { problems } = exampleReport();
    const { annotations, rest } = read(reportOf({ findings: many("high", 10), problems }));
    expect(annotations).toHaveLength(10);
    expect(annotations[0]?.message).toMatch(/^Not everything could be searched: 2 errors\./);
    expect(rest[0]).toMatch(/^1 finding is not annotated/);
  });

  it("have no place where the content is no file", () => {
    const findings = [findingOf("stdin", 1, ["", MASKED_TOKEN, ""], { origin: { kind: "stdin" } })];
    expect(Object.keys(read(reportOf({ findings })).annotations[0]?.properties ?? {})).toEqual(["title"]);
  });

  it.each(HOSTILE)("hold %j in one line", (text) => {
    const { annotations, rest } = read(reportSaying(text));
    expect(annotations).toHaveLength(3);
    expect(annotations[1]?.properties["file"]).toBe(printable(text));
    expect(annotations[1]?.message.split("\n")[0]).toContain(printable(text));
    expect(rest).toHaveLength(1);
  });
});
