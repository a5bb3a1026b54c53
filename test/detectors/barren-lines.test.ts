import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unitOf } from "../../src/core/source.ts";
import { assignmentDetector, rememberingAssignmentDetector } from "../../src/detectors/assignment.ts";
import { BarrenLines } from "../../src/detectors/barren-lines.ts";
import { catalogue } from "../support/catalogue.ts";

const rule = catalogue.rules.find(({ id }) => id === "generic/assigned-secret");
if (rule === undefined) throw new Error("there is no such rule");

type Run = ReturnType<typeof assignmentDetector.prepare>;

function found(run: Run, path: string, lines: readonly string[]): string[] {
  const bytes = Buffer.from(lines.join("\n"));
  const matches = [...run(unitOf(path, bytes), [{ start: 0, end: bytes.length + 1 }], () => {})];
  return matches.map(({ span, value, name }) => `${span.start}-${span.end} ${name} ${value}`);
}

const line = fc
  .array(fc.constantFrom("password", "token", " = ", ": ", '"', "x9Kq2mZ7", "wrong", "héllo", "//", " ", "return "), {
    maxLength: 7,
  })
  .map((pieces) => pieces.join(""));
const file = fc.tuple(fc.constantFrom("a.py", "a.txt", "a.yaml", "a.go"), fc.array(line, { maxLength: 8 }));

describe("lines that held nothing", () => {
  it("hide nothing that is found in them elsewhere", () => {
    fc.assert(
      fc.property(fc.array(file, { minLength: 2, maxLength: 6 }), (files) => {
        const used = rememberingAssignmentDetector.prepare(rule);
        for (const [path, lines] of [...files, ...files]) {
          expect(found(used, path, lines)).toEqual(found(assignmentDetector.prepare(rule), path, lines));
        }
      }),
      { numRuns: 60 },
    );
  });

  it("are kept up to a number and a length", () => {
    const lines = new BarrenLines();
    const bytes = Buffer.from(`${"a".repeat(241)}\nshort`);
    expect(lines.textOf(bytes, { start: 0, end: 241 })).toBeUndefined();
    expect(lines.textOf(bytes, { start: 242, end: 247 })).toBe("short");
    for (let count = 0; count <= 4096; count++) lines.add(`line ${count}`);
    expect([lines.has("line 0"), lines.has("line 4096")]).toEqual([false, true]);
  });
});
