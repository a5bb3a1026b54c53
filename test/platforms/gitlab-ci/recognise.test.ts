import { describe, expect, it } from "vitest";
import { recognise } from "../../../src/platforms/gitlab-ci/recognise.ts";

describe("recognise", () => {
  it.each([
    [".gitlab-ci.yml", "", true],
    [".gitlab-ci.yaml", "", true],
    ["examples/shop/.gitlab-ci.yml", "", true],
    ["ci/deploy.gitlab-ci.yml", "", true],
    ["gitlab-ci.yml", "", true],
    ["my-gitlab-ci.yml.txt", "", false],
    [".gitlab/ci/rules.yml", ".rules:\n  rules:\n    - if: $CI\n", true],
    [".gitlab/pipelines/a.yml", "include:\n  - local: b.yml\n", true],
    [".gitlab-ci/build.yml", "build:\n  script: make\n", true],
    [".gitlab-ci/versions.yml", "node: 24\n", false],
    [".gitlab/changelog_config.yml", "categories:\n  added: New\n", false],
    [".gitlab/bench.yml", "experiments:\n  - name: a\n    run: b\nteardown:\n- name: c\n  run: d\n", false],
    [".gitlab-ci/local/docker-compose.yml", "version: '3'\nservices:\n  db:\n    image: x\n", false],
    ["templates/deploy.yml", "spec:\n  inputs:\n    name:\n---\ndeploy:\n  stage: deploy\n  script: make\n", true],
    ["templates/deploy.yml", '"$[[ inputs.name ]]":\n  stage: deploy\n  script: [make]\n', true],
    ["ci/build.yml", "stages: [a]\n\n# The job.\nbuild:\n  image: node\n\n  script:\n    - a\n  tags: [x]\n", true],
    ["ci/build.yml", "build:\r\n  stage: a\r\n  script: b\r\n", true],
    ["ci/build.yml", "child:\n  stage: a\n  trigger:\n    include: x.yml\n", true],
    ["ci/build.yml", "build:\n  script: make\n", false],
    ["ci/build.yml", "build:\n  deeper:\n    stage: a\n    script: make\n", false],
    ["ci/build.yml", "build: { stage: a, script: [make] }\n", true],
    ["ci/build.yml", "build: &x {\n  # a { comment\n  stage: a,\n  script: ['make }', b],\n}\n", true],
    ["ci/build.yml", "build: { deeper: { stage: a, script: make } }\n", false],
    ["ci/build.yml", "build: { text: stage, other: 'script: x' }\n", false],
    ["templates/x.yml", 'spec: { inputs: { a: {} } }\n---\n"$[[ inputs.a ]]": { script: make }\n', true],
    ["templates/x.yml", "spec: { inputs: { a: {} } }\n---\nx-$[[ inputs.a ]]: { script: make }\n", true],
    ["templates/x.yml", "spec:\n  inputs:\n    a:\n---\nx:\n  script: make\n", true],
    ["deploy/x.yml", "spec:\n  replicas: 1\n---\nx:\n  script: make\n", false],
    ["ci/build.yml", "build:\n  extends: .base\n  variables: { A: b }\n  needs: [a]\n", true],
    ["gitlab-ci-config/x.yml", ".dind:\n  variables: { A: b }\n  services: [docker:dind]\n", true],
    ["other/build.yml", "build:\n  extends: .base\n  needs: [a]\n", false],
    [".gitlab/services.yml", ".services:\n  postgres:\n    name: postgres:17\n", true],
    [".gitlab/duo/agent-config.yml", "image: node:24\nsetup_script: [make]\n", false],
    [".gitlab/agents/main/config.yaml", "ci_access:\n  projects:\n    - id: a/b\n", false],
    ["ci/variables.yml", "variables:\n  A: b\n", true],
    ["ci/templates.yml", ".base:\n  image: x\n  before_script: [a]\n", true],
    [".ci/rules.yml", ".main:\n  rules:\n    - if: $CI\n", true],
    ["ci/include.yml", "include:\n  - local: a.yml\n", true],
    ["other/variables.yml", "variables:\n  A: b\n", false],
    ["ci/values.yaml", "image:\n  tag: x\n", false],
    ["ci/values.yaml", "image:\n  tag: x\nvariables: {}\nreplicas: 2\n", false],
    ["ci/anchors.yml", ".x: &x\n  a: b\n", false],
    ["ci/build.json", "build:\n  stage: a\n  script: make\n", false],
    [".travis.yml", "language: node\njob:\n  stage: a\n  script: x\n", false],
    ["bitbucket-pipelines.yml", "pipelines:\n  default:\n    - step:\n        script: [a]\n", false],
    [".circleci/config.yml", "version: 2.1\njobs:\n  a:\n    script: x\n    tags: y\n", false],
    ["azure-pipelines.yml", "stages:\n- stage: a\n  jobs:\n  - job: b\n    steps:\n    - script: x\n", false],
    [".github/workflows/a.yml", "on: push\njobs:\n  a:\n    needs: b\n    script: c\n", false],
  ])("%s: %j", (path, head, expected) => {
    expect(recognise(path, head)).toBe(expected);
  });

  it("ends in time on a long line", () => {
    expect(recognise("a.yml", `${"a".repeat(200_000)}\n${" ".repeat(200_000)}x`)).toBe(false);
  });
});
