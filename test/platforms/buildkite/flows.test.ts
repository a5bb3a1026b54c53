import { describe, expect, it } from "vitest";
import { decode } from "../../../src/core/text.ts";
import { flowsOf, references, ways } from "./read.ts";

describe("references", () => {
  it("are all uses of secrets, with where they stand", () => {
    const found = flowsOf(`env:
  TOP: x-$TOP_SECRET
  DEFINED_TOKEN: written
  ESCAPED: $$ESCAPED_TOKEN
secrets: { FROM_STORE: store_name }
notify:
  - webhook: https://example.com/$HOOK_TOKEN
steps:
  - label: ":rocket: Deploy"
    env: { OWN: "\${OWN_TOKEN:-}" }
    secrets: [STEP_SECRET]
    commands:
      - make $UPLOAD_TOKEN \${BRACED_TOKEN?missing} $DEFINED_TOKEN $BUILDKITE_STEP_KEY
      - make $$SHELL_TOKEN \\$OTHER_TOKEN "$STEP_SECRET" $FROM_STORE $lower_token
      - TOKEN=$(buildkite-agent secret get "agent_secret"); make $TOKEN $BUILDKITE_AGENT_ACCESS_TOKEN
    plugins:
      - docker-login#v3: { password-env: REGISTRY_PASSWORD }
      - docker#v5: { image: node, environment: [NPM_TOKEN, A=b], other: $$LATER_KEY }
      - secrets#v1: { variables: { FETCHED: path/to } }
  - trigger: other
    build: { env: { HANDED: $HANDED_TOKEN } }
`);
    expect(references(found)).toEqual([
      "TOP_SECRET env  as TOP: $TOP_SECRET",
      "store_name env  as FROM_STORE: store_name",
      "HOOK_TOKEN input : $HOOK_TOKEN",
      "OWN_TOKEN env Deploy as OWN: ${OWN_TOKEN:-}",
      "STEP_SECRET env Deploy as STEP_SECRET: STEP_SECRET",
      "REGISTRY_PASSWORD input Deploy as password-env: REGISTRY_PASSWORD",
      "NPM_TOKEN input Deploy as environment: NPM_TOKEN",
      "LATER_KEY input Deploy as other: $LATER_KEY",
      "FETCHED env Deploy as FETCHED: FETCHED",
      "UPLOAD_TOKEN expression Deploy: $UPLOAD_TOKEN",
      "BRACED_TOKEN expression Deploy: ${BRACED_TOKEN?missing}",
      "BUILDKITE_AGENT_ACCESS_TOKEN* expression Deploy: $BUILDKITE_AGENT_ACCESS_TOKEN",
      "agent_secret script Deploy as TOKEN: agent_secret",
      "SHELL_TOKEN script Deploy: $SHELL_TOKEN",
      "OTHER_TOKEN script Deploy: $OTHER_TOKEN",
      "HANDED_TOKEN env other as HANDED: $HANDED_TOKEN",
    ]);
    expect(found.flows.sharesSecrets).toBe(true);
  });

  it.each<[string, string]>([
    ["in a block", "docker-login#v3:\n          password-env: QUAY_2"],
    ["in braces", "{ docker-login#v3: { username: me, password-env: QUAY_2 } }"],
    ["with underscores", "docker-login#v3: { password_env: QUAY_2 }"],
  ])("are variables that a setting names, whatever they are called: %s", (_, plugin) => {
    const found = flowsOf(`steps:\n  - command: make\n    plugins:\n      - ${plugin}\n`);
    expect(found.flows.references.map(({ secret, via }) => `${secret} ${via}`)).toEqual(["QUAY_2 input"]);
    expect(found.flows.literals.map(({ name }) => name).filter((name) => name !== "username")).toEqual([]);
  });

  it("are none of variables that hold no secret by their name and the setting's", () => {
    const found = flowsOf(`steps:\n  - command: make\n    plugins: [a/b#v1: { branch-env: BRANCH_2 }]\n`);
    expect([references(found), found.flows.literals]).toEqual([[], []]);
  });

  it("are none of keys that a plugin lends", () => {
    const found = flowsOf(`steps:
  - command: deploy $$AWS_SECRET_ACCESS_KEY
    plugins: [aws-assume-role-with-web-identity#v1: { role-arn: a }, docker#v5: { environment: [AWS_SESSION_TOKEN] }]
`);
    expect(references(found)).toEqual([]);
  });
});

describe("flows", () => {
  it("lead through the script to where a secret ends", () => {
    const found = flowsOf(`steps:
  - label: a
    secrets: [DEPLOY_KEY]
    artifact_paths: out/*
    commands:
      - |
        key=$DEPLOY_KEY
        echo "$key" > out/key.txt
      - 'curl -H "X: $$key" https://api.example.com/'
      - buildkite-agent annotate "$key"
      - buildkite-agent meta-data set k "$(buildkite-agent secret get other)"
    plugins: [acme/x#v1]
`);
    expect(ways(found)).toEqual([
      "DEPLOY_KEY -> file out/key.txt: $key",
      "DEPLOY_KEY -> artefact out/key.txt: $key",
      "DEPLOY_KEY -> argv curl: $key",
      "DEPLOY_KEY -> host api.example.com: $key",
      "DEPLOY_KEY -> argv buildkite-agent: $key",
      "other -> argv buildkite-agent: $(buildkite-agent secret get other)",
      "DEPLOY_KEY -> log buildkite-agent annotate: $key",
      "other -> output buildkite-agent meta-data: $(buildkite-agent secret get other)",
      "other -> action acme/x: acme/x#v1",
      "DEPLOY_KEY -> action acme/x: acme/x#v1",
    ]);
    const fetch = found.flows.commands.find(({ words }) => words.join(" ") === "secret get other");
    expect(fetch === undefined ? undefined : decode(found.bytes, fetch.place.span)).toBe(
      "buildkite-agent secret get other",
    );
  });

  it("end in the uploaded pipeline where the upload fills a secret in", () => {
    const found = flowsOf(`env: { A: $A_TOKEN }
steps:
  - command: b
    plugins: [x/y#v1: { token: $P_TOKEN }]
  - trigger: c
    build: { env: { T: $T_TOKEN } }
`);
    expect(ways(found)).toEqual([
      "A_TOKEN -> output the uploaded pipeline: $A_TOKEN",
      "P_TOKEN -> output the uploaded pipeline: $P_TOKEN",
      "P_TOKEN -> action x/y: x/y#v1",
      "A_TOKEN -> action x/y: x/y#v1",
      "T_TOKEN -> callee c: c",
      "T_TOKEN -> output the build of c: $T_TOKEN",
    ]);
  });

  it("tell files that are handed on, images, fallbacks and what is asked", () => {
    const { flows } = flowsOf(`image: ubuntu:24.04
steps:
  - input: Ask
    fields: [{ text: Token, key: token, default: abc }]
  - command: ["x --password \${DB_PASSWORD:-root}", buildkite-agent artifact upload "dist/*;log", buildkite-agent pipeline upload .buildkite/more.yml]
    cache: { paths: [vendor] }
    plugins: [cache#v1: { path: node_modules }, artifacts#v1: { upload: report }]
`);
    expect(flows.transfers.map(({ kind, paths }) => `${kind} ${paths.map(({ value }) => value).join(" ")}`)).toEqual([
      "cache vendor",
      "cache node_modules",
      "artefact report",
      "artefact dist/* log",
    ]);
    expect(flows.images.map(({ name, version, runsJob }) => [name, version, runsJob])).toEqual([
      ["ubuntu", "24.04", true],
    ]);
    expect(flows.fallbacks.map(({ name, value, reference }) => [name, value, reference?.secret])).toEqual([
      ["DB_PASSWORD", "root", "DB_PASSWORD"],
    ]);
    expect(
      flows.parameters.map(({ name, by, takesText, default: value }) => [name, by, takesText, value?.value]),
    ).toEqual([["token", "person", true, "abc"]]);
    expect(flows.inclusions.map(({ name, pinned }) => [name, pinned])).toEqual([[".buildkite/more.yml", true]]);
  });
});

describe("steps", () => {
  it.each([
    ["{ command: a }", "push pull_request tag schedule api manual any"],
    ["{ command: a, branches: main }", "push tag schedule api manual"],
    ['{ command: a, branches: "!main" }', "push pull_request tag schedule api manual"],
    ["{ command: a, if: build.pull_request.id == null }", "push tag schedule api manual any"],
    ["{ command: a, if: build.pull_request.id != null }", "pull_request!"],
    ["{ command: a, if: build.pull_request.id != null && !build.pull_request.repository.fork }", "pull_request"],
    ["{ command: a, if: build.pull_request.repository.fork == false }", "pull_request"],
    ['{ command: a, if: build.source == "schedule" }', "schedule"],
    ["{ command: a, if: build.tag =~ /^v/ }", "tag schedule api manual"],
    ['{ command: a, if: build.branch == "main" }', "push pull_request tag schedule api manual"],
    [
      "{ command: a, if: build.branch == pipeline.default_branch || build.tag == null }",
      "push pull_request tag schedule api manual any",
    ],
    ['{ command: a, if: build.env("BUILDKITE_PULL_REQUEST") == "false" }', "push tag schedule api manual any"],
    ["{ command: a, if: build.pull_request.labels includes 'x' }", "push pull_request! tag schedule api manual"],
  ])("%s is started by %s", (step, expected) => {
    const { flows } = flowsOf(
      `steps:\n  - ${step.replace(/if: (.*) }$/, (_, condition: string) => `if: ${JSON.stringify(condition)} }`)}\n`,
    );
    const [job] = flows.jobs;
    const shown = job?.triggers.map(({ event, untrusted }) => `${event}${untrusted ? "!" : ""}`).join(" ");
    expect(`${shown}${job?.anyBranch === true ? " any" : ""}`).toBe(expected);
  });

  it("are approved behind a block, unless they depend on something else", () => {
    const { flows } = flowsOf(`steps:
  - { command: a, key: a }
  - { block: Go?, key: go }
  - { command: b, agents: { queue: production } }
  - { command: c, depends_on: a }
  - { command: d, depends_on: go, key: d }
  - { command: e, depends_on: [d], agents: { queue: on-prem } }
  - { command: b }
`);
    expect(
      flows.jobs.map(({ name, approved, environment, ownMachine }) => [
        name,
        approved,
        environment?.name ?? ownMachine?.name,
      ]),
    ).toEqual([
      ["a", false, undefined],
      ["b", true, "production"],
      ["c", false, undefined],
      ["d", true, undefined],
      ["e", true, "on-prem"],
      ["b (2)", true, undefined],
    ]);
  });
});
