import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { FLAG_GROUPS, type Flag } from "../../src/cli/flags.ts";
import { parseArguments } from "../../src/cli/parse-arguments.ts";

describe.each(COMMANDS)("the flags of $name", ({ name: command, flags, examples, text }) => {
  it("have names of their own", () => {
    const names = flags.flatMap(({ name, short }) => (short === undefined ? [name] : [name, short]));
    expect(new Set(names).size).toBe(names.length);
    for (const { name, short } of flags) {
      expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      expect(short ?? "x").toMatch(/^[A-Za-z]$/);
    }
  });

  it("stand together by group, in the order of the groups", () => {
    const groups = flags.map(({ group }) => FLAG_GROUPS.indexOf(group));
    expect(groups).toEqual(groups.toSorted((a, b) => a - b));
  });

  it("have a placeholder exactly where they take a value, and a default among their choices", () => {
    const fits = ({ kind, value, choices, default: initial }: Flag): boolean =>
      (kind === "switch") === (value === undefined) && (choices === undefined || choices.includes(initial ?? ""));
    expect(flags.filter((flag) => !fits(flag))).toEqual([]);
  });

  it("are explained in sentences", () => {
    const texts = [text, ...flags.flatMap(({ text: line, more }) => (more === undefined ? [line] : [line, more]))];
    for (const line of [...texts, ...examples.map((example) => example.text)]) expect(line).toMatch(/^\S.*\.$/);
  });

  it("are shown in examples that can be run", () => {
    expect(examples.length).toBeGreaterThan(0);
    for (const { line } of examples) {
      const words = line.slice(line.indexOf("sealint ")).split(" ").slice(1);
      expect(parseArguments(words)).toMatchObject({ command });
    }
  });
});
