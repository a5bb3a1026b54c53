import { describe, expect, it } from "vitest";
import type { PipelineFlows } from "../../../src/core/pipeline.ts";
import { unitOf } from "../../../src/core/source.ts";
import { decode } from "../../../src/core/text.ts";
import { gitlabCi } from "../../../src/platforms/gitlab-ci/platform.ts";

function flowsOf(text: string) {
  const bytes = Buffer.from(text);
  const { model } = gitlabCi.parse(unitOf(".gitlab-ci.yml", bytes));
  if (model === undefined) throw new Error("no model");
  return { bytes, flows: gitlabCi.flows(model) };
}

/** References as `secret via job: text`, with `*` for a token of GitLab's own. */
const references = ({ bytes, flows }: { bytes: Uint8Array; flows: PipelineFlows }): string[] =>
  flows.references.map(
    ({ secret, via, job = "", place, builtIn }) =>
      `${secret}${builtIn === true ? "*" : ""} ${via} ${job}: ${decode(bytes, place.span)}`,
  );

/** Flows as `secret -> [path] -> kind name: text`, with `!` where the masking no longer holds. */
const ways = ({ bytes, flows }: { bytes: Uint8Array; flows: PipelineFlows }): string[] =>
  flows.flows.map(({ reference, path, sink, masked }) => {
    const way = path.map((place) => `> ${decode(bytes, place.span)} `).join("");
    return `${reference.secret} ${way}-> ${sink.kind} ${sink.name}: ${decode(bytes, sink.place.span)}${masked ? "" : "!"}`;
  });

describe("references", () => {
  it("are all uses of secrets, with where they stand", () => {
    const found = flowsOf(`workflow:
  name: $WORKFLOW_TOKEN
variables:
  TOP: x-$TOP_SECRET
  DEFINED_TOKEN: written
  EMPTY_TOKEN: ""
deploy:
  environment: { name: production, url: "https://$URL_TOKEN.example.com" }
  image: $IMAGE_TOKEN
  variables:
    JOB: \${JOB_TOKEN}
    SAME_TOKEN: $SAME_TOKEN
    PERCENT: "%PERCENT_KEY%"
    RAW: { value: $RAW_TOKEN, expand: false }
    DOLLAR: $$DOLLAR_TOKEN
  id_tokens: { ID_TOKEN: { aud: a } }
  secrets:
    FILE_SECRET: { vault: a/b@c }
    VALUE_SECRET: { vault: a/b@c, file: false }
  rules: [{ if: $RULE_TOKEN, variables: { FROM_RULE: $OTHER_KEY } }]
  before_script: test -n "$BEFORE_TOKEN"
  script:
    - make $DEFINED_TOKEN $EMPTY_TOKEN $TOP $lower_token $CI_JOB_TOKEN
    - OWN_TOKEN=$(make token); make $OWN_TOKEN
    - cat $FILE_SECRET
  after_script: "# $COMMENT_TOKEN"
`);
    expect(references(found)).toEqual([
      "TOP_SECRET env : $TOP_SECRET",
      "WORKFLOW_TOKEN expression : $WORKFLOW_TOKEN",
      "ID_TOKEN* env deploy: ID_TOKEN",
      "FILE_SECRET mount deploy: FILE_SECRET",
      "VALUE_SECRET env deploy: VALUE_SECRET",
      "JOB_TOKEN env deploy: ${JOB_TOKEN}",
      "SAME_TOKEN env deploy: $SAME_TOKEN",
      "PERCENT_KEY env deploy: %PERCENT_KEY%",
      "OTHER_KEY env deploy: $OTHER_KEY",
      "URL_TOKEN expression deploy: $URL_TOKEN",
      "RULE_TOKEN expression deploy: $RULE_TOKEN",
      "BEFORE_TOKEN script deploy: $BEFORE_TOKEN",
      "EMPTY_TOKEN script deploy: $EMPTY_TOKEN",
      "CI_JOB_TOKEN* script deploy: $CI_JOB_TOKEN",
      "IMAGE_TOKEN expression deploy: $IMAGE_TOKEN",
    ]);
    const job = found.flows.references.find(({ secret }) => secret === "JOB_TOKEN");
    expect(job).toMatchObject({ platform: "gitlab-ci", environment: "production", boundTo: "JOB" });
  });

  it("have the triggers of their job", () => {
    const { flows } = flowsOf(`a: { script: make $A_TOKEN, only: [merge_requests] }
b: { script: make $B_TOKEN, only: [schedules] }
`);
    expect(flows.references.map(({ secret, triggers }) => [secret, triggers])).toEqual([
      ["A_TOKEN", [{ event: "merge_request_event", untrusted: true }]],
      ["B_TOKEN", [{ event: "schedule", untrusted: false }]],
    ]);
    expect(flows.triggers.map(({ event }) => event)).toEqual(["merge_request_event", "schedule"]);
    expect(flows.sharesSecrets).toBe(true);
  });

  it("of templates count once where a job shows them, and by themselves where none does", () => {
    expect(
      references(
        flowsOf(`.used: { script: make $USED_TOKEN }
.unused: { script: make $UNUSED_TOKEN }
job: { extends: .used }
`),
      ),
    ).toEqual(["USED_TOKEN script job: $USED_TOKEN", "UNUSED_TOKEN script .unused: $UNUSED_TOKEN"]);
  });
});

describe("sections outside of jobs", () => {
  it.each([
    ["a default", "before_script: [echo $A_TOKEN]\n", ["A_TOKEN -> log echo: $A_TOKEN"]],
    ["a default of its own", "default: { after_script: [echo $A_TOKEN] }\n", ["A_TOKEN -> log echo: $A_TOKEN"]],
    ["a list", ".lines:\n  - x=$A_TOKEN\n  - echo $x\n", ["A_TOKEN -> log echo: $x"]],
    ["a text", ".text: |\n  echo $A_TOKEN\n", ["A_TOKEN -> log echo: $A_TOKEN"]],
    ["a word", ".word: echo $A_TOKEN\n", []],
    [
      "a key to refer to",
      ".lines:\n  login: [echo $A_TOKEN]\n  tags: [echo $A_TOKEN]\n",
      ["A_TOKEN -> log echo: $A_TOKEN"],
    ],
    ["a list that a job runs", ".lines: &a [echo $A_TOKEN]\njob: { script: *a }\n", ["A_TOKEN -> log echo: $A_TOKEN"]],
  ])("are read: %s", (_, text, expected) => {
    expect(ways(flowsOf(text))).toEqual(expected);
  });
});

describe("flows", () => {
  it.each<[string, string, string[]]>([
    ["a variable of the project", "script: echo $A_TOKEN", ["A_TOKEN -> log echo: $A_TOKEN"]],
    [
      "over a variable of the job",
      "variables: { A: $S_TOKEN }\n  script: echo $A",
      ["S_TOKEN > $S_TOKEN -> log echo: $A"],
    ],
    ["over one of the top level", "script: echo $TOP", ["TOP_TOKEN > $TOP_TOKEN -> log echo: $TOP"]],
    [
      "over two of them",
      "variables: { A: x-$TOP }\n  script: echo $A",
      ["TOP_TOKEN > $TOP_TOKEN > x-$TOP -> log echo: $A"],
    ],
    ["hidden by the job's own", "variables: { TOP: plain }\n  script: echo $TOP", []],
    ["not inherited", "inherit: { variables: false }\n  script: echo $TOP", []],
    [
      "inherited by name",
      "inherit: { variables: [TOP] }\n  script: echo $TOP",
      ["TOP_TOKEN > $TOP_TOKEN -> log echo: $TOP"],
    ],
    ["variables that stand for each other", "variables: { A: $B, B: $A }\n  script: echo $A", []],
    [
      "one shell for all lines",
      "before_script: [x=$A_TOKEN]\n  script: ['y=$(echo $x | base64)', echo $y]",
      ["A_TOKEN > $x -> log echo: $y!"],
    ],
    ["another shell behind it", "script: x=$A_TOKEN\n  after_script: echo $x", []],
    [
      "several lines in an item",
      "script:\n    - |\n      # größer 😀\n      echo ä $A_TOKEN\n    - >\n      echo\n      $B_TOKEN",
      ["A_TOKEN -> log echo: $A_TOKEN", "B_TOKEN -> log echo: $B_TOKEN"],
    ],
    ["a path of a file", "script: echo $KUBECONFIG $SIGNING_KEY_FILE", []],
    ["a fetched file", "secrets: { A: { vault: x } }\n  script: echo $A", []],
    ["a fetched value", "secrets: { A: { vault: x, file: false } }\n  script: echo $A", ["A -> log echo: $A"]],
    [
      "PowerShell, by its lines",
      "script: ['Write-Host $env:A_TOKEN', 'Write-Host $B_TOKEN']",
      ["A_TOKEN -> log Write-Host: $env:A_TOKEN", "B_TOKEN -> log Write-Host: $B_TOKEN"],
    ],
    [
      "PowerShell, by the runner",
      "tags: [saas-windows-medium]\n  script: echo $A_TOKEN",
      ["A_TOKEN -> log echo: $A_TOKEN"],
    ],
    ["cmd", "tags: [windows]\n  script: ['set x=1', 'echo %A_TOKEN%']", ["A_TOKEN -> log echo: %A_TOKEN%"]],
    ["an input that is filled in", "script: echo $[[ inputs.a ]] $A_TOKEN", ["A_TOKEN -> log echo: $A_TOKEN"]],
    [
      "variables for later jobs",
      "script: echo K=$A_TOKEN >> build.env\n  artifacts: { reports: { dotenv: build.env } }",
      ["A_TOKEN -> output build.env: $A_TOKEN"],
    ],
    [
      "artefacts",
      "script: echo $A_TOKEN > dist/key.txt\n  artifacts: { paths: [dist/] }",
      ["A_TOKEN -> file dist/key.txt: $A_TOKEN", "A_TOKEN -> artefact dist/key.txt: $A_TOKEN"],
    ],
    [
      "a file elsewhere, where the whole folder is handed on",
      "script: echo $A_TOKEN > /tmp/key.txt\n  artifacts: { paths: [.] }",
      ["A_TOKEN -> file /tmp/key.txt: $A_TOKEN"],
    ],
    [
      "artefacts by a pattern, and the cache",
      "script: echo $A_TOKEN > $CI_PROJECT_DIR/a/b.txt\n  artifacts: { paths: ['**/*.txt'] }\n  cache: { paths: [./a] }",
      [
        "A_TOKEN -> file $CI_PROJECT_DIR/a/b.txt: $A_TOKEN",
        "A_TOKEN -> artefact $CI_PROJECT_DIR/a/b.txt: $A_TOKEN",
        "A_TOKEN -> cache $CI_PROJECT_DIR/a/b.txt: $A_TOKEN",
      ],
    ],
    [
      "other files",
      "script: echo $A_TOKEN > key.txt\n  artifacts: { paths: [dist/] }",
      ["A_TOKEN -> file key.txt: $A_TOKEN"],
    ],
    [
      "hosts",
      "script: 'curl -H \"PRIVATE-TOKEN: $A_TOKEN\" https://gitlab.com/api'",
      ["A_TOKEN -> argv curl: $A_TOKEN", "A_TOKEN -> host gitlab.com: $A_TOKEN"],
    ],
  ])("%s", (_, keys, expected) => {
    const found = flowsOf(`variables: { TOP: $TOP_TOKEN }\njob:\n  ${keys}\n`);
    expect(ways(found)).toEqual(expected);
  });

  it("reach images and services", () => {
    const found = flowsOf(`variables: { VERSION: "24", IMAGE: "node:$VERSION" }
job:
  image: registry.example.com/$NAME:$VERSION
  services:
    - name: postgres@sha256:${"ab".repeat(32)}
      variables: { PW: $DB_PASSWORD }
  script: make $A_TOKEN
`);
    expect(ways(found)).toEqual([
      "A_TOKEN -> argv make: $A_TOKEN",
      "A_TOKEN -> image registry.example.com/$NAME: registry.example.com/$NAME:$VERSION",
      `A_TOKEN -> image postgres: postgres@sha256:${"ab".repeat(32)}`,
      `DB_PASSWORD > $DB_PASSWORD -> image postgres: postgres@sha256:${"ab".repeat(32)}`,
    ]);
    expect(found.flows.flows.map(({ sink }) => sink.pinned)).toEqual([undefined, false, true, true]);
  });

  it("reach downstream pipelines and included files", () => {
    const commit = "0123456789".repeat(4);
    const found = flowsOf(`include:
  - component: example.com/scan@${commit}
    inputs: { token: $SCAN_TOKEN }
variables: { A: $A_TOKEN }
remote: { trigger: group/project }
child: { trigger: { include: child.yml, inputs: { key: $B_KEY } } }
kept: { trigger: { project: other/project, forward: { yaml_variables: false } } }
`);
    expect(ways(found)).toEqual([
      `SCAN_TOKEN -> callee example.com/scan: example.com/scan@${commit}`,
      "A_TOKEN > $A_TOKEN -> callee group/project: group/project",
      "B_KEY -> callee child.yml: child.yml",
      "A_TOKEN > $A_TOKEN -> callee child.yml: child.yml",
    ]);
    expect(found.flows.flows.map(({ sink }) => [sink.pinned, sink.trusted])).toEqual([
      [true, false],
      [false, false],
      [true, true],
      [true, true],
    ]);
  });
});

describe("scripts", () => {
  it("are noted with their commands, dumps, traces and fallbacks", () => {
    const { bytes, flows } = flowsOf(`job:
  allow_failure: true
  script:
    - set -x
    - make \${A_TOKEN:-changeme}
    - env
`);
    const [script] = flows.scripts;
    expect(script?.secrets.map(({ secret }) => secret)).toEqual(["A_TOKEN"]);
    expect(script?.dumps.map(({ place }) => decode(bytes, place.span))).toEqual(["env"]);
    expect(script?.traces.map(({ shown }) => shown.map(({ secret }) => secret))).toEqual([["A_TOKEN"]]);
    expect(flows.commands.map(({ name, unheeded }) => [name, unheeded?.by])).toContainEqual(["make", "job"]);
    expect(flows.fallbacks.map(({ name, value, reference }) => [name, value, reference?.secret])).toEqual([
      ["A_TOKEN", "changeme", "A_TOKEN"],
    ]);
  });

  it("of a template are noted once", () => {
    const { flows } = flowsOf(".a: { script: make }\nb: { extends: .a }\n");
    expect(flows.scripts.map(({ job }) => job)).toEqual(["b"]);
    expect(flows.commands.map(({ job }) => job)).toEqual(["b"]);
  });
});

describe("limits", () => {
  it("are said where a script is too long", () => {
    const { bytes, flows } = flowsOf(`a: { script: ["${"echo x; ".repeat(20_000)}"] }\nb: { script: echo $B_TOKEN }\n`);
    expect(flows.unfollowed && decode(bytes, flows.unfollowed.span)).toHaveLength(160_000);
    expect(flows.flows).toHaveLength(1);
  });

  it("are said where all scripts together are too long", () => {
    const jobs = Array.from(
      { length: 50 },
      (_, index) => `j${index}: { script: "# ${index} ${"x".repeat(100_000)}" }\n`,
    );
    expect(flowsOf(jobs.join("")).flows.unfollowed).toBeDefined();
  });

  it("are not reached by one long script in many jobs", () => {
    const jobs = Array.from({ length: 500 }, (_, index) => `j${index}: { extends: .a }\n`).join("");
    expect(flowsOf(`.a: { script: "# ${"x".repeat(100_000)}" }\n${jobs}`).flows.unfollowed).toBeUndefined();
  });
});

describe("literals", () => {
  it("are the values written out, without those that are computed, each place once", () => {
    const { bytes, flows } = flowsOf(`variables:
  A: "1"
  B: $OTHER
  C: "x-$[[ inputs.c ]]"
  D: { value: dö, description: x }
  E:
  DOCKER_AUTH_CONFIG: '{"auths": {"r.example.com": {"username": "u", "auth": "dXNlcjpw"}, "s": {"auth": "$S"}}}'
.base: { variables: { F: f }, services: [{ name: s, variables: { G: g } }] }
one: { extends: .base, script: x, rules: [{ if: $X, variables: { H: h } }] }
two: { extends: .base, script: x, parallel: { matrix: [{ I: [i, j] }] } }
`);
    const shown = flows.literals.map(({ name, value, via, job, place }) => [
      name,
      value,
      via,
      job,
      decode(bytes, place.span),
    ]);
    expect(shown).toEqual([
      ["A", "1", "env", undefined, "1"],
      ["D", "dö", "env", undefined, "dö"],
      ["auth", "dXNlcjpw", "registry", undefined, "dXNlcjpw"],
      ["F", "f", "env", "one", "f"],
      ["H", "h", "env", "one", "h"],
      ["G", "g", "env", "one", "g"],
      ["I", "i", "env", "two", "i"],
      ["I", "j", "env", "two", "j"],
    ]);
    for (const { value, placeOf } of flows.literals) expect(decode(bytes, placeOf(0, value.length).span)).toBe(value);
  });
});
