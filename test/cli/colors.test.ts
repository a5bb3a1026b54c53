import { describe, expect, it } from "vitest";
import { type ColorChoice, wantsColors } from "../../src/cli/colors.ts";

describe("wantsColors", () => {
  it.each<[choice: ColorChoice, env: Record<string, string>, isTty: boolean, colored: boolean]>([
    ["auto", {}, true, true],
    ["auto", {}, false, false],
    ["auto", { TERM: "dumb" }, true, false],
    ["auto", { TERM: "xterm-256color" }, true, true],
    ["auto", { NO_COLOR: "1" }, true, false],
    ["auto", { NO_COLOR: "" }, true, true],
    ["auto", { FORCE_COLOR: "1" }, false, true],
    ["auto", { FORCE_COLOR: "" }, false, true],
    ["auto", { FORCE_COLOR: "0" }, true, false],
    ["auto", { FORCE_COLOR: "false" }, true, false],
    ["auto", { FORCE_COLOR: "1", TERM: "dumb" }, false, true],
    ["auto", { NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
    ["always", { NO_COLOR: "1", TERM: "dumb" }, false, true],
    ["never", { FORCE_COLOR: "1" }, true, false],
  ])("%s with %j, a terminal: %s, is %s", (choice, env, isTty, colored) => {
    expect(wantsColors({ choice, env, isTty })).toBe(colored);
  });
});
