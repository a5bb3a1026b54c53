import { describe, expect, it } from "vitest";
import { readCommands } from "../../../src/platforms/script/read-commands.ts";
import type { ScriptLanguage } from "../../../src/platforms/script/script.ts";

/** Commands as `name word word`, with the text that each covers where that is not the same. */
function shown(language: ScriptLanguage, text: string): string[] {
  const holes = Array.from(text.matchAll(/\$\{\{.*?\}\}/g), ({ index, 0: hole }) => ({
    start: index,
    end: index + hole.length,
  }));
  return readCommands({ text, language, holes }).map(({ name, words, start, end }) => {
    const called = [name, ...words].join(" | ");
    const covered = text.slice(start, end);
    return covered === called.replaceAll(" | ", " ") ? called : `${called} <- ${covered}`;
  });
}

describe("readCommands", () => {
  it.each<[ScriptLanguage, string, string[]]>([
    ["bash", "git push origin main", ["git | push | origin | main"]],
    ["bash", "a && b; c | d", ["a", "b", "c", "d"]],
    ["bash", "sudo -u ci /usr/bin/git push", ["git | push <- sudo -u ci /usr/bin/git push"]],
    ["bash", "echo \"a b\" 'c'", ["echo | a b | c <- echo \"a b\" 'c'"]],
    ["bash", "git checkout ${{ github.head_ref }}", ["git | checkout | ${{ github.head_ref }}"]],
    ["bash", "x=$(aws sts get-caller-identity)", ["aws | sts | get-caller-identity"]],
    ["bash", "A=1", []],
    ["bash", "A=1 make x", ["make | x <- A=1 make x"]],
    ["bash", "if true; then a; else b; fi", ["true", "a", "b"]],
    ["bash", "f() { npm ci; }", ["npm | ci"]],
    ["bash", "echo `a \\`b\\``", ["echo | `a \\`b\\``"]],
    ["bash", "# git push", []],
    ["bash", "((", []],
    ["pwsh", "git push | Out-Null", ["git | push", "Out-Null"]],
    [
      "pwsh",
      "cargo `\n  publish `\n  --no-verify\nnext",
      ["cargo | publish | --no-verify <- cargo `\n  publish `\n  --no-verify", "next"],
    ],
    ["cmd", "cargo ^\r\n  publish", ["cargo | publish <- cargo ^\r\n  publish"]],
    [
      "pwsh",
      "& 'C:\\tools\\vault.exe' token create",
      ["vault | token | create <- 'C:\\tools\\vault.exe' token create"],
    ],
    ["pwsh", 'if ($x) { git push "a b" }', ['git | push | a b <- git push "a b"']],
    ["cmd", "@git push && call npm ci", ["git | push <- @git push", "call | npm | ci"]],
    ["python", "print(1)", []],
    ["node", "console.log(1)", []],
  ])("%s: %s", (language, text, expected) => {
    expect(shown(language, text)).toEqual(expected);
  });

  it("does not descend without end", () => {
    expect(readCommands({ text: "$(".repeat(5_000), language: "bash", holes: [] }).length).toBeLessThan(100);
  });
});
