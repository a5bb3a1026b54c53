import { describe, expect, it } from "vitest";
import { Clock, clockFor, describeSpent } from "../../../src/cli/search/clock.ts";

/** Lasts until the clock of the process has moved on. */
function waitForTheClock(): void {
  for (const started = performance.now(); performance.now() === started; );
}

describe("Clock", () => {
  it("runs where it is asked for", () => {
    expect([undefined, "", "0", "1"].map((asked) => clockFor({ SEALINT_PROFILE: asked }) !== undefined)).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it("counts what runs within another stage for itself only", () => {
    const clock = new Clock();
    const before = performance.now();
    expect(clock.time("inspect", () => clock.time("match", () => (waitForTheClock(), 7)))).toBe(7);
    const all = performance.now() - before;
    const { inspect, match } = clock.takeSpent();
    expect(match).toBeGreaterThan(0);
    expect(inspect + match).toBeLessThanOrEqual(all * 1.0001);
    expect(inspect).toBeGreaterThanOrEqual(0);
  });

  it("times how items are come by, and lets go of what is not asked for", () => {
    const clock = new Clock();
    let isClosed = false;
    const source = (function* () {
      try {
        for (let item = 0; ; item++) {
          waitForTheClock();
          yield item;
        }
      } finally {
        isClosed = true;
      }
    })();
    for (const item of clock.each("walk", source)) if (item === 3) break;
    expect(isClosed).toBe(true);
    expect(clock.takeSpent().walk).toBeGreaterThan(0);
    expect(clock.takeSpent().walk).toBe(0);
  });

  it("adds other threads' time, and tells all in one line", () => {
    const clock = new Clock();
    clock.add({ walk: 1, read: 2, match: 3, inspect: 4.04, report: 5 });
    clock.add({ walk: 1, read: 0, match: 0, inspect: 0, report: 0 });
    expect(describeSpent(clock.takeSpent())).toBe('{"walk":2,"read":2,"match":3,"inspect":4,"report":5}');
  });
});
