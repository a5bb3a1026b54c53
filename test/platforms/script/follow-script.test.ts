import { describe, expect, it } from "vitest";
import { followScript } from "../../../src/platforms/script/read-script.ts";
import type { ScriptLanguage } from "../../../src/platforms/script/script.ts";

const follow = (text: string, language: ScriptLanguage, plainVariables = false) =>
  followScript({ text, language, holes: [] }, { files: new Map(), commands: [], plainVariables });

describe("reads", () => {
  it.each<[ScriptLanguage, string, string[]]>([
    ["bash", 'test -n "$A" && x=$B', ["$A", "$B"]],
    ["bash", "x=$A; echo $x $x ${#A}", ["$A"]],
    ["bash", "A=1; echo $A", []],
    ["bash", "cat <<E\n$A\nE\ncat <<'E'\n$B\nE", ["$A"]],
    ["bash", "echo '$A' # $B", []],
    ["bash", "f() { echo $A; }; f; f", ["$A"]],
    ["pwsh", "$x = $env:A; Write-Host $x $B", ["$env:A"]],
    ["cmd", "if defined A echo %A% %A%", ["%A%", "%A%"]],
    ["python", "x = os.environ['A']", ["os.environ['A']"]],
    ["node", "const x = process.env.A", ["process.env.A"]],
  ])("of %s: %s", (language, text, expected) => {
    expect(follow(text, language).reads.map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });

  it("of PowerShell are plain names, too, where the runner sets them", () => {
    const text = "$X = 1; Write-Host $A $X $env:B $ApiToken";
    const { reads, sinks } = follow(text, "pwsh", true);
    expect(reads.map(({ name }) => name)).toEqual(["A", "B"]);
    expect(sinks.map(({ use }) => use.name)).toEqual(["A", "B"]);
  });
});
