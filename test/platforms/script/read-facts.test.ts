import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { followScript } from "../../../src/platforms/script/read-script.ts";
import type { FollowedScript, ScriptLanguage, TextRange } from "../../../src/platforms/script/script.ts";

const NO_RUNNER = { files: new Map(), commands: [] };

/** A script followed; `⟦…⟧` are holes. */
function follow(text: string, language: ScriptLanguage = "bash"): FollowedScript {
  const holes = Array.from(text.matchAll(/⟦[^⟧]*⟧/g), ({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
  return followScript({ text, language, holes }, NO_RUNNER);
}

const cut = (text: string, { start, end }: TextRange): string => text.slice(start, end);

describe("dumps of the environment", () => {
  it.each<[string, string[], ScriptLanguage?]>([
    ["env", ["env: env"]],
    ["env -0 | sort -z", ["sort: env -0"]],
    ["/usr/bin/printenv", ["printenv: /usr/bin/printenv"]],
    ["sudo -E env", ["env: sudo -E env"]],
    ["set", ["set: set"]],
    ["export", ["export: export"]],
    ["declare -xp", ["declare: declare -xp"]],
    ["x=$(env); echo $x", ["echo: $x"]],
    ["env >&2", ["env: env >&2"]],
    ["env | tee env.txt", ["tee: env"]],
    ["cat /proc/self/environ", ["cat: /proc/self/environ"]],
    ["xxd < /proc/1/environ", ["xxd: /proc/1/environ"]],
    ["docker inspect app", ["docker: docker inspect app"]],
    ["docker compose config", ["docker: docker compose config"]],
    ["env | grep NPM", ["grep/NPM: env"]],
    ["env | grep -E '^(CI_|NPM)'", ["grep/CI_: env", "grep/NPM: env"]],
    ["env | grep -E 'CI|.*'", ["grep: env"]],
    ["env | grep -v PATH", ["grep: env"]],
    // Nothing of the values is shown.
    ["env -i make", []],
    ["env -i", []],
    ["env A=b make", []],
    ["printenv HOME", []],
    ["set -eu", []],
    ["export A=b", []],
    ["x=$(env)", []],
    ["env > env.txt", []],
    ["env | wc -l", []],
    ["env | grep -q A", []],
    ["env | cut -d= -f1", []],
    ["env | cut -d '=' -f 1 | sort", []],
    ["env | sed 's/=.*//'", []],
    ["env | awk -F= '{print $1}'", []],
    ["env | grep -o '^[^=]*'", []],
    ["docker inspect -f '{{.Id}}' app", []],
    ["docker compose config --quiet", []],
    ["docker config ls", []],
    ["Get-ChildItem env:", ["Get-ChildItem: Get-ChildItem env:"], "pwsh"],
    ["gci -Path Env:\\* | Format-Table", ["gci: gci -Path Env:\\*"], "pwsh"],
    [
      "[Environment]::GetEnvironmentVariables()",
      ["[Environment]::GetEnvironmentVariables(): [Environment]::GetEnvironmentVariables()"],
      "pwsh",
    ],
    ["Get-ChildItem env: | Select-Object Name", [], "pwsh"],
    ["Get-ChildItem env:PATH", [], "pwsh"],
    ["gci env: | Out-File env.txt", [], "pwsh"],
    ["@set", ["@set: @set"], "cmd"],
    ["set NPM", ["set/NPM: set NPM"], "cmd"],
    ["set A=b", [], "cmd"],
    ["set > env.txt", [], "cmd"],
    ["print(dict(os.environ))", ["print: os.environ"], "python"],
    ["print(os.environ.items())", ["print: os.environ.items()"], "python"],
    ["print(list(os.environ), os.environ['A'])", [], "python"],
    ["run(env=os.environ)", [], "python"],
    ["console.log({ ...process.env })", ["console.log: process.env"], "node"],
    ["console.log(Object.keys(process.env), process.env.A, process.env['B'])", [], "node"],
  ])("%s", (text, expected, language) => {
    const { dumps, sinks } = follow(text, language);
    const shown = dumps.map(({ name, use }) => `${name}${use.name && `/${use.name}`}: ${cut(text, use)}`);
    expect(shown).toEqual(expected);
    expect(sinks.filter(({ use }) => use.origin === "environment")).toEqual([]);
  });
});

describe("commands whose failure changes nothing", () => {
  const unheeded = (text: string) =>
    follow(text).commands.flatMap(({ name, unheeded: found }) =>
      found === undefined || !/^(?:fetch|login|jq)$/.test(name)
        ? []
        : [`${name} ${found.by}: ${cut(text, found.cause)}`],
    );

  it.each<[string, string[]]>([
    ["fetch || true", ["fetch guard: true"]],
    ["fetch || :", ["fetch guard: :"]],
    ["fetch | jq . || echo none", ["fetch guard: echo none", "jq guard: echo none"]],
    ["login && fetch || true", ["login guard: true", "fetch guard: true"]],
    ["x=$(fetch || true)", ["fetch guard: true"]],
    ["x=$(fetch) || x=none", ["fetch guard: x=none"]],
    ["fetch || { echo no; return 0; }", ["fetch guard: { echo no; return 0; }"]],
    ["export X=$(fetch)", ["fetch lost: export"]],
    ['echo "X=$(fetch)" > f', ["fetch lost: echo"]],
    ["set +e\nfetch\nset -e\nother", ["fetch guard: set +e"]],
    // The script stops, or looks at what came of it.
    ["fetch", []],
    ["x=$(fetch)", []],
    ["fetch || exit 1", []],
    ["fetch || { echo no; exit 1; }", []],
    ["fetch || fetch-elsewhere", []],
    ["fetch || x=$(fetch-elsewhere)", []],
    ["if fetch; then echo yes; fi", []],
    ['x=$(fetch || true); [ -z "$x" ] && exit 1', []],
    ['x=$(fetch) || true\nif [[ "$x" == "" ]]; then exit 1; fi', []],
    ['export X=$(fetch)\n: "${X:?}"', []],
    ["set +e\nfetch\nif [ $? -ne 0 ]; then exit 1; fi", []],
    ['deploy --token "$(fetch)"', []],
  ])("%s", (text, expected) => {
    expect(unheeded(text)).toEqual(expected);
  });
});

describe("traces", () => {
  it.each<[string, string[], ScriptLanguage?]>([
    ["set -x\na\nset +x\nb", ["set -x: a"]],
    ["a\nset -euxo pipefail\nb", ["set -euxo pipefail: b"]],
    ["set -o xtrace\na", ["set -o xtrace: a"]],
    ["set -eo xtrace\na\nset +o xtrace", ["set -eo xtrace: a"]],
    ["set -x\na\nset -x\nb", ["set -x: a\nset -x\nb"]],
    ["bash -ex a.sh", ["bash -ex a.sh: bash -ex a.sh elsewhere"]],
    ["sh -o xtrace -c 'a'", ["sh -o xtrace -c 'a': sh -o xtrace -c 'a' elsewhere"]],
    ["set -eu -o pipefail\na", []],
    ["set -- -x\na", []],
    ["bash a.sh -x", []],
    ["tar -x a", []],
    ["Set-PSDebug -Trace 2\na", ["Set-PSDebug -Trace 2: a"], "pwsh"],
    ["Set-PSDebug -Trace 1\na\nSet-PSDebug -Off", ["Set-PSDebug -Trace 1: a lines"], "pwsh"],
    ["set -x\na", [], "cmd"],
  ])("%s", (text, expected, language) => {
    const shown = follow(text, language).traces.map((trace) => {
      const kind = trace.elsewhere ? " elsewhere" : trace.values ? "" : " lines";
      return `${cut(text, trace.cause)}: ${cut(text, trace).trim()}${kind}`;
    });
    expect(shown).toEqual(expected);
  });
});

describe("fallbacks", () => {
  it.each<[string, string[], ScriptLanguage?]>([
    ["echo ${T:-text}", ["T text"]],
    ['echo "${T-a b}" ${U:=c}', ["T a b", "U c"]],
    ["f() { echo $(a ${T:-'x y'}); }", ["T x y"]],
    ["echo ${T:-} ${T:-$U} ${T:-$(a)} ${T:?no} ${T:+yes} ${T%x} ${T:-⟦x⟧}", []],
    ["os.environ.get('T', 'a'); os.getenv(\"U\", \"b\")", ["T a", "U b"], "python"],
    ["os.environ.get('T'); os.environ.get('T', ''); os.environ['T']", [], "python"],
    ["process.env.T || 'a'; process.env['U'] ?? `b`", ["T a", "U b"], "node"],
    ["process.env.T || other; process.env.T || ''", [], "node"],
    ["${T:-text}", [], "cmd"],
  ])("%s", (text, expected, language) => {
    const shown = follow(text, language).fallbacks.map((fallback) => {
      expect(cut(text, fallback).replaceAll("'", "")).toBe(fallback.value);
      return `${fallback.name} ${fallback.value}`;
    });
    expect(shown).toEqual(expected);
  });
});

describe("any text", () => {
  const words = [
    "set -x",
    "set +e",
    "env",
    "| ",
    "||",
    "true",
    "$(",
    ")",
    '"',
    "'",
    "${T:-a}",
    "\n",
    "{",
    "}",
    "`",
    "⟦x⟧",
    "export X=",
  ];

  it.each<[ScriptLanguage]>([["bash"], ["pwsh"], ["cmd"], ["python"], ["node"]])(
    "of %s is read within its bounds",
    (language) => {
      fc.assert(
        fc.property(
          fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 5 })), { maxLength: 20 }),
          (parts) => {
            const text = parts.join(" ");
            const { dumps, commands, traces, fallbacks } = follow(text, language);
            const causes = [
              ...commands.flatMap(({ unheeded }) => unheeded?.cause ?? []),
              ...traces.map(({ cause }) => cause),
            ];
            for (const { start, end } of [
              ...dumps.map(({ use }) => use),
              ...commands,
              ...traces,
              ...fallbacks,
              ...causes,
            ]) {
              expect(start).toBeGreaterThanOrEqual(0);
              expect(end).toBeGreaterThanOrEqual(start);
              expect(end).toBeLessThanOrEqual(text.length);
            }
          },
        ),
      );
    },
  );
});
