import { expect, it } from "vitest";
import type { PlacedText } from "../../../src/core/pipeline.ts";
import { argvText } from "../../../src/platforms/script/argv-text.ts";

/** Words of one text, each where it stands in it. */
function words(text: string, ...parts: readonly string[]): PlacedText[] {
  return parts.map((part) => {
    const at = text.indexOf(part);
    return { value: part, placeOf: (start, end) => ({ unit: "a", span: { start: at + start, end: at + end } }) };
  });
}

it.each([
  [["docker", "build", "."], "docker build ."],
  [["sh", "a b"], 'sh "a b"'],
  [["sh", 'say "$X" `y` \\'], 'sh "say \\"$X\\" \\`y\\` \\\\"'],
  [["run", "K=$(X)"], "run K=$(X)"],
])("%j as a line", (parts, line) => {
  expect(argvText(words(parts.join("|"), ...parts)).value).toBe(line);
});

it("knows where each word stands, those with quotes and several together", () => {
  const text = `args: ['say "$X"', last] name: tool`;
  const line = argvText(words(text, "tool", 'say "$X"', "last"));
  const textAt = (part: string) => {
    const start = line.value.indexOf(part);
    const { span } = line.placeOf(start, start + part.length);
    return text.slice(span.start, span.end);
  };
  expect(line.value).toBe('tool "say \\"$X\\"" last');
  expect([textAt("$X"), textAt("last"), textAt("tool")]).toEqual(["$X", "last", "tool"]);
  expect(textAt(line.value)).toBe(`say "$X"', last] name: tool`);
});
