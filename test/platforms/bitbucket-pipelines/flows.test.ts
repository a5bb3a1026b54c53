import { describe, expect, it } from "vitest";
import { bitbucketPipelines } from "../../../src/platforms/bitbucket-pipelines/platform.ts";
import { pipelineReader, shownJobs, shownReferences, shownWays } from "../../support/read-pipeline.ts";

const { readWell } = pipelineReader(bitbucketPipelines, "bitbucket-pipelines.yml");

/** A pipeline with one step, called `j`. */
const ofStep = (step: string, rest = ""): string =>
  `${rest}pipelines:\n  default:\n    - step:\n        name: j\n${step.replaceAll(/^/gm, "        ")}\n`;

describe("references", () => {
  it("are variables that the file does not define, if their names say so", () => {
    const found = readWell(
      ofStep(
        `image: { name: "x:$IMAGE_KEY", username: u, password: $PULL_TOKEN }
services: [db]
script:
  - make $API_TOKEN $lower_token $TOKEN_NAME $BITBUCKET_COMMIT $BITBUCKET_SSH_KEY_FILE
  - OWN_TOKEN=$(make token); make $OWN_TOKEN
  - pipe: o/p:1
    variables: { TOKEN: "a $PIPE_TOKEN", LIST: [b, $LIST_TOKEN] }
  - "# $COMMENT_TOKEN"
after-script: ["echo $BITBUCKET_STEP_OIDC_TOKEN | sha1sum"]
artifacts: [out/$PATH_TOKEN]`,
        "definitions: { services: { db: { image: y, variables: { PASSWORD: $DB_PASSWORD } } } }\n",
      ),
    );
    expect(shownReferences(found)).toEqual([
      "PATH_TOKEN expression j/: $PATH_TOKEN",
      "PIPE_TOKEN input j/o/p:1: $PIPE_TOKEN (TOKEN)",
      "LIST_TOKEN input j/o/p:1: $LIST_TOKEN (LIST)",
      "API_TOKEN script j/: $API_TOKEN",
      "BITBUCKET_STEP_OIDC_TOKEN* script j/: $BITBUCKET_STEP_OIDC_TOKEN",
      "PULL_TOKEN input j/: $PULL_TOKEN (password)",
      "IMAGE_KEY expression j/: $IMAGE_KEY",
      "DB_PASSWORD env j/: $DB_PASSWORD (PASSWORD)",
    ]);
    expect(found.flows.images.map(({ name, runsJob, secrets }) => [name, runsJob, secrets.length])).toEqual([
      ["x", true, 2],
      ["y", false, 1],
    ]);
  });

  it("are none where somebody types the value in", () => {
    const found = readWell(
      "pipelines: { custom: { c: [{ variables: [{ name: A_TOKEN }, { name: B_TOKEN, default: $C_TOKEN }] }, { step: { name: j, script: [echo $A_TOKEN $B_TOKEN] } }] } }\n",
    );
    expect(shownReferences(found)).toEqual(["C_TOKEN env j/: $C_TOKEN (B_TOKEN)"]);
    expect(found.flows.parameters.map(({ name, takesText }) => [name, takesText])).toEqual([
      ["A_TOKEN", true],
      ["B_TOKEN", true],
    ]);
  });

  it("are what pipes read unasked, unless the step proves who it is", () => {
    const pipe = (name: string) => `script: [{ pipe: "${name}" }]`;
    expect(shownReferences(readWell(ofStep(pipe("atlassian/aws-s3-deploy:1.1.0"))))).toEqual([
      "AWS_SECRET_ACCESS_KEY input j/atlassian/aws-s3-deploy:1.1.0: atlassian/aws-s3-deploy:1.1.0 (AWS_SECRET_ACCESS_KEY)",
    ]);
    expect(shownReferences(readWell(ofStep(`oidc: true\n${pipe("atlassian/aws-s3-deploy:1.1.0")}`)))).toEqual([]);
    expect(shownReferences(readWell(ofStep(pipe("sonarsource/sonarcloud-scan:2.0.0"))))).toHaveLength(1);
    expect(shownReferences(readWell(ofStep(pipe("docker://atlassian/aws-s3-deploy:1.1.0"))))).toEqual([]);
  });
});

describe("flows", () => {
  it("lead through the lines of a step, around the pipes between them", () => {
    const found = readWell(
      ofStep(`script:
  - key=$API_KEY
  - pipe: o/p:1
    variables: { TOKEN: $API_TOKEN }
  - echo "$key" | base64
  - echo "$API_KEY" > out/key
  - echo "K=$API_KEY" >> $BITBUCKET_PIPELINES_VARIABLES_PATH
artifacts: [out/**]`),
    );
    expect(shownWays(found)).toEqual([
      "API_TOKEN -> action o/p: o/p:1",
      "API_KEY -> log base64: $key!",
      "API_KEY -> file out/key: $API_KEY",
      "API_KEY -> artefact out/key: $API_KEY",
      "API_KEY -> output BITBUCKET_PIPELINES_VARIABLES_PATH: $API_KEY",
    ]);
  });

  it("show PowerShell on a machine with Windows", () => {
    const found = readWell(ofStep("runs-on: [self.hosted, windows]\nscript: ['Write-Host $env:API_TOKEN']"));
    expect(shownWays(found, "log")).toEqual(["API_TOKEN -> log Write-Host: $env:API_TOKEN"]);
  });
});

describe("jobs", () => {
  it("are the steps, each once, with all that starts them", () => {
    const found = readWell(`
definitions:
  steps:
    - step: &a { name: A, script: [x] }
    - step: { name: Unused, script: [echo $UNUSED_TOKEN] }
pipelines:
  default: [{ step: *a }]
  branches:
    main: [{ step: *a }, { step: { name: B, trigger: manual, script: [x] } }, { step: { name: B, deployment: live, script: [x] } }]
    "**": [{ step: { name: B, script: [x] } }]
  tags: { v*: [{ step: { script: [x] } }] }
  pull-requests: { "**": [{ step: *a }] }
  custom: { c: [{ step: { name: C, runs-on: self.hosted, script: [x] } }] }
`);
    expect(shownJobs(found)).toEqual([
      "A* [push pull_request]",
      "B! [push]",
      "B (branches main) @live! [push]",
      "B (branches **)* [push]",
      "tags v* 1 [tag]",
      "C! on self.hosted [manual]",
    ]);
    expect(found.flows.triggers.map(({ event }) => event)).toEqual(["push", "pull_request", "tag", "manual"]);
    expect(shownReferences(found)).toEqual(["UNUSED_TOKEN script Unused/: $UNUSED_TOKEN"]);
  });

  it("may come from other repositories", () => {
    const { flows } = readWell(
      "definitions: { imports: { a: shared:main:ci.yml, b: own/ci.yml } }\npipelines: { default: { import: shared:v1:build } }\n",
    );
    expect(flows.inclusions.map(({ name, version, pinned }) => [name, version, pinned])).toEqual([
      ["shared build", "v1", false],
      ["shared ci.yml", "main", false],
      ["own/ci.yml", "", true],
    ]);
  });
});
