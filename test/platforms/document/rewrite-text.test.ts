import { expect, it } from "vitest";
import type { PlacedText } from "../../../src/core/pipeline.ts";
import { rewriteText } from "../../../src/platforms/document/rewrite-text.ts";

const placed = (value: string): PlacedText => ({
  value,
  placeOf: (start, end) => ({ unit: "a", span: { start, end } }),
});

it("knows where the rest stands, and gives what was replaced the place of what stood there", () => {
  const before = "a $$X b ${_Y} c";
  const text = rewriteText(placed(before), [
    { start: 2, end: 4, by: "$" },
    { start: 8, end: 13, by: "$(_Y)long" },
  ]);
  const at = (part: string) => {
    const start = text.value.indexOf(part);
    const { span } = text.placeOf(start, start + part.length);
    return before.slice(span.start, span.end);
  };
  expect(text.value).toBe("a $X b $(_Y)long c");
  expect(["a ", "$X", " b ", "$(_Y)long", "(_Y", " c", text.value].map(at)).toEqual([
    "a ",
    "$$X",
    " b ",
    "${_Y}",
    "${_Y}",
    " c",
    before,
  ]);
  expect(text.placeOf(3, 3)).toEqual({ unit: "a", span: { start: 4, end: 4 } });
});
