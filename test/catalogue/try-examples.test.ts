import { describe, expect, it } from "vitest";
import { type SpokenRule, tryExamples } from "../../src/catalogue/try-examples.ts";
import type { Confidence } from "../../src/core/levels.ts";

/** Speaks as `ruleId` wherever the word `bad` stands on the first line. */
function speaking(ruleId: string, confidence: Confidence = "high") {
  return (_: string, text: string): SpokenRule[] =>
    [...text.matchAll(/bad/g)].map(({ index }) => ({
      ruleId,
      confidence,
      start: { line: 1, column: index + 1 },
      end: { line: 1, column: index + 4 },
    }));
}

const messages = (flag: string[], ok: string[], run: ReturnType<typeof speaking>, overlaps: string[] = []): string[] =>
  tryExamples(
    { id: "a/b", overlaps, examples: { flag: flag.map((text) => ({ text })), ok: ok.map((text) => ({ text })) } },
    run,
  ).map(({ kind, number, message }) => `${kind} ${number} ${message}`);

describe("tryExamples", () => {
  it("is content where all is as the examples say", () => {
    expect(messages(["a «bad» one, ü «bad»"], ["good"], speaking("a/b"))).toEqual([]);
  });

  it("counts a word as said only where a scan would report it", () => {
    expect(messages([], ["bad"], speaking("a/b", "low"))).toEqual([]);
    expect(messages([], ["bad"], speaking("a/b", "medium"))).toEqual(["ok 1 finds something at 1:1-1:4"]);
  });

  it.each([
    [["«bad» bad"], speaking("a/b"), "flag 1 finds something at 1:5-1:8, where no mark is"],
    [["«good»"], speaking("a/b"), "flag 1 finds nothing at 1:1-1:5, where a mark is"],
    [["good"], speaking("a/b"), "flag 1 marks nothing; put `«…»` around what has to be found"],
    [["«bad"], speaking("a/b"), "flag 1 is no example: `«` without `»`"],
  ])("tells what is wrong with %j", (flag, run, said) => {
    expect(messages(flag, [], run)).toEqual([said]);
  });

  it("tells of another rule, unless it may speak", () => {
    const said = "flag 1 is found by c/d, too; name that under `overlaps` if it may be";
    expect(messages(["«bad»"], [], speaking("c/d"))).toContain(said);
    expect(messages(["«bad»"], [], speaking("c/d"), ["c/d"])).not.toContain(said);
  });
});
