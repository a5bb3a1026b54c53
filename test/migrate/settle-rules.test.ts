import { expect, it } from "vitest";
import { settleRules } from "../../src/migrate/settle-rules.ts";

const off = (id: string, from: string, paths?: readonly string[]) => ({
  id,
  from,
  reason: `Because of ${from}.`,
  ...(paths === undefined ? {} : { paths }),
});

it("puts the paths of one rule together, and lets off everywhere win", () => {
  const { settings, parts } = settleRules(
    [off("b/b", "one", ["y", "x"]), off("b/b", "two", ["x"]), off("a/a", "one", ["x"]), off("a/a", "two")],
    [{ id: "c/c", severity: "low", reason: "r", from: "three" }],
  );
  expect(parts).toEqual([]);
  expect(settings).toEqual([
    { id: "a/a", severity: "off", reason: "Because of two.", from: ["two"] },
    { id: "b/b", severity: "off", paths: ["x", "y"], reason: "Because of one. Because of two.", from: ["one", "two"] },
    { id: "c/c", severity: "low", reason: "r", from: ["three"] },
  ]);
});

it("tells of a severity that has no place beside what else is said", () => {
  const { settings, parts } = settleRules(
    [off("a/a", "one", ["x"])],
    [{ id: "a/a", severity: "high", reason: "r", from: "two" }],
  );
  expect(settings).toHaveLength(1);
  expect(parts).toMatchObject([{ fate: "left", at: "two" }]);
});
