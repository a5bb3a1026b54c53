import { describe, expect, it } from "vitest";
import { bitbucketPipelines } from "../../../src/platforms/bitbucket-pipelines/platform.ts";
import { pipelineReader } from "../../support/read-pipeline.ts";

const { read, readWell } = pipelineReader(bitbucketPipelines, "bitbucket-pipelines.yml");

describe("parse", () => {
  it("finds every pipeline with its steps, those of groups and stages too", () => {
    const { model } = readWell(`
definitions:
  steps:
    - step: &build { name: Build, script: [make] }
  pipelines:
    shared: [{ step: { name: Shared, script: [make] } }]
pipelines:
  default:
    - step: *build
    - parallel:
        - step: { name: One, script: [make] }
        - step: { name: Two, script: [make] }
  branches:
    main:
      - parallel: { fail-fast: true, steps: [{ step: { name: Three, script: [make] } }] }
      - stage: { name: Up, deployment: live, trigger: manual, steps: [{ step: { name: Four, script: [make] } }] }
      - step: { name: Five, script: [make], deployment: other }
  custom:
    by-hand: [{ variables: [{ name: A, default: x }, { name: B, allowed-values: [a] }] }, { step: *build }]
  triggers-of-tomorrow:
    created: [{ step: { name: Six, script: [make] } }]
`);
    const shown = model.pipelines.map(
      ({ start, name, steps }) =>
        `${start} ${name?.value ?? ""}: ${steps.map(({ step, manual, deployment }) => `${step.name?.value ?? ""}${manual ? "!" : ""}${deployment === undefined ? "" : `@${deployment.value}`}`).join(" ")}`,
    );
    expect(shown).toEqual([
      "default default: Build One Two",
      "branches main: Three Four!@live Five!@other",
      "custom by-hand: Build",
      "event created: Six",
      "shared shared: Shared",
      "shared : Build",
    ]);
    expect(model.pipelines[2]?.variables.map(({ name, limited }) => [name.value, limited])).toEqual([
      ["A", false],
      ["B", true],
    ]);
  });

  it("reads scripts with pipes, lists of lines, images, artefacts and caches in all their forms", () => {
    const { model } = readWell(`
lines: &lines [a, b]
image: { name: x:1, username: u, password: $P, email: e, aws: { access-key: $A, secret-key: $B } }
definitions:
  caches: { one: ~/.one, two: { key: { files: [a] }, path: two } }
  services: { db: { image: { name: y, password: $Q }, variables: { C: d, D: [e] } } }
pipelines:
  default:
    - step:
        image: z
        script: [*lines, { pipe: o/p:1, variables: { A: b, L: [c, d], N: null } }, { other: 1 }]
        after-script: one line
        artifacts: { download: false, paths: [dist/**] }
        runs-on: [self.hosted, linux]
        oidc: true
        on-fail: { strategy: ignore }
    - step: { script: [x], artifacts: { upload: [{ name: n, paths: [p], ignore-paths: [q] }] } }
`);
    expect(model.image?.credentials.map(({ name }) => name.value)).toEqual([
      "username",
      "password",
      "access-key",
      "secret-key",
    ]);
    const [first, second] = model.pipelines[0]?.steps ?? [];
    expect(first?.step.script.map((work) => (work.kind === "line" ? work.text.value : work.source.value))).toEqual([
      "a",
      "b",
      "o/p:1",
    ]);
    expect(
      first?.step.script.flatMap((work) =>
        work.kind === "pipe" ? work.variables.map((one) => one.values.length) : [],
      ),
    ).toEqual([1, 2, 0]);
    expect(first?.step.image?.name.value).toBe("z");
    expect(first?.step.oidc?.value).toBe("true");
    expect(first?.step.onFail?.value).toBe("ignore");
    expect([first, second].map((one) => one?.step.artifacts.paths.map(({ value }) => value))).toEqual([
      ["dist/**"],
      ["p"],
    ]);
    expect(second?.step.artifacts.ignored.map(({ value }) => value)).toEqual(["q"]);
    expect(model.caches.map(({ paths }) => paths.map(({ value }) => value))).toEqual([["~/.one"], ["two"]]);
    expect(model.services.map(({ image, variables }) => [image?.name.value, variables.length])).toEqual([["y", 1]]);
  });

  it.each<[string, string | Buffer, string[], boolean]>([
    ["nothing", "", ["note is empty: "], false],
    ["a comment", "# later\n", ["note is empty: #"], false],
    ["a list", "- a\n", ["error is not a map of keys: "], false],
    [
      "other keys",
      "develop: [a]\n",
      ["note is called after Bitbucket's pipelines, but has none, and is searched as text only: "],
      false,
    ],
    [
      "several documents",
      "pipelines: {}\n---\na: b\n",
      ["error holds several YAML documents, of which Bitbucket reads only the first: "],
      true,
    ],
    [
      "a key twice",
      "pipelines: {}\npipelines: {}\n",
      ['note has the key "pipelines" twice in one map: pipelines'],
      true,
    ],
    [
      "a byte order mark and CRLF",
      "\uFEFFpipelines:\r\n  default:\r\n    - step:\r\n        script: [make]\r\n",
      [],
      true,
    ],
    ["values of other kinds", "image: []\npipelines: { default: { a: 1 }, branches: [1], custom: 3 }\n", [], true],
  ])("says of %s what is wrong", (_, text, expected, isRead) => {
    const { said, model } = read(text);
    expect(said).toEqual(expected);
    expect(model !== undefined).toBe(isRead);
  });

  it("names a place in what is no YAML", () => {
    expect(read("pipelines:\n\tdefault: x\n").said).toHaveLength(1);
    expect(read("pipelines: *nothing\n").said).toHaveLength(1);
  });
});
