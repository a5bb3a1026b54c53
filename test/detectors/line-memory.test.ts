import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unitOf } from "../../src/core/source.ts";
import type { Span } from "../../src/core/span.ts";
import { assignmentDetector, rememberingAssignmentDetector } from "../../src/detectors/assignment.ts";
import { LineMemory } from "../../src/detectors/line-memory.ts";
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

describe("what was found in lines", () => {
  it("is found in them elsewhere, and nothing else", () => {
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

  it("is kept up to a number and a length", () => {
    const memory = new LineMemory<{ readonly asked: number; readonly span: Span; readonly secret: Span }>();
    const span = { start: 0, end: 1 };
    let asked = 0;
    const ask = (text: string): readonly number[] =>
      memory
        .in(Buffer.from(text), { start: 0, end: text.length }, () => ({
          found: [{ asked: ++asked, span, secret: span }],
          isOfLine: !text.startsWith("more"),
        }))
        .map((one) => one.asked);
    expect([ask("a line"), ask("a line"), ask("another")]).toEqual([[1], [1], [2]]);
    expect([ask("more"), ask("more")]).toEqual([[3], [4]]);
    expect([ask("a".repeat(241)), ask("a".repeat(241))]).toEqual([[5], [6]]);
    for (let count = 0; count < 4096; count++) ask(`line ${count}`);
    expect([ask("line 4095"), ask("a line")]).toEqual([[4102], [4103]]);
  });
});
