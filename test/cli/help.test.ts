import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { EXIT_CODES, flagUsage, GLOBAL_FLAGS } from "../../src/cli/flags.ts";
import { renderHelp } from "../../src/cli/help.ts";
import { columnsOf } from "../../src/reporters/width.ts";

const TOPICS = [undefined, ...COMMANDS.map(({ name }) => name)];

describe.each(TOPICS)("help about %s", (topic) => {
  const help = renderHelp(topic, false);

  it("fits into 80 columns", () => {
    expect(help.split("\n").filter((line) => columnsOf(line) > 80)).toEqual([]);
  });

  it("has no colours unless they are asked for", () => {
    expect(help).not.toContain("\u001b");
    expect(renderHelp(topic, true)).toContain("\u001b[1mUsage\u001b[22m");
  });

  it("ends in one line feed, without blanks at the end of a line", () => {
    expect(help).toMatch(/[^\n]\n$/);
    expect(help).not.toMatch(/ \n/);
  });

  it("tells the exit codes", () => {
    for (const { code, text } of EXIT_CODES) expect(help).toContain(`  ${String(code).padEnd(3)}  ${text}\n`);
  });
});

describe("renderHelp", () => {
  it.each(COMMANDS)("lists all of what $name takes", ({ name, text, flags, examples }) => {
    const help = renderHelp(name, false);
    for (const flag of flags) expect(help).toContain(`${flagUsage(flag)}  `);
    for (const { line } of examples) expect(help).toContain(`  ${line}\n`);
    expect(renderHelp(undefined, false)).toContain(`  ${name.padEnd(16)}  ${text}\n`);
  });

  it("lists the flags of all commands without a topic", () => {
    for (const flag of GLOBAL_FLAGS) expect(renderHelp(undefined, false)).toContain(flagUsage(flag));
  });

  it("marks the default among the choices", () => {
    expect(renderHelp("scan", false)).toContain(" critical, high, medium (default), low, never\n");
  });
});
