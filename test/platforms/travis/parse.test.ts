import { describe, expect, it } from "vitest";
import { travis } from "../../../src/platforms/travis/platform.ts";
import { pipelineReader } from "../../support/read-pipeline.ts";

const { read, readWell } = pipelineReader(travis, ".travis.yml");

describe("variables", () => {
  it.each<[string, string[]]>([
    ["A=b", ["jobs A=b"]],
    ["[A=b C='d e', {F: g}]", ["jobs A=b", "jobs C=d e", "jobs F=g"]],
    ["{ A: b, S: { secure: x } }", ["jobs A=b", "jobs S!"]],
    ["{ global: A=b, matrix: [C=d, E=f] }", ["global A=b", "jobs C=d", "jobs E=f"]],
    [
      "{ global: [{ secure: x }, { S: { secure: y } }], jobs: { L: [a, b] } }",
      ["global S!", "global ?", "jobs L=a", "jobs L=b"],
    ],
    ["{ secure: x }", ["jobs ?"]],
    ['[A="$(one two) three" B=$(four five) C=]', ["jobs A=$(one two) three", "jobs B=$(four five)", "jobs C="]],
    ["[[], null]", []],
  ])("%s", (env, expected) => {
    const { model } = readWell(`language: generic\nscript: make\nenv: ${env}\n`);
    const shown = (level: string, { variables, nameless }: typeof model.global): string[] => [
      ...variables.map(
        ({ name, value, secured }) => `${level} ${name.value}${secured ? "!" : `=${value?.value ?? ""}`}`,
      ),
      ...nameless.map(() => `${level} ?`),
    ];
    expect([
      ...shown("global", model.global),
      ...model.jobs.flatMap(({ environment }) => shown("jobs", environment)),
    ]).toEqual(expected);
  });
});

describe("allow_failures", () => {
  it.each<[string, string, boolean]>([
    ["a key of the job", "{ rvm: 2.7 }", true],
    ["a key with another value", "{ rvm: 3.0 }", false],
    ["what the job takes over", "{ os: osx }", true],
    ["its stage", "{ stage: Test }", true],
    ["all keys", "{ rvm: 2.7, os: osx, env: A=b C=d }", true],
    ["one key of several", "{ rvm: 2.7, os: linux }", false],
    ["variables in a list", "{ env: [A=b, C=d] }", true],
    ["variables in a map", "{ env: { C: d, A: b } }", true],
    ["fewer variables", "{ env: A=b }", false],
    ["its name as a text", "One", true],
    ["a key that it lacks", "{ jdk: openjdk11 }", false],
    ["nothing", "{}", false],
  ])("%s", (_, item, expected) => {
    const { model } = readWell(`
language: ruby
os: osx
script: make
jobs:
  include: [{ name: One, stage: Test, rvm: 2.7, env: A=b C=d }]
  allow_failures: [${item}]
`);
    expect(model.jobs.map(({ mayFail }) => mayFail !== undefined)).toEqual([expected]);
  });
});

describe("parse", () => {
  it("finds the jobs with what they take over", () => {
    const { model } = readWell(`
language: ruby
install: skip
script: [a, b]
after_script: c
stages: [{ name: Up, if: type = push }]
jobs:
  include:
    - { name: One, script: d }
    - { stage: up, env: A=b }
    - { script: e, deploy: { provider: script, script: f, on: { all_branches: true, tags: true } } }
  allow_failures: [{ name: One }]
deploy: [{ provider: npm, api_key: { secure: x }, on: { branch: [main, next] } }, { provider: pages, token: { main: { secure: y } } }]
`);
    expect(
      model.jobs.map(({ name, lines, conditions, deploys, mayFail }) => [
        name,
        lines.map(({ value }) => value).join(" "),
        conditions.map(({ value }) => value).join(),
        deploys.map((one) => `${one.name} ${one.settings.map((two) => two.name).join()}`).join(", "),
        mayFail?.value,
      ]),
    ).toEqual([
      ["One", "d c", "", "npm api_key, pages token", "One"],
      ["up", "a b c", "type = push", "npm api_key, pages token", undefined],
      ["up 2", "e c", "type = push", "script ", undefined],
    ]);
    const [, , third] = model.jobs;
    expect(third?.deploys.map(({ allBranches, tags }) => [allBranches, tags])).toEqual([[true, true]]);
  });

  it("makes jobs of the top where it has versions to try", () => {
    const { model } = readWell("language: ruby\nrvm: [2, 3]\nscript: a\nmatrix: { include: [{ script: b }] }\n");
    expect(model.jobs.map(({ name }) => name)).toEqual(["build", "job 1"]);
  });

  it.each<[string, string, string[], boolean]>([
    ["nothing", "", ["note is empty: "], false],
    ["a list", "- a\n", ["error is not a map of keys: "], false],
    [
      "several documents",
      "script: a\n---\nb: c\n",
      ["error holds several YAML documents, of which Travis reads only the first: "],
      true,
    ],
    ["a key twice", "script: a\nscript: b\n", ['note has the key "script" twice in one map: script'], true],
    ["a byte order mark and CRLF", "\uFEFFlanguage: c\r\nscript: make\r\n", [], true],
    ["values of other kinds", "env: 3\njobs: x\ndeploy: []\nimport: {}\nnotifications: [a]\naddons: 1\n", [], true],
  ])("says of %s what is wrong", (_, text, expected, isRead) => {
    const { said, model } = read(text);
    expect(said).toEqual(expected);
    expect(model !== undefined).toBe(isRead);
  });

  it("names a place in what is no YAML", () => {
    expect(read("script:\n\t- make\n").said).toHaveLength(1);
    expect(read("script: &a [*a]\n").said).toHaveLength(1);
  });
});
