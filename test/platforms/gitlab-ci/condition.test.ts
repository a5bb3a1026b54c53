import { describe, expect, it } from "vitest";
import { evaluate, type Known } from "../../../src/platforms/gitlab-ci/condition.ts";

const KNOWN: Readonly<Record<string, Known>> = {
  SOURCE: { text: "push" },
  EMPTY: { text: "" },
  SET: "set",
  UNSET: "unset",
};

describe("evaluate", () => {
  it.each<[string, boolean | undefined]>([
    ["$SOURCE", true],
    ["${SOURCE}", true],
    ["$EMPTY", false],
    ["$SET", true],
    ["$UNSET", false],
    ["$OTHER", undefined],
    ['$SOURCE == "push"', true],
    ["$SOURCE == 'push'", true],
    ['"push" == $SOURCE', true],
    ["$SOURCE == 'web'", false],
    ["$SOURCE != 'web'", true],
    ["$OTHER == 'web'", undefined],
    ["$SET == 'x'", undefined],
    ["$SET == ''", false],
    ["$SET != null", true],
    ["$UNSET == null", true],
    ["$UNSET == 'x'", false],
    ["$EMPTY == ''", true],
    ["$SOURCE =~ /^pu/", true],
    ["$SOURCE =~ /^PU/i", true],
    ["$SOURCE !~ /^web$/", true],
    ["$SOURCE =~ /^(push|a\\/b)$/", true],
    ["$UNSET =~ /x/", false],
    ["$OTHER =~ /x/", undefined],
    ["$SOURCE =~ /(?<name/", undefined],
    ["$SOURCE == 'push' && $SET", true],
    ["$UNSET || $SOURCE == 'push'", true],
    ["$OTHER && $UNSET", false],
    ["$OTHER && $SET", undefined],
    ["$OTHER || $SET", true],
    ["$OTHER || $UNSET", undefined],
    ["$UNSET && $SET || $SET", true],
    ["$UNSET && ($SET || $SET)", false],
    ["( $SET )\n&& $SOURCE", true],
    ["", undefined],
    ["$SET &&", undefined],
    ["($SET", undefined],
    ["$SET)", undefined],
    ["== $SET", undefined],
    ["$[[ inputs.x ]] == 'a'", undefined],
    [`${"(".repeat(5000)}$SET${")".repeat(5000)}`, undefined],
    ["$SET ".repeat(10_000), undefined],
  ])("%s", (text, expected) => {
    expect(evaluate(text, (name) => KNOWN[name])).toBe(expected);
  });
});
