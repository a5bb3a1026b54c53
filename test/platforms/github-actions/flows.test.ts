import { describe, expect, it } from "vitest";
import type { PipelineFlows } from "../../../src/core/pipeline.ts";
import { unitOf } from "../../../src/core/source.ts";
import { decode } from "../../../src/core/text.ts";
import { githubActions } from "../../../src/platforms/github-actions/platform.ts";

function flowsOf(text: string, path = ".github/workflows/ci.yml") {
  const bytes = Buffer.from(text);
  const { model, problems } = githubActions.parse(unitOf(path, bytes));
  expect(problems).toEqual([]);
  if (model === undefined) throw new Error("no model");
  return { bytes, flows: githubActions.flows(model) };
}

/** References as `secret via job/step: text`. */
const references = (bytes: Uint8Array, flows: PipelineFlows): string[] =>
  flows.references.map(({ secret, via, job, step, place }) => {
    return `${secret} ${via} ${[job, step].filter((part) => part !== undefined).join("/")}: ${decode(bytes, place.span)}`;
  });

/** Flows as `secret -> [path] -> kind name: text`, with `!` where the masking no longer holds. */
const ways = (bytes: Uint8Array, { flows }: PipelineFlows): string[] =>
  flows.map(({ reference, path, sink, masked }) => {
    const stations = path.map((place) => decode(bytes, place.span)).join(" > ");
    const way = stations === "" ? "" : ` > ${stations}`;
    return `${reference.secret}${way} -> ${sink.kind} ${sink.name}: ${decode(bytes, sink.place.span)}${masked ? "" : "!"}`;
  });

const steps = (text: string, above = "") => `on: push\n${above}jobs:\n  a:\n    runs-on: x\n    steps:\n${text}`;

describe("references", () => {
  it("are all uses of secrets, with where they stand", () => {
    const { bytes, flows } = flowsOf(`on: [push, pull_request_target]
run-name: \${{ secrets.A }}
env:
  TOP: \${{ secrets.TOP }}
jobs:
  build:
    if: secrets.B != ''
    runs-on: x
    environment: production
    env:
      JOB: ä \${{ secrets['JOB'] }}
    container:
      image: i
      credentials:
        password: \${{ secrets.REGISTRY }}
    outputs:
      out: \${{ secrets.OUT }}
    steps:
      - name: Deploy
        uses: o/r@v1
        with:
          token: \${{ github.token }}
      - id: two
        run: x \${{ secrets.two }}
      - if: secrets.C
        env:
          ALL: \${{ toJSON(secrets) }}
        run: x
  call:
    uses: o/r/.github/workflows/w.yml@v1
    secrets:
      T: \${{ secrets.T }}
  inherit:
    uses: o/r/.github/workflows/w.yml@v1
    secrets: inherit
`);
    expect(references(bytes, flows)).toEqual([
      "A expression : secrets.A",
      "TOP env : secrets.TOP",
      "JOB env build: secrets['JOB'",
      "B expression build: secrets.B",
      "REGISTRY input build: secrets.REGISTRY",
      "GITHUB_TOKEN input build/Deploy: github.token",
      "TWO script build/two: secrets.two",
      "* context build/3: secrets",
      "C expression build/3: secrets.C",
      "OUT expression build: secrets.OUT",
      "T input call: secrets.T",
      "* context inherit: inherit",
    ]);
    expect(flows.references.map(({ environment }) => environment).slice(1, 4)).toEqual([
      undefined,
      "production",
      "production",
    ]);
    expect(flows.triggers).toEqual([
      { event: "push", untrusted: false },
      { event: "pull_request_target", untrusted: true },
    ]);
  });
});

describe("flows", () => {
  it.each<[string, string, string[]]>([
    ["an expression in a script", "      - run: echo ${{ secrets.T }}\n", ["T -> log echo: ${{ secrets.T }}"]],
    [
      "a step's variable",
      '      - run: echo "$T"\n        env:\n          T: ${{ secrets.S }}\n',
      ["S > ${{ secrets.S }} -> log echo: $T"],
    ],
    [
      "the env context",
      "      - run: echo ${{ env.T }}\n        env:\n          T: ${{ secrets.S }}\n",
      ["S > ${{ secrets.S }} -> log echo: ${{ env.T }}"],
    ],
    [
      "a variable made from another one",
      "      - run: echo $U\n        env:\n          U: x-${{ env.TOP }}\n",
      ["TOP > ${{ secrets.TOP }} > x-${{ env.TOP }} -> log echo: $U"],
    ],
    [
      "a script's own variable",
      "      - run: |\n          x=$(base64 <<< $TOP)\n          echo $x\n",
      ["TOP > ${{ secrets.TOP }} > $TOP -> log echo: $x!"],
    ],
    ["a variable hidden by an inner one", "      - run: echo $TOP\n        env:\n          TOP: plain\n", []],
    ["a secret that is only compared", "      - run: echo ${{ secrets.T != '' }} ${{ secrets.T && 'a' || 'b' }}\n", []],
    [
      "an action's inputs, and the variables around it",
      "      - uses: o/r@v1\n        with:\n          key: ${{ secrets.T }}\n",
      ["T -> action o/r: o/r@v1", "TOP > ${{ secrets.TOP }} -> action o/r: o/r@v1"],
    ],
    [
      "another shell",
      "      - shell: pwsh\n        run: Write-Host $env:TOP\n",
      ["TOP > ${{ secrets.TOP }} -> log Write-Host: $env:TOP"],
    ],
    [
      "Python",
      "      - shell: python\n        run: print(os.environ['TOP'])\n",
      ["TOP > ${{ secrets.TOP }} -> log print: os.environ['TOP']"],
    ],
    ["a shell that nobody knows", "      - shell: perl {0}\n        run: echo $TOP\n", []],
    [
      "lines behind folds, umlauts and CRLF",
      "      - run: |\r\n          # größer 😀\r\n\r\n          echo ä $TOP\r\n",
      ["TOP > ${{ secrets.TOP }} -> log echo: $TOP"],
    ],
    [
      "files of the runner",
      "      - run: echo t=$TOP >> $GITHUB_OUTPUT\n",
      ["TOP > ${{ secrets.TOP }} -> output GITHUB_OUTPUT: $TOP"],
    ],
    [
      "the job's token",
      "      - run: curl -H 'Authorization:${{ github.token }}' https://api.github.com/x\n",
      ["GITHUB_TOKEN -> argv curl: ${{ github.token }}", "GITHUB_TOKEN -> host api.github.com: ${{ github.token }}"],
    ],
    ["the whole context", "      - run: echo '${{ toJSON(secrets) }}'\n", ["* -> log echo: ${{ toJSON(secrets) }}"]],
  ])("%s", (_, text, expected) => {
    const { bytes, flows } = flowsOf(steps(text, "env:\n  TOP: ${{ secrets.TOP }}\n"));
    expect(ways(bytes, flows)).toEqual(expected);
  });

  it("take defaults and Windows for the shell", () => {
    const text = (job: string, run: string) =>
      `env: { T: "\${{ secrets.T }}" }\njobs:\n  a:\n${job}    steps:\n      - run: ${run}\n`;
    const kinds = (source: string) => flowsOf(source).flows.flows.map(({ sink }) => `${sink.kind} ${sink.name}`);
    expect(kinds(text("    runs-on: windows-latest\n", "Write-Host $env:T"))).toEqual(["log Write-Host"]);
    expect(kinds(text("    runs-on: ubuntu-latest\n", "Write-Host $env:T"))).toEqual([]);
    expect(kinds(text("    runs-on: windows-latest\n    defaults: { run: { shell: bash } }\n", "echo $T"))).toEqual([
      "log echo",
    ]);
    expect(kinds(`defaults: { run: { shell: cmd } }\n${text("    runs-on: x\n", "echo %T%")}`)).toEqual(["log echo"]);
  });

  it("reach images and reusable workflows", () => {
    const { bytes, flows } = flowsOf(`env: { TOP: "\${{ secrets.TOP }}" }
jobs:
  a:
    runs-on: x
    container:
      image: node:24
      credentials: { username: u, password: "\${{ secrets.P }}" }
      env: { C: "\${{ secrets.C }}" }
    services:
      db: { image: "postgres@sha256:${"ab".repeat(32)}", env: { PW: "\${{ env.TOP }}" } }
    outputs: { o: "\${{ env.TOP }}" }
    steps:
      - run: echo $C \${{ env.C }}
  b:
    uses: o/r/.github/workflows/w.yml@v1
    secrets: { T: "\${{ secrets.T }}" }
    with: { i: "\${{ secrets.I }}" }
  c:
    uses: ./.github/workflows/w.yml
    secrets: inherit
`);
    expect(ways(bytes, flows)).toEqual([
      `TOP > \${{ secrets.TOP }} > \${{ env.TOP }} -> image postgres: postgres@sha256:${"ab".repeat(32)}`,
      "P -> image node: node:24",
      "C > ${{ secrets.C }} -> image node: node:24",
      "C > ${{ secrets.C }} -> log echo: $C",
      "TOP > ${{ secrets.TOP }} -> output o: ${{ env.TOP }}",
      "I -> callee o/r/.github/workflows/w.yml: o/r/.github/workflows/w.yml@v1",
      "T -> callee o/r/.github/workflows/w.yml: o/r/.github/workflows/w.yml@v1",
      "* -> callee ./.github/workflows/w.yml: ./.github/workflows/w.yml",
    ]);
    const pins = flows.flows.map(({ sink }) => sink.pinned);
    expect(pins).toEqual([true, false, false, undefined, undefined, false, false, true]);
  });

  it("are followed in composite actions", () => {
    const { bytes, flows } = flowsOf(
      "runs:\n  using: composite\n  steps:\n    - run: echo $T\n      shell: bash\n      env:\n        T: ${{ github.token }}\n",
      "action.yml",
    );
    expect(ways(bytes, flows)).toEqual(["GITHUB_TOKEN > ${{ github.token }} -> log echo: $T"]);
  });
});

describe("limits", () => {
  it("are said where a pipeline has too many ways", () => {
    const names = Array.from({ length: 500 }, (_, index) => `  S${index}: \${{ secrets.S${index} }}\n`).join("");
    const { bytes, flows } = flowsOf(steps("      - uses: o/r@v1\n".repeat(300), `env:\n${names}`));
    expect(flows.flows).toHaveLength(100_000);
    expect(flows.unfollowed && decode(bytes, flows.unfollowed.span)).toBe("o/r@v1");
  });

  it("are said where a script is too long", () => {
    const { bytes, flows } = flowsOf(
      steps(`      - run: "${"echo x; ".repeat(20_000)}"\n      - run: echo \${{ secrets.T }}\n`),
    );
    expect(flows.unfollowed && decode(bytes, flows.unfollowed.span)).toHaveLength(160_000);
    expect(ways(bytes, flows)).toEqual(["T -> log echo: ${{ secrets.T }}"]);
  });

  it("are not reached by others", () => {
    expect(flowsOf(steps("      - run: echo ${{ secrets.T }}\n")).flows.unfollowed).toBeUndefined();
  });
});

describe("literals", () => {
  it("are the values written out, without those that are computed", () => {
    const { bytes, flows } = flowsOf(`env: { A: "1", B: "\${{ secrets.B }}", C: "x-\${{ github.sha }}" }
jobs:
  a:
    env: { D: 'dö' }
    services: { db: { image: i, env: { E: e }, credentials: { password: p } } }
    steps:
      - name: s
        uses: o/r@v1
        env: { F: }
        with: { g: two }
`);
    const shown = flows.literals.map(({ name, value, via, job, step, place }) => {
      return [name, value, via, job, step, decode(bytes, place.span)];
    });
    expect(shown).toEqual([
      ["A", "1", "env", undefined, undefined, "1"],
      ["D", "dö", "env", "a", undefined, "dö"],
      ["password", "p", "registry", "a", undefined, "p"],
      ["E", "e", "env", "a", undefined, "e"],
      ["F", "", "env", "a", "s", ""],
      ["g", "two", "input", "a", "s", "two"],
    ]);
  });
});
