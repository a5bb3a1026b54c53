import { globSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { ORIGIN_BASE } from "../../src/core/source.ts";
import { createLocate } from "../../src/findings/locate.ts";
import { catalogue, ruleFiles } from "../support/catalogue.ts";
import { scanTexts } from "../support/scan-text.ts";

const DEFAULT_PATH = "src/settings.conf";

/** Places of findings as `rule line:column-line:column`, so that a failure shows what and where, and never a value. */
function found(text: string, path: string): string[] {
  return scanTexts({ [path]: text }).findings.map(
    ({ ruleId, location: { start, end } }) => `${ruleId} ${start.line}:${start.column}-${end.line}:${end.column}`,
  );
}

describe("the catalogue", () => {
  it("compiles without a problem", () => {
    expect(catalogue.problems).toEqual([]);
    const onDisk = globSync("rules/**/*.yaml", { cwd: join(import.meta.dirname, "../..") });
    expect(ruleFiles.length).toBe(onDisk.length);
    expect(catalogue.rules.length).toBe(onDisk.length);
  });
});

describe.each(ruleFiles.map((file) => [file.id, file] as const))("%s", (id, file) => {
  const allowed = new Set([id, ...file.overlaps]);

  it.each(file.examples.flag.map((example, index) => [index, example] as const))(
    "flags example %i exactly",
    (index, example) => {
      const { text, marks } = fillExample(example.text, `${id}:flag:${index}`);
      const locate = createLocate(Buffer.from(text), ORIGIN_BASE);
      const expected = marks.map((mark) => {
        const { start, end } = locate(mark);
        return `${id} ${start.line}:${start.column}-${end.line}:${end.column}`;
      });
      const all = found(text, "path" in example ? example.path : DEFAULT_PATH);
      expect(marks.length).toBeGreaterThan(0);
      expect(all.filter((one) => one.startsWith(`${id} `))).toEqual(expected);
      expect(all.filter((one) => !allowed.has(one.split(" ")[0] ?? ""))).toEqual([]);
    },
  );

  it.each(file.examples.ok.map((example, index) => [index, example] as const))(
    "is quiet on example %i",
    (index, example) => {
      const { text, marks } = fillExample(example.text, `${id}:ok:${index}`);
      expect(marks).toEqual([]);
      const reported = scanTexts(
        { ["path" in example ? example.path : DEFAULT_PATH]: text },
        { minConfidence: "medium" },
      );
      expect(reported.findings.map(({ ruleId }) => ruleId).filter((rule) => rule === id)).toEqual([]);
    },
  );
});
