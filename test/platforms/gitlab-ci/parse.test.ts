import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PipelineFlows } from "../../../src/core/pipeline.ts";
import { unitOf } from "../../../src/core/source.ts";
import type { Place } from "../../../src/core/span.ts";
import { decode } from "../../../src/core/text.ts";
import type { Scalar } from "../../../src/platforms/document/tree.ts";
import { gitlabCi } from "../../../src/platforms/gitlab-ci/platform.ts";

function read(text: string, path = ".gitlab-ci.yml") {
  const bytes = Buffer.from(text);
  const { model, problems } = gitlabCi.parse(unitOf(path, bytes));
  const said = problems.map(({ level = "error", message, span }) => `${level} ${message}: ${decode(bytes, span)}`);
  return { bytes, model, problems, said };
}

function modelOf(text: string) {
  const { model, said } = read(text);
  expect(said).toEqual([]);
  if (model === undefined) throw new Error("no model");
  return model;
}

const jobOf = (text: string, name = "job") => {
  const job = modelOf(text).jobs.find((one) => one.name.value === name);
  if (job === undefined) throw new Error(`no job ${name}`);
  return job;
};

const values = (scalars: readonly Scalar[]) => scalars.map(({ value }) => value);

describe("the top level", () => {
  const model = modelOf(`spec:
  inputs:
    stage:
      default: test
      type: string
      description: Where it runs.
    bare:
---
include:
  - local: /ci/a.yml
  - project: group/tools
    ref: v1
    file: [/a.yml, /b.yml]
    inputs: { token: $TOKEN }
  - remote: https://example.com/a.yml
    integrity: sha256-abc
  - template: Jobs/Build.gitlab-ci.yml
  - component: example.com/group/scan@1.0
  - https://example.com/b.yml
  - c.yml
stages: [build, "$[[ inputs.stage ]]"]
variables:
  SHORT: one
  LONG: { value: two, description: What it is., options: [two, three], expand: false }
  EMPTY:
workflow:
  name: Run
  rules: [{ if: $CI_COMMIT_TAG, when: always }]
job:
  script: make
.template:
  script: make
`);

  it("has its inputs from the header", () => {
    expect(model.inputs.map(({ name, default: value, type }) => [name.value, value?.value, type?.value])).toEqual([
      ["stage", "test", "string"],
      ["bare", undefined, undefined],
    ]);
  });

  it("has its includes in all their forms", () => {
    expect(
      model.includes.map(({ kind, name, project, ref }) => [kind, name.value, project?.value, ref?.value]),
    ).toEqual([
      ["local", "/ci/a.yml", undefined, undefined],
      ["project", "/a.yml", "group/tools", "v1"],
      ["project", "/b.yml", "group/tools", "v1"],
      ["remote", "https://example.com/a.yml", undefined, undefined],
      ["template", "Jobs/Build.gitlab-ci.yml", undefined, undefined],
      ["component", "example.com/group/scan@1.0", undefined, undefined],
      ["remote", "https://example.com/b.yml", undefined, undefined],
      ["local", "c.yml", undefined, undefined],
    ]);
    expect(model.includes[3]?.integrity?.value).toBe("sha256-abc");
    expect(model.includes[1]?.inputs.map(({ value }) => value.value)).toEqual(["$TOKEN"]);
  });

  it("has its variables, stages, workflow and jobs", () => {
    expect(model.variables.map(({ name, value, expand }) => [name.value, value?.value, expand?.value])).toEqual([
      ["SHORT", "one", undefined],
      ["LONG", "two", "false"],
      ["EMPTY", undefined, undefined],
    ]);
    expect(values(model.variables[1]?.options ?? [])).toEqual(["two", "three"]);
    expect(values(model.stages)).toEqual(["build", "test"]);
    expect(model.workflow.rules?.map((rule) => [rule.if?.value, rule.when?.value])).toEqual([
      ["$CI_COMMIT_TAG", "always"],
    ]);
    expect(model.jobs.map(({ name, hidden }) => [name.value, hidden])).toEqual([
      ["job", false],
      [".template", true],
    ]);
  });
});

describe("a job", () => {
  it("has all its parts", () => {
    const job = jobOf(`job:
  stage: deploy
  image: { name: "node:24", entrypoint: [""] }
  services:
    - redis:8
    - { name: "postgres:17", alias: db, variables: { POSTGRES_PASSWORD: x } }
  parallel: { matrix: [{ REGION: [a, b], SIZE: c }] }
  id_tokens:
    ID: { aud: https://vault.example.com }
    MANY: { aud: [a, b] }
  secrets:
    SHORT: { vault: a/b/c@ops, file: false, token: $ID }
    LONG: { azure_key_vault: { name: n, version: v } }
  before_script: [a, [b, [c]]]
  script: |
    d
  after_script: e
  hooks: { pre_get_sources_script: [f] }
  only: { refs: [main], variables: [$X] }
  except: [tags]
  allow_failure: true
  when: manual
  environment: { name: production, url: https://example.com, action: start, deployment_tier: production }
  artifacts:
    paths: [dist/]
    untracked: true
    expire_in: 1 week
    reports: { dotenv: build.env, junit: [a.xml, b.xml], coverage_report: { path: c.xml } }
  cache: [{ key: k, paths: [p] }, { paths: [q], policy: pull }]
  needs: [one, { job: two, artifacts: true }]
  tags: [docker]
`);
    expect(job).toMatchObject({
      stage: { value: "deploy" },
      image: { name: { value: "node:24" } },
      allowFailure: { value: "true" },
      when: { value: "manual" },
      environment: { name: { value: "production" }, action: { value: "start" } },
      artifacts: { untracked: { value: "true" }, expireIn: { value: "1 week" } },
    });
    expect(job.services.map(({ name, alias, variables }) => [name.value, alias?.value, variables.length])).toEqual([
      ["redis:8", undefined, 0],
      ["postgres:17", "db", 1],
    ]);
    expect(job.matrix.map(({ name, value }) => `${name.value}=${value.value}`)).toEqual([
      "REGION=a",
      "REGION=b",
      "SIZE=c",
    ]);
    expect(job.idTokens.map(({ name, audiences }) => [name.value, values(audiences)])).toEqual([
      ["ID", ["https://vault.example.com"]],
      ["MANY", ["a", "b"]],
    ]);
    expect(
      job.secrets.map(({ name, store, source, file, token }) => [
        name.value,
        store?.value,
        source.map(({ value }) => value.value),
        file?.value,
        token?.value,
      ]),
    ).toEqual([
      ["SHORT", "vault", ["a/b/c@ops"], "false", "$ID"],
      ["LONG", "azure_key_vault", ["n", "v"], undefined, undefined],
    ]);
    const sections = [job.beforeScript, job.script, job.afterScript, job.preGetSourcesScript];
    expect(sections.map(values)).toEqual([["a", "b", "c"], ["d\n"], ["e"], ["f"]]);
    expect([job.only?.refs, job.only?.variables, job.except?.refs].map((refs) => values(refs ?? []))).toEqual([
      ["main"],
      ["$X"],
      ["tags"],
    ]);
    expect(job.artifacts?.reports.map(({ name, paths }) => [name.value, values(paths)])).toEqual([
      ["dotenv", ["build.env"]],
      ["junit", ["a.xml", "b.xml"]],
      ["coverage_report", ["c.xml"]],
    ]);
    expect(job.caches.map(({ key, paths, policy }) => [key?.value, values(paths), policy?.value])).toEqual([
      ["k", ["p"], undefined],
      [undefined, ["q"], "pull"],
    ]);
    expect([values(job.needs), values(job.tags)]).toEqual([["one", "two"], ["docker"]]);
  });

  it.each([
    ["trigger: group/project", ["group/project", []]],
    ["trigger: { project: p, branch: b }", ["p", []]],
    ["trigger: { include: child.yml }", [undefined, ["child.yml"]]],
    ["trigger: { include: [{ artifact: made.yml, job: gen }] }", [undefined, ["made.yml"]]],
  ])("%s", (text, expected) => {
    const { trigger } = jobOf(`job:\n  ${text}\n`);
    expect([trigger?.project?.value, trigger?.includes.map(({ name }) => name.value)]).toEqual(expected);
  });
});

describe("defaults", () => {
  const text = (job: string) =>
    `image: top\nbefore_script: [top]\ndefault: { image: default, tags: [t] }\njob: { script: x, ${job} }\n`;
  it.each([
    ["", ["default", ["top"], ["t"]]],
    ["image: own", ["own", ["top"], ["t"]]],
    ["before_script: []", ["default", [], ["t"]]],
    ["inherit: { default: false }", [undefined, [], []]],
    ["inherit: { default: [image] }", ["default", [], []]],
  ])("%s", (keys, expected) => {
    const job = jobOf(text(keys));
    expect([job.image?.name.value, values(job.beforeScript), values(job.tags)]).toEqual(expected);
  });

  it.each([
    ["", true],
    ["inherit: { variables: false }", false],
  ])("of variables: %s", (keys, expected) => {
    expect(jobOf(text(keys)).inheritsVariables).toBe(expected);
  });
});

describe("extends", () => {
  const variables = (text: string) =>
    jobOf(text)
      .variables.map(({ name, value }) => `${name.value}=${value?.value}`)
      .toSorted();

  it("merges maps to any depth, and replaces lists", () => {
    const job = jobOf(`.base:
  variables: { A: base, B: base }
  script: [base]
  environment: { name: base, url: https://example.com }
job:
  extends: .base
  variables: { B: own }
  script: [own, more]
  environment: { name: own }
`);
    expect(job.variables.map(({ name, value }) => `${name.value}=${value?.value}`)).toEqual(["B=own", "A=base"]);
    expect(values(job.script)).toEqual(["own", "more"]);
    expect([job.environment?.name?.value, job.environment?.url?.value]).toEqual(["own", "https://example.com"]);
  });

  it("lets the last of several parents win, over several levels", () => {
    expect(
      variables(`.root: { variables: { A: root, R: root } }
.one: { extends: .root, variables: { A: one, B: one } }
.two: { variables: { A: two } }
job: { extends: [.one, .two], script: x }
`),
    ).toEqual(["A=two", "B=one", "R=root"]);
  });

  it("goes with anchors and merge keys", () => {
    expect(
      variables(`.a: &a { variables: { A: merged } }
.b: { variables: { B: extended } }
job: { <<: *a, extends: .b, script: x }
`),
    ).toEqual(["A=merged", "B=extended"]);
  });

  it("stops where it goes round in a circle, and says so once", () => {
    const { model, said } = read(".a: { extends: .b, script: x }\n.b: { extends: .a }\njob: { extends: .a }\n");
    expect(said).toEqual(["note extends itself, or over more levels than GitLab follows: .a"]);
    expect(model?.jobs).toHaveLength(3);
  });

  it("ends where it would grow without bound, and says so", () => {
    const keys = Array.from({ length: 400 }, (_, index) => `k${index}: x`).join(", ");
    const jobs = Array.from({ length: 500 }, (_, index) => `j${index}: { extends: .base, script: x }\n`).join("");
    const { said } = read(`.base: { ${keys} }\n${jobs}`);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^error grows beyond all measure/);
  });
});

describe("!reference", () => {
  it("brings keys of other jobs, nested and among other items", () => {
    const job = jobOf(`.a:
  script: [a1, a2]
  rules: [{ if: $A }]
  variables: { X: x, Y: y }
.b:
  script: [!reference [.a, script], b]
.c: { extends: .b, image: c }
job:
  image: !reference [.c, image]
  variables: !reference [.a, variables]
  before_script: !reference [.c, script]
  script:
    - first
    - !reference [.b, script]
  rules:
    - !reference [.a, rules]
    - if: $B
  environment:
    name: !reference [.a, variables, X]
`);
    expect(job.image?.name.value).toBe("c");
    expect(values(job.beforeScript)).toEqual(["a1", "a2", "b"]);
    expect(values(job.script)).toEqual(["first", "a1", "a2", "b"]);
    expect(job.rules?.map((rule) => rule.if?.value)).toEqual(["$A", "$B"]);
    expect(job.variables.map(({ name }) => name.value)).toEqual(["X", "Y"]);
  });

  it("stops where it goes round in a circle", () => {
    const { said } = read("job: { script: [!reference [job, script], x] }\n");
    expect(said).toEqual(["note refers to itself, or over more levels than GitLab follows: [job, script]"]);
  });
});

describe("what is not in the file", () => {
  const note = "which is not in this file";
  it.each([
    ["a pipeline by itself", "a: { extends: .x, script: y }", ".gitlab-ci.yml", [`note extends \`.x\`, ${note}: .x`]],
    [
      "a pipeline that includes others",
      "include: { template: x.yml }\na: { extends: [.x, .y], script: !reference [.z, script] }",
      ".gitlab-ci.yml",
      [`note extends \`.x\`, ${note}; files from elsewhere are not followed: .x`],
    ],
    [
      "a key that is missing",
      ".a: { image: x }\na: { script: !reference [.a, script] }",
      ".gitlab-ci.yml",
      [`note refers to \`.a, script\`, ${note}: .a`],
    ],
    [
      "what the files of the repository may have",
      "include: x.yml\na: { extends: .x, script: y }",
      ".gitlab-ci.yml",
      [],
    ],
    ["nothing that depends on it", "include: x.yml\na: { script: y }", ".gitlab-ci.yml", []],
    ["a part of a pipeline", "a: { extends: .x, script: y }", "ci/part.gitlab-ci.yml", []],
    [
      "a part that includes another project",
      "include: [{ project: p, file: f }]\na: { extends: .x, script: y }",
      "ci/part.gitlab-ci.yml",
      [],
    ],
    ["a name that is filled in", "a: { extends: '.x-$[[ inputs.y ]]', script: z }", ".gitlab-ci.yml", []],
  ])("%s", (_, text, path, expected) => {
    const { model, said } = read(text, path);
    expect(said).toEqual(expected);
    expect(model?.jobs.at(-1)?.name.value).toBe("a");
  });
});

describe("problems", () => {
  it.each([
    ["", /^note is empty/],
    ["- a\n- b\n", /^error is not a map of keys/],
    ["a: [\n", /^error is not valid YAML/],
    ["a: { script: x }\na: { script: y }\n", /^note has the key "a" twice/],
    ["a: { script: x }\n---\nb: { script: y }\n", /^error holds several YAML documents/],
    ["spec: {}\n---\na: { script: x }\n---\nb: 1\n", /^error holds several YAML documents/],
  ])("%j", (text, expected) => {
    const { said, problems } = read(text);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(expected);
    for (const { hint } of problems) expect(hint).toMatch(/\.$/);
  });

  it("are none for the last one of two jobs of a name, which is the one that counts", () => {
    const { model } = read("a: { script: x }\na: { script: y }\n");
    expect(model?.jobs.map(({ script }) => values(script))).toEqual([["y"]]);
  });
});

describe("any content", () => {
  const word = fc.constantFrom(
    ..."script before_script variables extends include image services rules if needs secrets id_tokens vault default".split(
      " ",
    ),
    ..."only refs artifacts reports dotenv cache paths trigger environment name value stages .a job inherit parallel matrix".split(
      " ",
    ),
  );
  const text = fc.oneof(
    word,
    fc.constantFrom(
      "$TOKEN",
      "${A_KEY}",
      "echo $TOKEN > x.env",
      "$[[ inputs.a ]]",
      "Write-Host $env:API_KEY",
      "ä😀",
      "''",
    ),
  );
  const json = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.array(tie("node"), { maxLength: 3 }),
      fc.dictionary(word, tie("node"), { maxKeys: 4 }),
    ),
  })).node;

  const places = (flows: PipelineFlows): Place[] => [
    ...flows.references.map(({ place }) => place),
    ...flows.flows.flatMap(({ path, sink }) => [...path, sink.place]),
    ...flows.literals.map(({ place }) => place),
    ...flows.commands.map(({ place }) => place),
    ...flows.fallbacks.map(({ place }) => place),
  ];

  it("is parsed and followed without an exception, with every place in the unit", () => {
    const written = fc.oneof(
      fc.dictionary(word, json).map((value) => JSON.stringify(value)),
      fc
        .dictionary(word, json)
        .map((value) => JSON.stringify(value, null, 2).replaceAll('"script": [', '"script": !reference [')),
      fc.string({ unit: fc.constantFrom(..."ab:{}[]-&*!|>'\"$ \n\t#,%".split(""), "script", "$KEY"), maxLength: 60 }),
    );
    fc.assert(
      fc.property(written, (source) => {
        const bytes = Buffer.from(source);
        const { model, problems } = gitlabCi.parse(unitOf(".gitlab-ci.yml", bytes));
        const spans = problems.map(({ span }) => span);
        if (model !== undefined) spans.push(...places(gitlabCi.flows(model)).map(({ span }) => span));
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(bytes.length);
        }
      }),
      { numRuns: 500 },
    );
  });
});
