import { describe, expect, it } from "vitest";
import { excerptOf } from "../../src/reporters/excerpt.ts";

/** The excerpt as two lines, the second with its marker. */
function draw(before: string, marked: string, after = ""): string[] {
  const mark = { start: before.length, length: marked.length };
  const excerpt = excerptOf({ text: before + marked + after, mark });
  return [excerpt.before + excerpt.marked + excerpt.after, " ".repeat(excerpt.indent) + "^".repeat(excerpt.width)];
}

describe("excerptOf", () => {
  it.each([
    { name: "plain text", line: ["key = ", "****", ";"], drawn: ["key = ****;", "      ^^^^"] },
    { name: "indentation", line: ["\t  key: ", "****", "  "], drawn: ["key: ****", "     ^^^^"] },
    { name: "tabs inside", line: ["a\tb\t", "**\t*", ""], drawn: ["a    b    **    *", "          ^^^^^^^"] },
    { name: "wide characters", line: ["令牌 ", "日*", ""], drawn: ["令牌 日*", "     ^^^"] },
    {
      name: "control characters",
      line: ["\u001b[1m", "\u202e*", ""],
      drawn: ["\\x1b[1m\\u{202e}*", "       ^^^^^^^^^"],
    },
    { name: "an empty mark", line: ["on: ", "", "push"], drawn: ["on: push", "    ^"] },
    { name: "a mark that is indentation", line: ["", "  ", "x"], drawn: ["  x", "^^"] },
  ])("marks exactly the marked part: $name", ({ line: [before = "", marked = "", after], drawn }) => {
    expect(draw(before, marked, after)).toEqual(drawn);
  });

  it("marks the end of a line whose mark lies beyond it", () => {
    expect(excerptOf({ text: "ab", mark: { start: 9, length: 3 } })).toMatchObject({ indent: 2, width: 1 });
  });
});
