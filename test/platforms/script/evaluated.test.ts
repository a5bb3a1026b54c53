import { describe, expect, it } from "vitest";
import { evaluatedVariables, mayEvaluate } from "../../../src/platforms/script/evaluated.ts";
import { readCommands } from "../../../src/platforms/script/read-commands.ts";

const shown = (text: string) =>
  evaluatedVariables(text, readCommands({ text, language: "bash", holes: [] })).map(
    ({ by, start, end }) => `${by}: ${text.slice(start, end)}`,
  );

it("most scripts have nothing that evaluates, which their text alone tells", () => {
  expect(["make", 'echo "$A"', 'bash "$A"', "bash -c x", 'tar -c "$A"'].filter(mayEvaluate)).toEqual([]);
});

describe("evaluatedVariables", () => {
  it.each([
    ['eval "x $A ${B}"', ["eval: $A", "eval: ${B}"]],
    ['bash -c "x $A" _ "$B"', ["bash -c: $A"]],
    ['bash -eo pipefail -c "x $A"', ["bash -c: $A"]],
    ['sudo /bin/sh -ec "x $A"', ["sh -ec: $A"]],
    ['su app -c "x $A"', ["su -c: $A"]],
    ['ssh host "cd /srv; x $A"', ["ssh: $A"]],
    ['python3 -c "print($A)"', ["python3 -c: $A"]],
    ["node -e 'x($A)'", []],
    ["eval 'x $A'", []],
    ['eval "x \\$A"', []],
    ['bash x.sh -c "$A"', []],
    ['bash "$A"', []],
    ['echo "$A"', []],
    ["eval", []],
    ["bash -c", []],
  ])("%s", (text, expected) => {
    expect(shown(text)).toEqual(expected);
    // Whoever asks that first reads no commands, and misses nothing.
    if (expected.length > 0) expect(mayEvaluate(text)).toBe(true);
  });
});
