import { describe, expect, it } from "vitest";
import { type ProgressChoice, showProgress, wantsProgress } from "../../src/cli/progress.ts";

describe("wantsProgress", () => {
  it.each<[choice: ProgressChoice, env: Record<string, string>, isTty: boolean, wanted: boolean]>([
    ["auto", {}, true, true],
    ["auto", {}, false, false],
    ["auto", { CI: "true" }, true, false],
    ["auto", { CI: "1" }, true, false],
    ["auto", { CI: "false" }, true, true],
    ["auto", { CI: "" }, true, true],
    ["auto", { TERM: "dumb" }, true, false],
    ["on", { CI: "true" }, false, true],
    ["off", {}, true, false],
  ])("%s with %j, a terminal: %s, is %s", (choice, env, isTty, wanted) => {
    expect(wantsProgress({ choice, env, isTty })).toBe(wanted);
  });
});

/** What is written while units go by, one each at these times in milliseconds. */
function written(times: readonly number[], isTty: boolean): string[] {
  let time = 0;
  const lines: string[] = [];
  const progress = showProgress(
    (text) => lines.push(text),
    isTty,
    () => time,
  );
  for (const next of times) {
    time = next;
    progress.searched(1, 1000, 1);
  }
  progress.end();
  return lines;
}

describe("showProgress", () => {
  it("draws nothing in the first second", () => {
    expect(written([10, 500, 999], true)).toEqual([]);
  });

  it("draws over its line, ten times a second at most, and erases it", () => {
    const clear = "\r\u001b[K";
    expect(written([500, 1000, 1050, 2000], true)).toEqual([
      `${clear}2 files, 2.0 kB, 2.0 kB/s, 2 findings`,
      `${clear}4 files, 4.0 kB, 2.0 kB/s, 4 findings`,
      clear,
    ]);
  });

  it("writes a line now and then on what is no terminal", () => {
    expect(written([1000, 5000, 6000, 10_000], false)).toEqual([
      "2 files, 2.0 kB, 400 bytes/s, 2 findings\n",
      "4 files, 4.0 kB, 400 bytes/s, 4 findings\n",
    ]);
  });
});
