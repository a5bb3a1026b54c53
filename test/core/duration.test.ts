import { describe, expect, it } from "vitest";
import { parseDuration } from "../../src/core/duration.ts";

describe("parseDuration", () => {
  it.each([
    ["90s", 90],
    ["15m", 900],
    ["12h", 43_200],
    ["30d", 2_592_000],
    ["2w", 1_209_600],
    ["1h30m", 5_400],
    ["1w2d3h4m5s", 788_645],
    ["0h30m", 1_800],
  ])("%s is %i seconds", (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each(["", "0", "0s", "30", "d", "30m1h", "1h1h", "1.5h", "-1h", "1 h", "1H", "1y", "1h\n", `${"9".repeat(7)}s`])(
    "%j is none",
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );
});
