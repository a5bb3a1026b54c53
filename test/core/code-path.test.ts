import { describe, expect, it } from "vitest";
import { isCode, isProgram } from "../../src/core/code-path.ts";

describe("a path", () => {
  it.each<[path: string, isProgram: boolean, isCode: boolean]>([
    ["src/a.py", true, true],
    ["A.MJS", true, true],
    ["page.php7", true, true],
    ["run.sh", true, false],
    ["rules.mk", true, false],
    ["a.b/Makefile", true, true],
    ["CMakeLists.txt", true, true],
    ["notes.txt", false, false],
    ["py", false, false],
    ["a.py/notes", false, false],
    ["xMakefile", false, false],
    ["settings.yaml", false, false],
  ])("%s", (path, program, code) => {
    expect([isProgram(path), isCode(path)]).toEqual([program, code]);
  });
});
