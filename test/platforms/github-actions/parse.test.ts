import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unitOf } from "../../../src/core/source.ts";
import { decode } from "../../../src/core/text.ts";
import type { Action, Workflow } from "../../../src/platforms/github-actions/model.ts";
import { parse } from "../../../src/platforms/github-actions/parse.ts";
import { githubActions } from "../../../src/platforms/github-actions/platform.ts";
import { policies } from "../../../src/policies/registry.ts";
import { checkPolicy } from "../../support/check-policy.ts";

const read = (text: string | Uint8Array, path = ".github/workflows/ci.yml") =>
  parse(unitOf(path, typeof text === "string" ? Buffer.from(text) : text));

function workflow(text: string): Workflow {
  const { model, problems } = read(text);
  expect(problems).toEqual([]);
  if (model?.kind !== "workflow") throw new Error("no workflow");
  return model;
}

const FULL = `name: CI
run-name: by \${{ github.actor }}
on:
  push:
    branches: [main, "v*"]
    paths-ignore: docs/**
  schedule:
    - cron: "0 4 * * 1"
  workflow_dispatch:
    inputs:
      level: { type: choice, default: low, required: true, description: How much }
  workflow_call:
    inputs:
      tag: { type: string }
    secrets:
      TOKEN: { required: true }
      OTHER:
    outputs:
      url: { value: "\${{ jobs.a.outputs.url }}" }
  pull_request:
permissions:
  contents: read
env: { CI_LEVEL: 1, NODE_ENV: test }
defaults: { run: { shell: bash, working-directory: web } }
concurrency: { group: x, cancel-in-progress: true }
jobs:
  build:
    name: Build
    needs: [lint, test]
    if: github.ref == 'refs/heads/main'
    runs-on: [self-hosted, linux]
    environment: { name: production, url: https://example.com }
    permissions: write-all
    env: { A: b }
    container:
      image: node:24
      env: { C: d }
      credentials: { username: u, password: "\${{ secrets.P }}" }
      volumes: ["/a:/b"]
      options: --cpus 1
    services:
      db: postgres:17
      cache: { image: redis, env: { E: f } }
    strategy: { matrix: { os: [linux] } }
    outputs: { url: "\${{ steps.x.outputs.y }}" }
    continue-on-error: true
    steps:
      - uses: actions/checkout@v5
        with: { ref: main, depth: 0 }
      - id: x
        name: Make
        if: success()
        run: make
        shell: sh
        working-directory: .
        env: { G: h }
        continue-on-error: false
  call:
    uses: o/r/.github/workflows/w.yml@v1
    with: { a: b }
    secrets: { T: "\${{ secrets.T }}" }
  all:
    uses: ./.github/workflows/w.yml
    secrets: inherit
  short:
    runs-on: { group: big, labels: [x] }
    environment: staging
    container: alpine
    concurrency: one
`;

describe("a workflow", () => {
  const model = workflow(FULL);
  const values = (scalars: readonly { readonly value: string }[]) => scalars.map(({ value }) => value);
  const pairs = (entries: readonly { readonly name: { value: string }; readonly value: { value: string } }[]) =>
    entries.map(({ name, value }) => [name.value, value.value]);

  it("has its events with what they hold", () => {
    expect(values(model.on.map(({ name }) => name))).toEqual([
      "push",
      "schedule",
      "workflow_dispatch",
      "workflow_call",
      "pull_request",
    ]);
    const [push, schedule, dispatch, call] = model.on;
    expect(push?.filters.map(({ name, values: of }) => [name.value, values(of)])).toEqual([
      ["branches", ["main", "v*"]],
      ["paths-ignore", ["docs/**"]],
    ]);
    expect(values(schedule?.crons ?? [])).toEqual(["0 4 * * 1"]);
    expect(dispatch?.inputs[0]).toMatchObject({
      name: { value: "level" },
      type: { value: "choice" },
      default: { value: "low" },
      required: { value: "true" },
      description: { value: "How much" },
    });
    expect(call?.inputs[0]?.name.value).toBe("tag");
    expect(call?.secrets.map(({ name, required }) => [name.value, required?.value])).toEqual([
      ["TOKEN", "true"],
      ["OTHER", undefined],
    ]);
    expect(pairs(call?.outputs ?? [])).toEqual([["url", "${{ jobs.a.outputs.url }}"]]);
  });

  it("has what stands at the top", () => {
    expect(model).toMatchObject({ name: { value: "CI" }, runName: { value: "by ${{ github.actor }}" } });
    expect(pairs(model.permissions?.scopes ?? [])).toEqual([["contents", "read"]]);
    expect(pairs(model.env.entries)).toEqual([
      ["CI_LEVEL", "1"],
      ["NODE_ENV", "test"],
    ]);
    expect(model.defaults).toMatchObject({ shell: { value: "bash" }, workingDirectory: { value: "web" } });
    expect(model.concurrency).toMatchObject({ group: { value: "x" }, cancelInProgress: { value: "true" } });
  });

  it("has its jobs", () => {
    const [build, call, all, short] = model.jobs;
    expect(build).toMatchObject({
      id: { value: "build" },
      name: { value: "Build" },
      if: { value: "github.ref == 'refs/heads/main'" },
      environment: { name: { value: "production" }, url: { value: "https://example.com" } },
      permissions: { all: { value: "write-all" } },
      continueOnError: { value: "true" },
      matrix: { kind: "map" },
    });
    expect(values(build?.needs ?? [])).toEqual(["lint", "test"]);
    expect(values(build?.runsOn ?? [])).toEqual(["self-hosted", "linux"]);
    expect(pairs(build?.outputs ?? [])).toEqual([["url", "${{ steps.x.outputs.y }}"]]);
    expect(build?.container).toMatchObject({ image: { value: "node:24" }, options: { value: "--cpus 1" } });
    expect(pairs(build?.container?.credentials.entries ?? [])).toEqual([
      ["username", "u"],
      ["password", "${{ secrets.P }}"],
    ]);
    expect(build?.services.map(({ name, container }) => [name.value, container.image?.value])).toEqual([
      ["db", "postgres:17"],
      ["cache", "redis"],
    ]);
    expect(call?.uses?.value).toBe("o/r/.github/workflows/w.yml@v1");
    expect(pairs(call?.secrets.entries ?? [])).toEqual([["T", "${{ secrets.T }}"]]);
    expect(all?.inheritsSecrets?.value).toBe("inherit");
    expect(values(short?.runsOn ?? [])).toEqual(["big", "x"]);
    expect(short).toMatchObject({
      environment: { name: { value: "staging" } },
      container: { image: { value: "alpine" } },
    });
  });

  it("has its steps, by number", () => {
    const steps = model.jobs[0]?.steps ?? [];
    expect(steps.map(({ number, uses, run }) => [number, uses?.value, run?.value])).toEqual([
      [1, "actions/checkout@v5", undefined],
      [2, undefined, "make"],
    ]);
    expect(pairs(steps[0]?.with.entries ?? [])).toEqual([
      ["ref", "main"],
      ["depth", "0"],
    ]);
    expect(steps[1]).toMatchObject({
      id: { value: "x" },
      name: { value: "Make" },
      if: { value: "success()" },
      shell: { value: "sh" },
      workingDirectory: { value: "." },
      continueOnError: { value: "false" },
    });
  });

  it("is plain data", () => {
    expect(structuredClone(model)).toEqual(model);
  });

  it.each([
    ["on: push", ["push"]],
    ["on: [push, pull_request]", ["push", "pull_request"]],
    ["on:\n  push:\n  release: { types: [created] }", ["push", "release"]],
    ['"on": push', ["push"]],
    ["on: {}", []],
  ])("knows the forms of `%s`", (on, events) => {
    expect(values(workflow(`${on}\njobs: {}\n`).on.map(({ name }) => name))).toEqual(events);
  });

  it.each([
    "on: 1\njobs: { a: { steps: x } }",
    "on: [[1], {a: b}]\njobs: { a: [], b: 1, c: { steps: [1, [], {}] } }",
    "on: { push: [1], schedule: 3 }\nenv: []\npermissions: []\njobs: { a: { env: [1], needs: {a: b}, container: [], services: 1 } }",
    "on:\nenv:\njobs: { a: { env: , permissions: , environment: , with: , secrets: , steps: } }",
    "jobs: { a: { runs-on: [[x]], strategy: 1, outputs: [1], environment: [1], steps: [{ run: [1], env: x, with: [] }] } }",
  ])("does without what is of another type: %s", (text) => {
    const lenient = workflow(text);
    expect(githubActions.flows(lenient).references).toEqual([]);
  });

  it("keeps an expression in a map's place", () => {
    const computed = workflow("jobs: { a: { env: '${{ fromJSON(inputs.env) }}' } }");
    expect(computed.jobs[0]?.env.expression?.value).toBe("${{ fromJSON(inputs.env) }}");
  });
});

describe("an action", () => {
  it("has its inputs, outputs and steps", () => {
    const { model, problems } = read(
      `name: Deploy
inputs: { token: { required: true }, level: { default: low } }
outputs: { url: { value: "\${{ steps.a.outputs.url }}" } }
runs:
  using: composite
  steps:
    - id: a
      run: deploy "\${{ inputs.token }}"
      shell: bash
`,
      "tools/deploy/action.yml",
    );
    expect(problems).toEqual([]);
    const action = model as Action;
    expect(action).toMatchObject({ kind: "action", name: { value: "Deploy" }, using: { value: "composite" } });
    expect(action.inputs.map(({ name }) => name.value)).toEqual(["token", "level"]);
    expect(action.outputs[0]?.value.value).toBe("${{ steps.a.outputs.url }}");
    expect(action.steps[0]?.shell?.value).toBe("bash");
  });

  it("may run an image", () => {
    const { model } = read("runs: { using: docker, image: Dockerfile, env: { A: b } }", "action.yml");
    expect(model).toMatchObject({ kind: "action", image: { value: "Dockerfile" }, steps: [] });
  });
});

describe("problems", () => {
  it.each([
    ["", "is empty"],
    ["# only a comment\n", "is empty"],
    ["- a\n", "is not a map of keys"],
    ["on: push\n", "is a workflow without `jobs`"],
    ["on: push\njobs: [a]\n", "has `jobs` that are not a map"],
    ["on: push\njobs:\n", "has `jobs` that are not a map"],
    ["a: [\n", "is not valid YAML"],
  ])("%j", (text, message) => {
    const { model, problems } = read(text);
    expect(model).toBeUndefined();
    expect(problems.map((problem) => problem.message)).toEqual([expect.stringContaining(message)]);
    expect(problems[0]?.hint).toMatch(/\.$/);
  });

  it("are named where the model can be read all the same", () => {
    const { model, problems } = read("jobs: {}\njobs: {}\n---\na: 1\n");
    expect(model).toBeDefined();
    expect(problems.map((problem) => problem.message)).toEqual([
      'has the key "jobs" twice in one map',
      "holds several YAML documents, of which only the first is read",
    ]);
  });

  it("name an action without runs", () => {
    expect(read("name: x\n", "action.yml").problems[0]?.message).toBe("is an action without `runs`");
  });
});

describe("any content", () => {
  const scalar = fc.oneof(
    fc.constantFrom(
      "push",
      "write-all",
      "inherit",
      "echo $T",
      "${{ secrets.A }}",
      "${{ toJSON(secrets) }}",
      "a/b@v1",
      "bash",
      "",
      "true",
    ),
    fc.constantFrom(
      "echo ${{ secrets.A }} | base64",
      "${{ env.T }}",
      "${{ a b",
      "docker://x",
      "pwsh",
      "cat <<EOF\n$T\nEOF",
    ),
  );
  const key = fc.constantFrom(
    "on",
    "jobs",
    "env",
    "permissions",
    "steps",
    "run",
    "uses",
    "with",
    "secrets",
    "if",
    "shell",
    "needs",
    "container",
    "services",
    "image",
    "credentials",
    "environment",
    "outputs",
    "strategy",
    "matrix",
    "name",
    "T",
    "a",
    "defaults",
    "runs-on",
    "runs",
    "using",
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6 },
      scalar,
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(key, tie("tree"), { maxKeys: 5 }),
    ),
  }));
  const rooted = fc
    .tuple(tree, tree, tree)
    .map(([jobs, env, more]) => ({ on: "push", jobs: { a: jobs, b: { steps: [more] } }, env }));

  it("is parsed and followed without an exception, with every place in the unit", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          rooted.map((each) => JSON.stringify(each)),
          fc.string(),
        ),
        fc.boolean(),
        (text, isAction) => {
          const bytes = Buffer.from(text);
          const { model } = read(bytes, isAction ? "action.yml" : ".github/workflows/a.yml");
          if (model === undefined) return;
          const flows = githubActions.flows(model);
          const places = [
            ...flows.references.map(({ place }) => place),
            ...flows.literals.map(({ place }) => place),
            ...flows.flows.flatMap(({ path, sink }) => [...path, sink.place]),
          ];
          const context = { model, flows, judge: () => ({ score: 1, confidence: "high" as const, reasons: [] }) };
          for (const policy of policies.filter((one) => one.platforms.includes("github-actions")))
            for (const { place } of checkPolicy(policy, context)) places.push(place);
          for (const { span } of places) {
            expect(span.start).toBeLessThanOrEqual(span.end);
            expect(span.end).toBeLessThanOrEqual(bytes.length);
          }
          for (const { place } of flows.references)
            expect(decode(bytes, place.span)).toMatch(/secrets|github|inherit/i);
        },
      ),
      { numRuns: 1500 },
    );
  });
});
