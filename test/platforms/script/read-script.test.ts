import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readScript } from "../../../src/platforms/script/read-script.ts";
import { languageOf, type RunnerDialect, type ScriptLanguage } from "../../../src/platforms/script/script.ts";

const dialect: RunnerDialect = {
  files: new Map([
    ["GITHUB_OUTPUT", "output"],
    ["GITHUB_ENV", "output"],
    ["GITHUB_STEP_SUMMARY", "log"],
  ]),
  commands: [
    { prefix: "::add-mask::", effect: "mask" },
    { prefix: "::set-output ", effect: "output" },
  ],
};

/** Sinks as `kind name: where the value stands`, with `*` behind values that were altered. `⟦…⟧` are holes. */
function sinks(text: string, language: ScriptLanguage = "bash"): string[] {
  const holes = Array.from(text.matchAll(/⟦[^⟧]*⟧/g), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  return readScript({ text, language, holes }, dialect)
    .filter(({ use }) => use.origin === "hole" || use.name === "T" || use.name === "U")
    .map(({ kind, name, use }) => `${kind} ${name}: ${text.slice(use.start, use.end)}${use.altered ? "*" : ""}`);
}

describe("bash", () => {
  it.each<[string, string[]]>([
    // Printing.
    ['echo "$T"', ["log echo: $T"]],
    ["echo ${T}", ["log echo: ${T}"]],
    ["echo $T \\", ["log echo: $T"]],
    ["echo ${T`\\", ["log echo: ${T`\\"]],
    ["/bin/echo -n $T", ["log echo: $T"]],
    ["echo '$T'", []],
    ["echo \\$T", []],
    ["echo '⟦x⟧'", ["log echo: ⟦x⟧"]],
    ['echo "a ⟦x⟧ b ⟦y⟧"', ["log echo: ⟦x⟧", "log echo: ⟦y⟧"]],
    ["echo $T⟦x⟧", ["log echo: $T", "log echo: ⟦x⟧"]],
    ["printf '%s\\n' \"$T\"", ["log printf: $T"]],
    ["printenv T", ["log printenv: T"]],
    ['sudo -E echo "$T"', ["log echo: $T"]],
    ['env A=b timeout 5s echo "$T"', ["log echo: $T"]],
    ["echo $T >&2", ["log echo: $T"]],
    ["echo $T > /dev/stderr", ["log echo: $T"]],
    ["echo $T | tee /dev/stderr", ["log tee: $T"]],
    ["# echo $T", []],
    // Forms that show nothing of the value.
    ['echo "${T:+set}"', []],
    ['echo "${#T}"', []],
    ['[ -n "$T" ] && echo yes', []],
    ['[[ -z "$T" ]]', []],
    ['test -n "$T"', []],
    ['echo "${T:?is missing}"', ["log echo: ${T:?is missing}"]],
    [': "${T:?is missing}"', []],
    ["echo ${T:-none}", ["log echo: ${T:-none}"]],
    ["echo ${X:-⟦y⟧}", ["log echo: ⟦y⟧"]],
    ["echo $((T + 1))", []],
    // Changed values are no longer masked.
    ["echo ${T:0:4}", ["log echo: ${T:0:4}*"]],
    ["echo ${T//a/b}", ["log echo: ${T//a/b}*"]],
    ["echo ${T%%.*}", ["log echo: ${T%%.*}*"]],
    ["echo ${T^^}", ["log echo: ${T^^}*"]],
    ['echo "$T" | base64', ["log base64: $T*"]],
    ["base64 <<< $T", ["log base64: $T*"]],
    ["echo $T | rev | tr a b", ["log tr: $T*"]],
    ["echo $T | sed 's/./& /g'", ["log sed: $T*"]],
    ["echo $T | openssl base64", ["log openssl: $T*"]],
    ["echo $T | cat", ["log cat: $T"]],
    ["echo $T | grep -q x", []],
    ["echo $T | grep x", ["log grep: $T"]],
    ["echo $T | wc -c", []],
    ["echo $T | sha256sum", []],
    // Consumed by a program.
    ['echo "$T" | docker login -u ci --password-stdin', []],
    ['docker login -u ci --password-stdin <<< "$T"', []],
    ["gh auth login --with-token <<<⟦x⟧", []],
    ["echo $T | base64 -d > key.json", ["file key.json: $T*"]],
    // Files.
    ["echo $T > .npmrc", ["file .npmrc: $T"]],
    ['echo "$T" >> "$GITHUB_OUTPUT"', ["output GITHUB_OUTPUT: $T"]],
    ["echo t=$T >> $GITHUB_ENV", ["output GITHUB_ENV: $T"]],
    ["echo $T >> $GITHUB_STEP_SUMMARY", ["log GITHUB_STEP_SUMMARY: $T"]],
    ["echo $T > /dev/null", []],
    ["echo $T &> all.log", ["file all.log: $T"]],
    ["echo $T 2> errors.log", ["log echo: $T"]],
    ["{ echo $T; echo x; } > both.txt", ["file both.txt: $T"]],
    ["(echo $T) >> $GITHUB_ENV", ["output GITHUB_ENV: $T"]],
    ["echo $T | tee secret.txt", ["file secret.txt: $T", "log tee: $T"]],
    ["echo $T | tee secret.txt > /dev/null", ["file secret.txt: $T"]],
    ["echo $T | sudo tee -a secret.txt >/dev/null", ["file secret.txt: $T"]],
    ["cat <<EOF\ntoken: $T\nEOF", ["log cat: $T"]],
    ["cat <<'EOF'\ntoken: $T ⟦x⟧\nEOF", ["log cat: ⟦x⟧"]],
    ["cat <<EOF > f.yml\ntoken: ${T}\nEOF", ["file f.yml: ${T}"]],
    ["cat > f.yml <<EOF\ntoken: ⟦x⟧\nEOF", ["file f.yml: ⟦x⟧"]],
    ["cat <(echo $T)", ["log cat: $T"]],
    // Commands to the runner.
    ['echo "::add-mask::$T"', []],
    ["echo ::add-mask::⟦x⟧", []],
    ['echo "::set-output name=t::$T"', ["output ::set-output : $T"]],
    ['echo "::warning::$T"', ["log echo: $T"]],
    ['D=$(echo "$T" | base64)\necho "::add-mask::$D"\necho "$D"', ["log echo: $D"]],
    // Command lines and hosts.
    ["curl -u me:$T https://api.example.com/x", ["argv curl: $T", "host api.example.com: $T"]],
    ['curl -H "Authorization: ⟦x⟧" https://a.example.com', ["argv curl: ⟦x⟧", "host a.example.com: ⟦x⟧"]],
    ["git clone https://x:$T@github.com/o/r", ["argv git: $T", "host github.com: $T"]],
    ["npm config set _authToken=$T", ["argv npm: $T"]],
    ["deploy --to https://h.example.com --password $T", ["argv deploy: $T"]],
    ["curl https://$T.example.com", ["argv curl: $T"]],
    ["echo $T | curl -d @- https://in.example.com", ["host in.example.com: $T"]],
    ["sudo -u root tool --password=$T", ["argv tool: $T"]],
    ["echo $T | xargs -n1 tool --key", ["argv tool: $T"]],
    ["TOKEN=$T tool", []],
    ["make X=$T", ["argv make: $T"]],
    ["jq -n --arg t \"$T\" '{t: $t}'", ["argv jq: $T", "log jq: $T"]],
    // Variables of the script.
    ['X="$T"\necho "$X"', ["log echo: $X"]],
    ["export X=$T; echo $X", ["log echo: $X"]],
    ["X=$T; X=other; echo $X", []],
    ["X=a; X+=$T; echo $X", ["log echo: $X"]],
    ["T=mine; echo $T", []],
    ["X=$(echo $T | cut -c1-4)\necho $X", ["log echo: $X*"]],
    ["X=$(tool --key $T); echo $X", ["argv tool: $T"]],
    ["read -r X <<< $T; echo $X", ["log echo: $X"]],
    ["echo $T | while read -r X; do echo $X; done", ["log echo: $X"]],
    ["for X in $T $U; do echo $X; done", ["log echo: $X", "log echo: $X"]],
    ["A=(--key $T); tool ${A[@]}", ["argv tool: ${A[@]}"]],
    ["printf -v X '%s' $T; echo $X", ["log echo: $X"]],
    // Structure.
    ["if true; then echo $T; else echo $U; fi", ["log echo: $T", "log echo: $U"]],
    ["case $T in a) echo $U;; esac", ["log echo: $U"]],
    ["while true; do echo $T; done", ["log echo: $T"]],
    ["true && (cd x && echo $T)", ["log echo: $T"]],
    ['test -n "$(echo $T)"', []],
    ["X=`echo $T`; echo $X", ["log echo: $X"]],
    ["! echo $T", ["log echo: $T"]],
    ["echo $T &", ["log echo: $T"]],
    ["set -euo pipefail\necho $T", ["log echo: $T"]],
    ["show() { echo $T; }", []],
    ["show() { echo $T; }\nshow", ["log echo: $T"]],
    ["show() { echo $1; }\nshow $T", ["log echo: $1"]],
    ["show() { echo $T; }\nX=$(show)", []],
    ["show() { echo $T; }\nretry_it show", ["log echo: $T"]],
    ["f() { f; echo $T; }\nf", ["log echo: $T"]],
    // Broken scripts still tell what they can.
    ["echo $T\nif true; then", ["log echo: $T"]],
  ])("%s", (script, expected) => {
    expect(sinks(script)).toEqual(expected);
  });

  it("keeps the way through assignments", () => {
    const text = 'A="$T"\nB="$A"\necho "$B"';
    const sink = readScript({ text, language: "bash", holes: [] }, dialect).find(({ use }) => use.name === "T");
    expect(sink?.use.path.map(({ start, end }) => text.slice(start, end))).toEqual(["$T", "$A"]);
  });

  it("reads every command of a long script", () => {
    expect(sinks("echo $T\n".repeat(25_000))).toHaveLength(25_000);
    expect(sinks(`echo $T${" | cat".repeat(5000)}`)).toEqual(["log cat: $T"]);
  });

  it("walks functions that call each other without end or doubling", () => {
    const levels = Array.from({ length: 15 }, (_, level) => `f${level}() { f${level + 1}; f${level + 1}; }`);
    expect(sinks(`${levels.join("\n")}\nf15() { echo $T; }\nf0`)).toEqual(["log echo: $T"]);
    const doubled = Array.from({ length: 60 }, (_, level) => `V${level + 1}="$V${level}$V${level}"`);
    expect(sinks(`V0=$T\n${doubled.join("\n")}\necho $V60`)).toEqual(["log echo: $V60"]);
    const chain = Array.from({ length: 5000 }, (_, level) => `f${level}() { f${level + 1}; }`);
    expect(sinks(`${chain.join("\n")}\nf0\necho $T`)).toEqual(["log echo: $T"]);
  });
});

describe("PowerShell", () => {
  it.each<[string, string[]]>([
    ["Write-Host $env:T", ["log Write-Host: $env:T"]],
    ['Write-Output "token $env:T"', ["log Write-Output: $env:T"]],
    ["Write-Host '$env:T'", []],
    ["Write-Host '⟦x⟧'", ["log Write-Host: ⟦x⟧"]],
    ["Write-Host ${env:T}", ["log Write-Host: ${env:T}"]],
    ["$env:T", ["log : $env:T"]],
    ["$x = $env:T\nWrite-Host $x", ["log Write-Host: $x"]],
    ["$x = [Convert]::ToBase64String($env:T)\nWrite-Host $x", ["log Write-Host: $x*"]],
    ["Write-Host $env:T.Length", []],
    ['"t=$env:T" >> $env:GITHUB_OUTPUT', ["output GITHUB_OUTPUT: $env:T"]],
    ['"t=$env:T" | Out-File -FilePath $env:GITHUB_ENV -Append', ["output GITHUB_ENV: $env:T"]],
    ["$env:T | docker login --password-stdin", []],
    ["docker login -p $env:T", ["argv docker: $env:T"]],
    ['Write-Host "::add-mask::$env:T"', []],
    ["if ($env:T) { Write-Host 'set' }", []],
    ["if ($true) { Write-Host $env:T }", ["log Write-Host: $env:T"]],
    [
      "Invoke-RestMethod -Headers @{a=$env:T} https://h.example.com",
      ["argv Invoke-RestMethod: $env:T", "host h.example.com: $env:T"],
    ],
  ])("%s", (script, expected) => {
    expect(sinks(script, "pwsh")).toEqual(expected);
  });
});

describe("cmd", () => {
  it.each<[string, string[]]>([
    ["echo %T%", ["log echo: %T%"]],
    ["@echo %T%", ["log @echo: %T%"]],
    ["echo %T%> token.txt", ["file token.txt: %T%"]],
    ["echo t=%T%>> %GITHUB_OUTPUT%", ["output GITHUB_OUTPUT: %T%"]],
    ["set X=%T%\necho %X%", ["log echo: %X%"]],
    ["rem %T%", []],
    ["tool /key %T%", ["argv tool: %T%"]],
    ["echo ⟦x⟧", ["log echo: ⟦x⟧"]],
  ])("%s", (script, expected) => {
    expect(sinks(script, "cmd")).toEqual(expected);
  });
});

describe("Python and JavaScript", () => {
  it.each<[ScriptLanguage, string, string[]]>([
    ["python", 'import os\nprint(os.environ["T"])', ['log print: os.environ["T"]']],
    ["python", "print('x', os.environ.get('T'))", ["log print: os.environ.get('T')"]],
    ["python", "print(os.getenv('T'))", ["log print: os.getenv('T')"]],
    ["python", "t = os.environ['T']\nprint(t)", ["log print: t"]],
    ["python", "t = os.environ['T']\nprint(f'is {t}')", ["log print: t"]],
    ["python", "t = os.environ['T']\nprint('t')", []],
    ["python", "t = encode(os.environ['T'])\nprint(t)", ["log print: t*"]],
    ["python", "print(len(os.environ['T']))", []],
    ["python", "login(os.environ['T'])", []],
    ["python", "print('⟦x⟧')", ["log print: ⟦x⟧"]],
    ["python", "logging.info(os.environ['T'])", ["log logging.info: os.environ['T']"]],
    ["node", "console.log(process.env.T)", ["log console.log: process.env.T"]],
    ["node", "console.log(process.env['T'])", ["log console.log: process.env['T']"]],
    ["node", "const t = process.env.T;\nconsole.log(`is ${t}`)", ["log console.log: t"]],
    ["node", "console.log(!!process.env.T)", []],
    ["node", "fetch(url, process.env.T)", []],
  ])("%s: %s", (language, script, expected) => {
    expect(sinks(script, language)).toEqual(expected);
  });
});

describe("languageOf", () => {
  it.each([
    ["bash", "bash"],
    ["bash -e {0}", "bash"],
    ["/usr/bin/env bash", undefined],
    ["sh", "bash"],
    ["C:\\Program\\pwsh.EXE -c {0}", "pwsh"],
    ["powershell", "pwsh"],
    ["cmd", "cmd"],
    ["python", "python"],
    ["node {0}", "node"],
    ["perl {0}", undefined],
  ])("%s", (shell, language) => {
    expect(languageOf(shell)).toBe(language);
  });
});

describe("any script", () => {
  const piece = fc.constantFrom(
    "echo ",
    "$T",
    '"',
    "'",
    "`",
    "$(",
    ")",
    "(",
    "{",
    "}",
    "|",
    "|&",
    "&&",
    ";",
    "\n",
    ">",
    ">>",
    "2>&1",
    "<<EOF\n",
    "EOF\n",
    "<<<",
    "<(",
    "${T",
    "${T:0:1}",
    "${#",
    "$((",
    "if ",
    "then ",
    "fi",
    "for X in ",
    "do ",
    "done",
    "f() ",
    "f ",
    "X=",
    "⟦x⟧",
    " ",
    "\\",
    "Write-Host ",
    "$env:T",
    "%T%",
    "print(",
    "[[ ",
    "]]",
    "case ",
    " in a) ",
    ";; esac",
    "read X",
    "tee ",
    "xargs ",
    "export ",
  );
  const script = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(""));

  it.each<[ScriptLanguage]>([["bash"], ["pwsh"], ["cmd"], ["python"], ["node"]])("%s is read", (language) => {
    fc.assert(
      fc.property(fc.oneof(script, fc.string()), (text) => {
        const holes = Array.from(text.matchAll(/⟦x⟧/g), ({ index }) => ({ start: index, end: index + 3 }));
        for (const { use } of readScript({ text, language, holes }, dialect)) {
          for (const range of [use, ...use.path]) {
            expect(range.start).toBeGreaterThanOrEqual(0);
            expect(range.start).toBeLessThan(range.end);
            expect(range.end).toBeLessThanOrEqual(text.length);
          }
        }
      }),
      { numRuns: language === "bash" ? 3000 : 500 },
    );
  });

  it("is read however deep it is nested", () => {
    for (const text of [
      "(".repeat(20_000),
      "$(".repeat(5_000),
      "{ ".repeat(20_000),
      "`".repeat(9_999),
      "if ".repeat(9_999),
    ]) {
      expect(sinks(`${text}echo $T`).length).toBeLessThanOrEqual(1);
    }
  });
});
