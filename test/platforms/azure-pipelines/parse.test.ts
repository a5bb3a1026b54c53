import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unitOf } from "../../../src/core/source.ts";
import type { Place } from "../../../src/core/span.ts";
import { decode } from "../../../src/core/text.ts";
import { azurePipelines } from "../../../src/platforms/azure-pipelines/platform.ts";
import type { Scalar } from "../../../src/platforms/document/tree.ts";

function read(text: string, path = "azure-pipelines.yml") {
  const bytes = Buffer.from(text);
  const { model, problems } = azurePipelines.parse(unitOf(path, bytes));
  const said = problems.map(({ level = "error", message, span }) => `${level} ${message}: ${decode(bytes, span)}`);
  return { bytes, model, problems, said };
}

function modelOf(text: string, path?: string) {
  const { model, said } = read(text, path);
  expect(said).toEqual([]);
  if (model === undefined) throw new Error("no model");
  return model;
}

const values = (scalars: readonly (Scalar | undefined)[]) => scalars.map((scalar) => scalar?.value);

const stepsOf = (text: string) =>
  modelOf(text)
    .stages.flatMap(({ jobs }) => jobs)
    .flatMap(({ steps }) => steps);

describe("the top level", () => {
  const model = modelOf(`name: $(Date)
trigger:
  branches: { include: [main, releases/*], exclude: [old] }
pr: none
schedules:
- cron: 0 3 * * *
  branches: { include: [main] }
resources:
  repositories:
  - { repository: templates, type: github, name: org/templates, ref: refs/tags/v1, endpoint: gh }
  containers:
  - { container: tools, image: acme/tools:1, endpoint: acr, env: { A: b } }
  pipelines:
  - { pipeline: lib, source: lib-ci, trigger: true }
  webhooks:
  - { webhook: hook, connection: c }
variables:
- group: shared
- name: a
  value: b
  readonly: true
- template: vars.yml
  parameters: { env: prod }
parameters:
- { name: target, type: string, default: x, values: [x, y] }
pool: { name: own, demands: [docker, gpu -equals 1] }
extends:
  template: base.yml@templates
  parameters:
    token: $(Token)
    list: [{ key: one }, two]
`);

  it("is told", () => {
    expect(model.role).toBe("pipeline");
    expect(model.trigger?.branches.map(({ value }) => value)).toEqual(["main", "releases/*"]);
    expect(model.pr?.isNone).toBe(true);
    expect(values(model.schedules)).toEqual(["0 3 * * *"]);
    const [repository] = model.resources.repositories;
    expect(values([repository?.alias, repository?.name, repository?.ref, repository?.endpoint])).toEqual([
      "templates",
      "org/templates",
      "refs/tags/v1",
      "gh",
    ]);
    const [container] = model.resources.containers;
    expect(values([container?.alias, container?.image, container?.endpoint])).toEqual(["tools", "acme/tools:1", "acr"]);
    expect(container?.env.map(({ name, value }) => `${name.value}=${value.value}`)).toEqual(["A=b"]);
    expect(model.resources.others.map(({ kind, alias }) => `${kind} ${alias.value}`)).toEqual([
      "pipelines lib",
      "webhooks hook",
    ]);
    expect(values(model.variables.groups)).toEqual(["shared"]);
    expect(model.variables.entries.map(({ name, value }) => `${name.value}=${value?.value}`)).toEqual(["a=b"]);
    expect(values(model.variables.templates.map(({ file }) => file))).toEqual(["vars.yml"]);
    expect(values(model.parameters.flatMap((one) => [one.name, one.type, one.default, ...one.values]))).toEqual([
      "target",
      "string",
      "x",
      "x",
      "y",
    ]);
    expect(values([model.pool?.name, ...(model.pool?.demands ?? [])])).toEqual(["own", "docker", "gpu -equals 1"]);
    expect(
      model.extends?.parameters.map(({ parameter, name, value }) => `${parameter} ${name.value} ${value.value}`),
    ).toEqual(["token token $(Token)", "list key one", "list list two"]);
  });

  it("of a template has no trigger of its own", () => {
    expect(modelOf("parameters: { a: b, c: }\nsteps:\n- script: x\n", "ci/build.yml")).toMatchObject({
      role: "template",
    });
    expect(
      modelOf("parameters: { a: b, c: }\nsteps: []\n", "t.yml").parameters.map((one) => one.default?.value),
    ).toEqual(["b", undefined]);
  });
});

describe("stages, jobs and steps", () => {
  it("stand at any level", () => {
    const { stages } = modelOf(`stages:
- stage: Build
  displayName: Build it
  variables: { a: b }
  jobs:
  - job: one
    pool: { vmImage: windows-latest }
    container: { image: "ubuntu:24.04" }
    services: { db: postgres, cache: { image: redis } }
    strategy: { matrix: { x: { NODE: "20" }, y: { NODE: "22" } } }
    steps:
    - checkout: self
      persistCredentials: true
    - bash: make
      name: build
      env: { A: b }
      condition: always()
      continueOnError: true
  - template: more.yml
    parameters: { a: b }
- stage: Deploy
  dependsOn: Build
  jobs:
  - deployment: two
    environment: { name: production, resourceName: vm, resourceType: VirtualMachine }
    strategy:
      canary:
        preDeploy: { steps: [{ script: a }] }
        deploy: { steps: [{ task: X@1, inputs: { b: c } }] }
        on:
          failure: { steps: [{ pwsh: d }] }
  - deployment: three
    environment: staging.vm
    strategy: { runOnce: { deploy: { steps: [{ script: e }] } } }
`);
    const jobs = stages.flatMap((stage) => stage.jobs);
    expect(
      jobs.map(({ kind, name, steps }) => `${kind} ${name?.value} ${steps.map((step) => step.kind).join()}`),
    ).toEqual(["job one checkout,bash", "deployment two script,task,pwsh", "deployment three script"]);
    expect(stages[0]?.calls.map(({ file }) => file.value)).toEqual(["more.yml"]);
    const [one, two] = jobs;
    expect(values([one?.container?.image, ...(one?.services ?? []).map(({ image }) => image)])).toEqual([
      "ubuntu:24.04",
      "postgres",
      "redis",
    ]);
    expect(one?.variables.entries.map(({ name, value }) => `${name.value}=${value?.value}`)).toEqual([
      "NODE=20",
      "NODE=22",
    ]);
    expect(one?.steps[0]?.inputs.map(({ name }) => name.value)).toEqual(["persistCredentials"]);
    expect(one?.steps[1]).toMatchObject({
      number: 2,
      env: [{ value: { value: "b" } }],
      continueOnError: { value: "true" },
    });
    expect(two?.environment).toMatchObject({ name: { value: "production" }, resourceName: { value: "vm" } });
    expect(two?.steps.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it("may stand at the top, and in what templates are given", () => {
    expect(
      stepsOf("steps:\n- script: a\n- powershell: b\n- publish: c\n  artifact: d\n").map(({ kind }) => kind),
    ).toEqual(["script", "powershell", "publish"]);
    const text = `extends:
  template: v1/base.yml@t
  parameters:
    sdl: { tool: { enabled: true } }
    stages:
    - stage: a
      jobs:
      - job: b
        steps:
        - template: c.yml
          parameters:
            before: [{ bash: d }]
      - template: e.yml
        parameters: { steps: [{ script: f }] }
`;
    const { stages } = modelOf(text);
    expect(
      stages.flatMap((stage) => stage.jobs).map((job) => job.steps.map(({ value }) => value.value).join()),
    ).toEqual(["c.yml,d", "f"]);
  });

  it("are all there below conditions, which are kept", () => {
    const steps = stepsOf(`steps:
- \${{ if eq(variables.a, 'b') }}:
  - script: one
- \${{ elseif eq(variables.a, 'c') }}:
  - script: two
- \${{ else }}:
  - script: three
- \${{ each x in parameters.list }}:
  - script: four
    \${{ if x }}:
      env: { A: b }
    \${{ else }}:
      env: { C: d }
- script: five
`);
    expect(steps.map(({ value, guards }) => `${value.value}: ${guards.map((guard) => guard.value).join(" ")}`)).toEqual(
      [
        "one: eq(variables.a, 'b')",
        "two: not(eq(variables.a, 'b')) eq(variables.a, 'c')",
        "three: not(eq(variables.a, 'b')) not(eq(variables.a, 'c'))",
        "four: ",
        "five: ",
      ],
    );
    expect(steps[3]?.env.map(({ name }) => name.value)).toEqual(["A", "C"]);
  });

  it("keep the place of each scalar", () => {
    const text = "# ü\nsteps:\n- bash: |\n    echo \"ä\"\n    make\n  env:\n    T: 'v'\n";
    const { bytes, model } = read(text);
    const shown: string[] = [];
    const visit = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      if ("kind" in value && value.kind === "scalar") {
        const { place, value: scalar } = value as Scalar;
        shown.push(`${scalar} = ${decode(bytes, place.span)}`);
      } else Object.values(value).forEach(visit);
    };
    visit(model);
    expect(shown).toContain("v = v");
    expect(shown).toContain('echo "ä"\nmake\n =     echo "ä"\n    make\n');
  });
});

describe("what is wrong", () => {
  it.each([
    ["steps:\n- script: 'a\n", "error is not valid YAML: missing closing 'quote", false],
    ["steps:\n\t- script: a\n", "error is not valid YAML: ", false],
    ["steps:\n- script: a\n  script: b\n", 'error has the key "script" twice in one map: script', true],
    ["steps: &a\n- script: x\n  env: *a\n", "error has an alias (*a) of a node that it stands in itself: *", false],
    ["steps:\n- script: *b\n", "error has an alias (*b) of an anchor that is not defined before it: *", false],
    ["- a\n", "error is not a map of keys: ", false],
    ["", "note is empty: ", false],
    [
      "steps: []\n---\nsteps: []\n",
      "error holds several YAML documents, of which Azure Pipelines reads only the first: ",
      true,
    ],
    ["version: 2\nupdates: []\n", "note lies where pipelines lie, but has no `stages`", false],
    ["steps:\n  {{ steps }}\n", "", undefined],
  ])("is said of %j", (text, expected, hasModel) => {
    const { said, model } = read(text);
    expect(said[0] ?? "").toContain(expected.replace("'quote", ""));
    expect(said.length).toBeGreaterThan(0);
    if (hasModel !== undefined) expect(model !== undefined).toBe(hasModel);
  });

  it("are not conditions that stand twice", () => {
    expect(read("variables:\n  ${{ if a }}:\n    x: y\n  ${{ if a }}:\n    z: y\n").said).toEqual([]);
  });

  it("stops at what grows without bound", () => {
    const lines = Array.from(
      { length: 30 },
      (_, index) => `a${index}: &a${index} [*a${index - 1}, *a${index - 1}]`,
    ).slice(1);
    const { said } = read(`a0: &a0 [x, x]\n${lines.join("\n")}\nsteps: *a29\n`);
    expect(said.join()).toContain("grows beyond all measure");
  });
});

it("any pipeline is read without an error, with each place in it", () => {
  const keys = [
    "steps",
    "jobs",
    "stages",
    "job",
    "deployment",
    "script",
    "task",
    "inputs",
    "env",
    "template",
    "parameters",
    "variables",
    "pool",
    "strategy",
    "deploy",
    "runOnce",
    "extends",
    "${{ if x }}",
    "${{ else }}",
    "name",
    "value",
    "group",
    "resources",
    "container",
  ];
  const part = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom("a", "$(Token)", "${{ parameters.a }}", "AzureKeyVault@2", "$[ variables.x ]", "", null),
      fc.dictionary(fc.constantFrom(...keys), tie("value"), { maxKeys: 4 }),
      fc.array(tie("value"), { maxLength: 3 }),
    ),
  })).value;
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), part), (root) => {
      const text = JSON.stringify(root);
      const { model, bytes } = read(text);
      if (model === undefined) return;
      const { references, literals, flows } = azurePipelines.flows(model);
      const places: Place[] = [...references, ...literals, ...flows.map(({ sink }) => sink)].map(({ place }) => place);
      for (const { span } of places) expect(span.start <= span.end && span.end <= bytes.length).toBe(true);
    }),
    { numRuns: 100 },
  );
});
