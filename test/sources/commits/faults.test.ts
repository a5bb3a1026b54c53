import { describe, expect, it } from "vitest";
import { corrupt, missing } from "../../../src/git/git-error.ts";
import { Faults } from "../../../src/sources/commits/faults.ts";

const ID = "1".repeat(40);

/** What is said of things that a partial clone left on the server, and of one that is damaged. */
function said(promised: readonly string[], hint?: string): string[] {
  const faults = new Faults(hint);
  for (const subject of promised) faults.note(subject, missing(ID, true));
  faults.note("broken", corrupt("object", "it is cut"));
  return faults.problems.map(({ subject, message, hint: way }) => `${subject} ${message}. ${way.slice(0, 14)}`);
}

const BROKEN = "broken cannot be read: object is damaged: it is cut. Run `git fsck ";
const LEFT = "a cannot be read: a partial clone left it on the server";

describe("what of commits could not be read", () => {
  it.each<[count: string, promised: readonly string[], lines: readonly string[]]>([
    ["none", [], [BROKEN]],
    ["one", ["a"], [BROKEN, `${LEFT}. Fetch it first`]],
    ["three", ["a", "b", "c"], [BROKEN, `${LEFT}, and so with b, c. Fetch it first`]],
    ["many", ["a", "b", "c", "d", "e"], [BROKEN, `${LEFT}, and so with b, c, 2 more. Fetch it first`]],
  ])("is told once where a partial clone left it on the server: %s", (_, promised, lines) => {
    expect(said(promised)).toEqual(lines);
  });

  it("is told with what to do where the scan runs", () => {
    expect(said(["a"], "Take the filter out.")[1]).toBe(`${LEFT}. Take the filte`);
  });
});
