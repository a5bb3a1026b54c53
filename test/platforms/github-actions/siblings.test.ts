import { describe, expect, it } from "vitest";
import { unitOf } from "../../../src/core/source.ts";
import type { Place } from "../../../src/core/span.ts";
import { decode } from "../../../src/core/text.ts";
import type { GithubActionsModel } from "../../../src/platforms/github-actions/model.ts";
import { githubActions } from "../../../src/platforms/github-actions/platform.ts";

/** The flows of each file of a repository, as `secret > way > sink file:text`. */
function repository(files: Readonly<Record<string, string>>) {
  const contents = new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
  const models = new Map<string, GithubActionsModel>();
  for (const [path, bytes] of contents) {
    const { model, problems } = githubActions.parse(unitOf(path, bytes));
    expect(problems).toEqual([]);
    if (model !== undefined) models.set(path, model);
  }
  const all = [...models.values()];
  const siblings = { find: (path: string) => models.get(path), all: () => all };
  const shown = ({ unit, span }: Place) => decode(contents.get(unit) ?? new Uint8Array(), span);
  return (path: string) => {
    const model = models.get(path);
    if (model === undefined) throw new Error("no model");
    const found = githubActions.flows(model, siblings);
    return {
      ...found,
      ways: found.flows.map(({ reference, path: stations, sink, masked }) => {
        const way = stations.map((place) => `${shown(place)} > `).join("");
        return `${reference.secret} > ${way}${sink.kind} ${shown(sink.place)}${masked ? "" : "!"}`;
      }),
      files: found.flows.map(({ reference, sink }) => `${reference.place.unit} > ${sink.place.unit}`),
      gaps: (found.gaps ?? []).map(({ place, why }) => `${shown(place)}: ${why}`),
    };
  };
}

const job = (steps: string, above = "") => `on: push\n${above}jobs:\n  a:\n    runs-on: x\n    steps:\n${steps}`;
const composite = (steps: string, above = "") => `name: x\n${above}runs:\n  using: composite\n  steps:\n${steps}`;

const CI = ".github/workflows/ci.yml";
const SIGN = ".github/actions/sign/action.yml";

describe("what a step writes", () => {
  it.each([
    ['echo "key=$T" >> $GITHUB_OUTPUT', "key"],
    ['echo "::set-output name=key::$T"', "key"],
    ['printf "key=%s\\n" "$T" >> "$GITHUB_OUTPUT"', "key"],
    ['{ echo "key<<EOF"; echo "$T"; echo EOF; } >> $GITHUB_OUTPUT', "key"],
  ])("reaches later steps as an output: %s", (script, name) => {
    const files = {
      [CI]: job(`      - id: get
        env: { T: "\${{ secrets.T }}" }
        run: ${JSON.stringify(script)}
      - run: deploy \${{ steps.get.outputs.${name} }} \${{ steps.get.outputs.other }}
`),
    };
    expect(repository(files)(CI).ways.at(-1)).toMatch(/^T > .* > argv \$\{\{ steps\.get\.outputs\.key \}\}$/);
  });

  it("reaches later steps as a variable, and not the steps before it", () => {
    const steps = `      - run: early "$KEY"
      - run: echo "KEY=\${{ secrets.T }}" >> "$GITHUB_ENV"
      - run: late "$KEY"
      - run: own "$KEY"
        env: { KEY: none }
`;
    expect(repository({ [CI]: job(steps) })(CI).ways).toEqual([
      "T > output ${{ secrets.T }}",
      "T > ${{ secrets.T }} > argv $KEY",
    ]);
  });

  it("reaches other jobs only where the runner does not know it to be a secret", () => {
    const text = `on: push
jobs:
  last:
    needs: first
    runs-on: x
    steps:
      - run: a \${{ needs.first.outputs.plain }} \${{ needs.first.outputs.changed }}
  first:
    runs-on: x
    outputs: { plain: "\${{ steps.s.outputs.plain }}", changed: "\${{ steps.s.outputs.changed }}" }
    steps:
      - id: s
        run: |
          echo "plain=\${{ secrets.T }}" >> $GITHUB_OUTPUT
          echo "changed=$(echo '\${{ secrets.T }}' | base64)" >> $GITHUB_OUTPUT
`;
    const { ways, jobs } = repository({ [CI]: text })(CI);
    expect(ways.filter((way) => way.includes("needs."))).toEqual([
      expect.stringMatching(/argv \$\{\{ needs\.first\.outputs\.changed \}\}!$/),
    ]);
    expect(jobs.map(({ name }) => name)).toEqual(["last", "first"]);
  });
});

describe("an action of the repository", () => {
  const files = {
    [CI]: job(
      `      - uses: ./.github/actions/sign
        id: sign
        with: { key: "\${{ env.KEY }}", label: x }
      - run: send \${{ steps.sign.outputs.signed }}
      - run: show "$EXPORTED"
`,
      `env: { KEY: "\${{ secrets.SIGNING }}" }\n`,
    ),
    [SIGN]: composite(
      `    - shell: bash
      run: |
        sign "\${{ inputs.key }}" "\${{ inputs.label }}"
        echo "EXPORTED=\${{ inputs.key }}" >> $GITHUB_ENV
    - shell: bash
      run: print "$KEY"
    - id: out
      shell: bash
      run: echo "signed=\${{ inputs.key }}" >> $GITHUB_OUTPUT
`,
      `outputs: { signed: { value: "\${{ steps.out.outputs.signed }}" } }\ninputs: { key: {}, label: {} }\n`,
    ),
  };

  it("gets the inputs and variables of those that use it", () => {
    const { ways, files: units, references, given } = repository(files)(SIGN);
    expect(ways.slice(0, 3)).toEqual([
      "SIGNING > ${{ secrets.SIGNING }} > ${{ env.KEY }} > argv ${{ inputs.key }}",
      "SIGNING > ${{ secrets.SIGNING }} > ${{ env.KEY }} > output ${{ inputs.key }}",
      "SIGNING > ${{ secrets.SIGNING }} > log $KEY",
    ]);
    expect(new Set(units)).toEqual(new Set([`${CI} > ${SIGN}`]));
    expect(references).toEqual([]);
    expect(given?.map(({ secret }) => secret)).toEqual(["SIGNING"]);
  });

  it("gives outputs and variables back", () => {
    const { ways } = repository(files)(CI);
    expect(ways.filter((way) => way.includes("steps.sign"))).toHaveLength(1);
    expect(ways.filter((way) => way.endsWith("argv $EXPORTED"))).toHaveLength(1);
  });

  it("gets them over another action", () => {
    const inner = ".github/actions/inner/action.yaml";
    const { ways } = repository({
      [CI]: job('      - uses: ./.github/actions/sign\n        with: { key: "${{ secrets.SIGNING }}" }\n'),
      [SIGN]: composite(
        '    - uses: ./.github/actions/inner\n      with: { token: "${{ inputs.key }}" }\n',
        "inputs: { key: {} }\n",
      ),
      [inner]: composite('    - { shell: bash, run: "a ${{ inputs.token }}" }\n', "inputs: { token: {} }\n"),
    })(inner);
    expect(ways).toEqual(["SIGNING > ${{ inputs.key }} > argv ${{ inputs.token }}"]);
  });

  it("has what its inputs stand for by default", () => {
    const text = composite(
      '    - { shell: bash, run: "echo ${{ inputs.token }}" }\n',
      'inputs: { token: { default: "${{ github.token }}" } }\n',
    );
    expect(repository({ [SIGN]: text })(SIGN).ways).toEqual(["GITHUB_TOKEN > log ${{ inputs.token }}"]);
  });

  it("that is a container gets them as arguments", () => {
    const text =
      'name: x\ninputs: { token: {} }\nruns: { using: docker, image: Dockerfile, args: [--token, "${{ inputs.token }}"] }\n';
    const { ways } = repository({
      [CI]: job('      - uses: ./.github/actions/sign\n        with: { token: "${{ secrets.T }}" }\n'),
      [SIGN]: text,
    })(SIGN);
    expect(ways).toEqual(["T > argv ${{ inputs.token }}"]);
  });

  it("is looked for in the repository that the workflow lies in", () => {
    const { ways } = repository({
      [`samples/one/${CI}`]: job('      - uses: ./sign\n        with: { key: "${{ secrets.ONE }}" }\n'),
      [`samples/two/${CI}`]: job('      - uses: ./sign\n        with: { key: "${{ secrets.TWO }}" }\n'),
      "samples/one/sign/action.yml": composite('    - { shell: bash, run: "a ${{ inputs.key }}" }\n'),
      "samples/two/sign/action.yml": composite("    - { shell: bash, run: a }\n"),
    })("samples/one/sign/action.yml");
    expect(ways).toEqual(["ONE > argv ${{ inputs.key }}"]);
  });
});

describe("a workflow of the repository that is called", () => {
  const called = ".github/workflows/deploy.yml";
  const callee = `on:
  workflow_call:
    secrets: { token: {} }
    outputs: { id: { value: "\${{ jobs.d.outputs.id }}" } }
jobs:
  d:
    runs-on: x
    outputs: { id: "\${{ steps.s.outputs.id }}" }
    steps:
      - id: s
        run: |
          echo "\${{ secrets.token }}"
          echo "id=$(echo "\${{ secrets.token }}" | cut -c1-8)" >> $GITHUB_OUTPUT
`;
  const files = (secrets: string) => ({
    [CI]: `on: [push, pull_request_target]
jobs:
  call:
    uses: ./${called}
    secrets: ${secrets}
  after:
    needs: call
    runs-on: x
    steps: [{ run: "a \${{ needs.call.outputs.id }}" }]
`,
    [called]: callee,
  });

  it.each([
    ['{ token: "${{ secrets.DEPLOY }}" }', "DEPLOY"],
    ["inherit", "*"],
  ])("tells who hands over what its secrets are: %s", (secrets, name) => {
    const { flows, triggers } = repository(files(secrets))(called);
    const [first] = flows;
    expect(first?.reference.secret).toBe("TOKEN");
    expect(first?.reference.suppliedBy?.map((one) => `${one.place.unit} ${one.secret}`)).toEqual([`${CI} ${name}`]);
    expect(triggers.map(({ event, untrusted }) => `${event} ${untrusted}`)).toEqual([
      "workflow_call false",
      "push false",
      "pull_request_target true",
    ]);
  });

  it("gives its outputs back", () => {
    const { ways } = repository(files("inherit"))(CI);
    expect(ways.at(-1)).toMatch(/^TOKEN > .*argv \$\{\{ needs\.call\.outputs\.id \}\}!$/);
  });
});

describe("what cannot be followed", () => {
  it("is a file that is not there", () => {
    const text = `on: push
jobs:
  a: { uses: ./.github/workflows/none.yml }
  b: { runs-on: x, steps: [{ uses: ./none }, { uses: o/r@v1 }, { uses: "./\${{ matrix.x }}" }] }
`;
    expect(repository({ [CI]: text })(CI).gaps).toEqual([
      "./.github/workflows/none.yml: there is no workflow .github/workflows/none.yml",
      "./none: no action.yml in none",
    ]);
  });

  it("is nothing of a repository that was checked out beside it", () => {
    const text = job(
      "      - { uses: actions/checkout@v5, with: { repository: o/r, path: tools } }\n      - uses: ./tools/sign\n",
    );
    expect(repository({ [CI]: text })(CI).gaps).toEqual([]);
  });

  it("is a circle of any length, told once with its way", () => {
    const path = (name: string) => `.github/workflows/${name}.yml`;
    const files = Object.fromEntries(
      ["a", "b", "c", "d"].map((name, at, all) => {
        const next = all[(at + 1) % 4] ?? "a";
        const text = `on: [workflow_call, push]\njobs: { x: { uses: ./${path(next)} }, y: { runs-on: x, steps: [] } }\n`;
        return [path(name), text];
      }),
    );
    const before = { [path("start")]: `on: issues\njobs: { x: { uses: ./${path("c")} } }\n` };
    const ask = repository({ ...files, ...before });
    expect(["a", "b", "c", "d", "start"].flatMap((name) => ask(path(name)).gaps)).toEqual([
      `./${path("b")}: they call each other in a circle, which GitHub refuses: ${["a", "b", "c", "d", "a"].map(path).join(" → ")}`,
    ]);
  });

  it("is a workflow that calls itself, and an action that uses itself", () => {
    const other = ".github/workflows/other.yml";
    const files = {
      [CI]: `on: workflow_call\njobs: { a: { uses: ./${other}, secrets: inherit } }\n`,
      [other]: `on: workflow_call\njobs: { a: { uses: ./${CI}, secrets: inherit } }\n`,
      [SIGN]: composite('    - uses: ./.github/actions/sign\n      with: { key: "${{ inputs.key }}" }\n'),
    };
    const circle = "they call each other in a circle, which GitHub refuses";
    expect(repository(files)(other).gaps).toEqual([]);
    expect(repository(files)(CI).gaps).toEqual([`./${other}: ${circle}: ${CI} → ${other} → ${CI}`]);
    const self = { [CI]: `on: workflow_call\njobs: { a: { uses: ./${CI}, secrets: inherit } }\n` };
    expect(repository(self)(CI).gaps).toEqual([`./${CI}: ${circle}: ${CI} → ${CI}`]);
    expect(repository(files)(SIGN).ways).toEqual([]);
  });
});
