import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildkite } from "../../../src/platforms/buildkite/platform.ts";
import { read } from "./read.ts";

describe("a pipeline", () => {
  it("has its steps in order, those of groups in their places", () => {
    const { model, said } = read(`env: { LEVEL: info }
secrets: [API_TOKEN]
agents: [queue=hosted]
image: ubuntu:24.04
notify:
  - slack: "#builds"
    if: build.state == "failed"
steps:
  - label: ":hammer: Build"
    key: build
    command: make
    env: { A: b }
    secrets: { KEY: deploy_key }
    agents: { queue: on-prem }
    branches: main release/*
    artifact_paths: "a/*;b"
    cache: node_modules
    soft_fail: [{ exit_status: 1 }]
    plugins:
      - docker#v5.13.0: { image: node, environment: [NPM_TOKEN, LEVEL=info] }
      - acme/notify#v1
  - wait
  - wait: { continue_on_failure: true }
  - block: ":rocket: Go?"
    fields:
      - text: Why
        key: reason
        default: none
      - select: Where
        key: place
        options: [{ label: A, value: a }]
  - input: { input: More, fields: [{ text: Name, key: name }] }
  - group: Tests
    if: build.branch != "x"
    depends_on: build
    steps:
      - name: Unit
        commands: [a, b]
        if: build.tag == null
        soft_fail: true
        depends_on: [{ step: build, allow_failure: true }]
  - trigger: deploy
    build: { env: { V: w } }
  - { surprise: 1 }
  - 17
`);
    expect(said).toEqual([]);
    if (model === undefined) throw new Error("no model");
    expect(model.steps.map(({ kind, label }) => `${kind} ${label?.value ?? ""}`.trim())).toEqual([
      "command :hammer: Build",
      "wait",
      "wait",
      "block :rocket: Go?",
      "input More",
      "command Unit",
      "trigger",
      "command",
    ]);
    expect(model.agents.map(({ name, value }) => [name.value, value.value])).toEqual([["queue", "hosted"]]);
    expect(model.secrets.map(({ variable, secret }) => [variable.value, secret.value])).toEqual([
      ["API_TOKEN", "API_TOKEN"],
    ]);
    expect(model.notify.map(({ name, value }) => [name.value, value.value])).toEqual([["slack", "#builds"]]);
    const [build, , , block, , unit, trigger] = model.steps;
    if (build?.kind !== "command" || unit?.kind !== "command") throw new Error("no command");
    expect(build.secrets.map(({ variable, secret }) => [variable.value, secret.value])).toEqual([
      ["KEY", "deploy_key"],
    ]);
    expect(build.branches.map(({ value }) => value)).toEqual(["main", "release/*"]);
    expect(build.artifactPaths.map(({ value }) => value)).toEqual(["a/*", "b"]);
    expect(build.cachePaths.map(({ value }) => value)).toEqual(["node_modules"]);
    expect(build.softFail).toBeUndefined();
    expect(
      build.plugins.map(({ source, settings }) => [
        source.value,
        settings.map(({ path, value }) => `${path}=${value.value}`),
      ]),
    ).toEqual([
      ["docker#v5.13.0", ["image=node", "environment=NPM_TOKEN", "environment=LEVEL=info"]],
      ["acme/notify#v1", []],
    ]);
    expect(
      block?.kind === "block" &&
        block.fields.map(({ key, takesText, default: value }) => [key.value, takesText, value?.value]),
    ).toEqual([
      ["reason", true, "none"],
      ["place", false, undefined],
    ]);
    expect([unit.conditions.map(({ value }) => value), unit.dependsOn.map(({ value }) => value)]).toEqual([
      ['build.branch != "x"', "build.tag == null"],
      ["build", "build"],
    ]);
    expect(unit.softFail?.value).toBe("true");
    expect(trigger?.kind === "trigger" && trigger.env.map(({ value }) => value.value)).toEqual(["w"]);
  });

  it("may be a list, JSON, in Windows' lines or behind a byte order mark", () => {
    for (const text of [
      "- command: make\n- wait\n",
      '{"steps": [{"command": "make"}, "wait"]}',
      "\uFEFFsteps:\r\n  - command: make\r\n  - wait\r\n",
      "x: &step { command: make }\nsteps:\n  - <<: *step\n  - wait\n",
    ])
      expect(read(text).model?.steps.map(({ kind }) => kind)).toEqual(["command", "wait"]);
  });
});

describe("what is no pipeline", () => {
  it.each([
    ["", ["note is empty: "]],
    ["just words\n", ["error is no pipeline: it is neither a map nor a list: "]],
    ["steps:\n\t- wait\n", [expect.stringContaining("error is not valid YAML")]],
    ["steps: [\n", [expect.stringContaining("error is not valid YAML")]],
    ["steps:\n  - command: a\n    command: b\n", [expect.stringContaining("error")]],
    ["a: &a [*a]\nsteps: []\n", [expect.stringContaining("error")]],
    ["steps:\n  - {{ step }}\n", [expect.stringContaining("note is a template")]],
    ["steps: [wait]\n---\nsteps: [wait]\n", [expect.stringContaining("error holds several YAML documents")]],
  ])("%j has a problem with its place", (text, expected) => {
    expect(read(text).said).toEqual(expected);
  });

  it("never ends in an exception", () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, "", "wait", "a#b", "$X_TOKEN", "$$X_TOKEN", "${", "A=b", "build.tag", "true"),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom(
            "steps",
            "env",
            "secrets",
            "plugins",
            "command",
            "block",
            "fields",
            "key",
            "trigger",
            "build",
            "group",
            "if",
            "branches",
            "agents",
            "notify",
            "soft_fail",
            "cache",
            "text",
            "depends_on",
          ),
          tie("value"),
          { maxKeys: 4 },
        ),
      ),
    })).value;
    fc.assert(
      fc.property(value, (steps) => {
        const { model } = read(JSON.stringify({ steps, env: steps, secrets: steps, notify: steps }));
        if (model !== undefined) buildkite.flows(model);
      }),
      { numRuns: 150 },
    );
  });
});
