import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedLines, diffLines, touches } from "../../../src/git/diff/line-diff.ts";
import type { Hunk } from "../../../src/git/diff/myers.ts";
import { temporaryFolder } from "../../sources/temporary.ts";

const linesOf = (bytes: Buffer): string[] => bytes.toString("latin1").match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** The new content, made of the old one and the hunks. */
function apply(old: Buffer, now: Buffer, hunks: readonly Hunk[]): string {
  const [olds, news] = [linesOf(old), linesOf(now)];
  const result: string[] = [];
  let at = 0;
  for (const { oldStart, oldCount, newStart, newCount } of hunks) {
    result.push(...olds.slice(at, oldStart), ...news.slice(newStart, newStart + newCount));
    at = oldStart + oldCount;
  }
  return [...result, ...olds.slice(at)].join("");
}

/** Length of the longest common subsequence, worked out the plain way. */
function common(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const one of a) {
    const next = [0];
    for (const [at, other] of b.entries())
      next.push(one === other ? (row[at] ?? 0) + 1 : Math.max(next[at] ?? 0, row[at + 1] ?? 0));
    row = next;
  }
  return row.at(-1) ?? 0;
}

const text = fc
  .array(fc.constantFrom("a\n", "b\n", "c\n", "d\r\n", "\n", "e"), { maxLength: 40 })
  .map((parts) => Buffer.from(parts.join("")));

describe("diffLines", () => {
  it("gives the new content when it is applied, and changes as little as can be (property)", () => {
    fc.assert(
      fc.property(text, text, (old, now) => {
        const hunks = diffLines(old, now) ?? [];
        expect(apply(old, now, hunks)).toBe(now.toString("latin1"));
        const added = hunks.reduce((sum, { newCount }) => sum + newCount, 0);
        expect(added).toBe(linesOf(now).length - common(linesOf(old), linesOf(now)));
      }),
      { numRuns: 2000 },
    );
  });

  it("takes nothing that changed for the same where its budget is used up (property)", () => {
    fc.assert(
      fc.property(text, text, fc.nat(60), (old, now, budget) => {
        const hunks = diffLines(old, now, { budget }) ?? [];
        expect(apply(old, now, hunks)).toBe(now.toString("latin1"));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("changedLines", () => {
  const changed = (old: string, now: string) =>
    changedLines(Buffer.from(old), Buffer.from(now)).map(({ first, last }) => `${first}-${last}`);

  it.each([
    ["a\nb\nc\n", "a\nb\nc\n", []],
    ["a\nb\nc\n", "a\nx\nc\n", ["2-2"]],
    ["a\nc\n", "a\nb\nb\nc\n", ["2-3"]],
    ["a\nb\n", "b\n", []],
    ["", "a\nb", ["1-2"]],
    ["a\nb", "a\nb\n", ["2-2"]],
    ["a\nb\n", "a\r\nb\r\n", ["1-2"]],
    ["a\n", "", []],
  ])("of %j and %j", (old, now, ranges) => {
    expect(changed(old, now)).toEqual(ranges);
  });

  it("counts everything as changed where contents are too large to compare", () => {
    const [range] = changedLines(Buffer.from("a\n"), Buffer.from("a\n"), { mostBytes: 1 });
    expect(touches([range ?? { first: 0, last: 0 }], { first: 1, last: 1 })).toBe(true);
  });

  it("comes to an end on contents that are as unlike as can be", () => {
    const shuffled = (seed: number) =>
      Buffer.from(Array.from({ length: 60_000 }, (_, at) => `${(at * seed) % 60_013}\n`).join(""));
    const [old, now] = [shuffled(7919), shuffled(104_729)];
    const hunks = diffLines(old, now) ?? [];
    expect(apply(old, now, hunks)).toBe(now.toString("latin1"));
  });

  it("names the same lines as git for ordinary changes", () => {
    const folder = temporaryFolder();
    const lines = Array.from({ length: 200 }, (_, at) => `line ${at % 17} ${at}\n`);
    const now = lines.with(20, "x\n").toSpliced(50, 3).toSpliced(100, 0, "new\n", "newer\n").with(150, "y\n");
    writeFileSync(join(folder, "old"), lines.join(""));
    writeFileSync(join(folder, "new"), now.join(""));
    const ranges = changed(lines.join(""), now.join(""));
    expect(ranges).toEqual(rangesByGit(folder));
    expect(ranges).toEqual(["21-21", "101-102", "151-151"]);
  });
});

describe("touches", () => {
  const ranges = [
    { first: 3, last: 5 },
    { first: 9, last: 9 },
  ];

  it.each([
    [1, 2, false],
    [2, 3, true],
    [5, 8, true],
    [6, 8, false],
    [9, 20, true],
    [10, 20, false],
    [4, 4, true],
  ])("%i to %i: %s", (first, last, expected) => {
    expect(touches(ranges, { first, last })).toBe(expected);
  });
});

/** Lines that `git diff -U0` shows as new. */
function rangesByGit(folder: string): string[] {
  const run = spawnSync("git", ["diff", "--no-index", "-U0", "old", "new"], { cwd: folder, encoding: "utf8" });
  return [...run.stdout.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm)]
    .map(([, first = "0", count = "1"]) => ({ first: Number(first), count: Number(count) }))
    .filter(({ count }) => count > 0)
    .map(({ first, count }) => `${first}-${first + count - 1}`);
}
