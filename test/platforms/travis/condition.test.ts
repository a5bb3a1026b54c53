import { describe, expect, it } from "vitest";
import { evaluate } from "../../../src/platforms/travis/condition.ts";

const known = (name: string): string | undefined =>
  new Map([
    ["type", "push"],
    ["branch", "main"],
    ["tag", ""],
    ["fork", "false"],
  ]).get(name);

describe("conditions", () => {
  it.each<[string, boolean | undefined]>([
    ["type = push", true],
    ["type == 'cron'", false],
    ["type != pull_request AND branch = main", true],
    ['type = push && (branch = x || branch = "main")', true],
    ["NOT fork", true],
    ["!fork", true],
    ["branch IN (main, develop)", true],
    ["branch NOT IN (develop)", true],
    ["tag IS present", false],
    ["tag IS NOT present", true],
    ["tag IS blank", true],
    ["branch =~ ^ma", true],
    ["branch =~ /^re/ OR type = push", true],
    ["branch !~ ^(main|x)$", false],
    ["sender = me", undefined],
    ["sender = me OR type = push", true],
    ["sender = me AND type = cron", false],
    ["env(MODE) = full", undefined],
    ["branch", true],
    ["true", true],
    ["branch = ", undefined],
    ["branch = main )", undefined],
    ["branch =~ (((", undefined],
    ["(".repeat(500), undefined],
    ["a".repeat(20_000), undefined],
  ])("%s: %s", (text, expected) => {
    expect(evaluate(text, known)).toBe(expected);
  });
});
