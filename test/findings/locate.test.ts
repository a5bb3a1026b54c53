import { describe, expect, it } from "vitest";
import { createLocate } from "../../src/findings/locate.ts";

const WHOLE = { offset: 0, line: 0, column: 0 };

describe("createLocate", () => {
  const text = "one\nzwei ü drei\r\n🔑 four\n";
  const bytes = Buffer.from(text);
  const at = (part: string): { start: number; end: number } => {
    const start = bytes.indexOf(part);
    return { start, end: start + Buffer.byteLength(part) };
  };

  it.each([
    ["one", { line: 1, column: 1 }, { line: 1, column: 4 }],
    ["drei", { line: 2, column: 8 }, { line: 2, column: 12 }],
    ["four", { line: 3, column: 4 }, { line: 3, column: 8 }],
  ])("counts lines, and columns in UTF-16 units, for %s", (part, start, end) => {
    expect(createLocate(bytes, WHOLE)(at(part))).toEqual({ start, end });
  });

  it("answers in any order", () => {
    const locate = createLocate(bytes, WHOLE);
    expect(locate(at("four")).start.line).toBe(3);
    expect(locate(at("one")).start.line).toBe(1);
    expect(locate(at("drei")).start.line).toBe(2);
  });

  it("goes on from where a window starts", () => {
    const locate = createLocate(Buffer.from("rest of line\nnext"), { offset: 900, line: 7, column: 30 });
    expect(locate({ start: 5, end: 7 }).start).toEqual({ line: 8, column: 36 });
    expect(locate({ start: 13, end: 17 }).start).toEqual({ line: 9, column: 1 });
  });
});
