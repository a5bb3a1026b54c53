import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseArguments } from "../../src/cli/parse-arguments.ts";
import { readPlainFlags, readPlainScan } from "../../src/cli/plain-scan.ts";
import { readFlags } from "../../src/cli/read-flags.ts";
import { SCAN } from "../../src/cli/scan-flags.ts";

describe("readPlainScan", () => {
  it.each([
    [["scan"]],
    [["scan", "a.ts", "b/c.ts"]],
    [["scan", "--format", "json", "a", "--format", "sarif=x", "--no-ignore"]],
    [["scan", "--files-from", "list"]],
  ])("reads %j as the parser does", (argv) => {
    expect(readPlainScan(argv)).toEqual(parseArguments(argv));
  });

  it.each([
    [[]],
    [["--version"]],
    [["init"]],
    [["scan", "--help"]],
    [["scan", "--version"]],
    [["scan", "--"]],
    [["scan", "-"]],
    [["scan", "-f", "json"]],
    [["scan", "--format=json"]],
    [["scan", "--format"]],
    [["scan", "--format", ""]],
    [["scan", "--files-from", "-"]],
    [["scan", "--unknown"]],
  ])("leaves %j to the parser", (argv) => {
    expect(readPlainScan(argv)).toBeUndefined();
  });

  const word = fc.oneof(
    fc.constantFrom(...SCAN.flags.map(({ name }) => `--${name}`)),
    fc.constantFrom(
      "a",
      "b.ts",
      "",
      "-",
      "--",
      "-f",
      "-fjson",
      "--format=json",
      "--no-ignore=x",
      "--for",
      "json",
      "-x",
    ),
  );

  it("reads no words in another way than the parser", () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (words) => {
        const plain = readPlainFlags(words);
        if (plain !== undefined) expect(plain).toEqual(readFlags(words, SCAN));
      }),
      { numRuns: 2_000 },
    );
  });
});
