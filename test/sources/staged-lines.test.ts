import { describe, expect, it } from "vitest";
import type { Location } from "../../src/core/finding.ts";
import { GitError } from "../../src/git/git-error.ts";
import { onChangedLines } from "../../src/sources/staged-lines.ts";

const CONTENTS: Readonly<Record<string, string>> = { old: "a\nb\nc\nd\ne\n", new: "a\nb\nX\nd\ne\n" };

const objects = {
  read: (id: string) => {
    const text = CONTENTS[id];
    if (text === undefined) throw new GitError("missing", `object ${id} is missing`, "Fetch it.");
    return { type: "blob" as const, bytes: Buffer.from(text) };
  },
};

const side = (id: string) => ({ path: "a", mode: 0o100644, id });

function isChanged(old: string | undefined, at: Location, related: readonly Location[] = []): boolean {
  const changed = { now: side("new"), old: () => (old === undefined ? undefined : side(old)) };
  const ask = onChangedLines((unit) => (unit === "a" ? changed : undefined), objects);
  return ask({ location: at, related: related.map((location) => ({ location, message: "" })) });
}

const from = (first: number, last: number, endColumn = 2, unit = "a"): Location => ({
  unit,
  path: unit,
  start: { line: first, column: 1 },
  end: { line: last, column: endColumn },
});

describe("onChangedLines", () => {
  it.each([
    ["its line changed", from(3, 3), true],
    ["its line did not", from(2, 2), false],
    ["one of its lines changed", from(1, 5), true],
    ["it ends before the line that changed", from(1, 3, 1), false],
    ["it begins behind it", from(4, 5), false],
    ["it lies in a file that is not searched", from(3, 3, 2, "b"), false],
  ])("where %s", (_, at, expected) => {
    expect(isChanged("old", at)).toBe(expected);
  });

  it("counts a place that it refers to", () => {
    expect(isChanged("old", from(1, 1), [from(3, 3)])).toBe(true);
    expect(isChanged("old", from(1, 1), [from(4, 4)])).toBe(false);
  });

  it("counts everything of what is new, and of what cannot be compared", () => {
    expect(isChanged(undefined, from(1, 1))).toBe(true);
    expect(isChanged("gone", from(1, 1))).toBe(true);
  });
});
