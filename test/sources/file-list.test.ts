import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ScanError } from "../../src/core/errors.ts";
import { parseFileList, readFileList } from "../../src/sources/file-list.ts";
import { temporaryFolder, writeTree } from "./temporary.ts";

describe("parseFileList", () => {
  it.each([
    ["lines", "a\nb c\n", ["a", "b c"]],
    ["Windows lines", "a\r\nb\r\n", ["a", "b"]],
    ["empty lines", "\n\na\n\n", ["a"]],
    ["NULs, with line breaks inside names", "a\nb\0c\0", ["a\nb", "c"]],
    ["a byte order mark", "\ufeffa\n", ["a"]],
    ["blanks, which belong to a name", " a \n", [" a "]],
    ["nothing", "", []],
  ])("reads %s", (_, text, paths) => {
    expect(parseFileList(Buffer.from(text))).toEqual(paths);
  });

  it("reads UTF-16, as PowerShell writes it", () => {
    expect(parseFileList(Buffer.from("\ufeffa\r\né\r\n", "utf16le"))).toEqual(["a", "é"]);
  });
});

describe("readFileList", () => {
  it("reads a file from the current folder, or what stands for the standard input", () => {
    const cwd = temporaryFolder();
    const lines = Array.from({ length: 20_000 }, (_, index) => `file ${index}`);
    writeTree(cwd, { list: lines.join("\n") });
    expect(readFileList("list", { cwd })).toEqual(lines);
    const stdin = openSync(join(cwd, "list"), "r");
    expect(readFileList("-", { cwd, stdin })).toEqual(lines);
    closeSync(stdin);
  });

  it("says what is wrong with a list that cannot be read", () => {
    const cwd = temporaryFolder();
    const read = () => readFileList("missing", { cwd });
    expect(read).toThrow(ScanError);
    expect(read).toThrow("The list of files in `missing` cannot be read: no such file or directory");
    expect(() => readFileList(".", { cwd })).toThrow("cannot be read: illegal operation on a directory");
  });
});
