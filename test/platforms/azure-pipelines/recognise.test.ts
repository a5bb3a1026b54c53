import { describe, expect, it } from "vitest";
import { recognise } from "../../../src/platforms/azure-pipelines/recognise.ts";
import { platforms } from "../../../src/platforms/registry.ts";

describe("a pipeline is recognised", () => {
  it.each([
    "azure-pipelines.yml",
    "azure-pipelines-ci.yaml",
    "sub/dir/azure-pipelines.nightly.yml",
    "azure-pipeline.yml",
    ".azure-pipelines/build.yml",
    "a/.azuredevops/pipelines/deploy.yml",
    ".vsts-ci.yml",
  ])("by its path: %s", (path) => {
    expect(recognise(path, "")).toBe(true);
  });

  it.each([
    "steps:\n- task: Npm@1\n  inputs: {}\n",
    "trigger: none\nsteps:\n  - script: make\n",
    "parameters:\n- name: x\nsteps:\n- ${{ if eq(parameters.x, 'a') }}:\n  - bash: make\n",
    "jobs:\n# first\n- job: a\n  steps: []\n",
    "jobs:\n  - deployment: a\n",
    "stages:\n- stage: a\n",
    "stages:\n- template: b.yml\n",
    "variables:\n- group: secrets\n",
    "extends:\n  # the base\n  template: base.yml@templates\n",
    "pool:\n  vmImage: ubuntu-latest\nsteps: []\n",
  ])("by its content: %j", (text) => {
    expect(recognise("ci/build.yml", text)).toBe(true);
  });

  it.each([
    ["steps:\n- name: gcr.io/cloud-builders/docker\n", "cloudbuild.yaml"],
    ["steps:\n  - label: test\n    command: make\n", "pipeline.yml"],
    ["steps:\n  build:\n    image: node\n", ".woodpecker.yml"],
    ["stages: [build]\nbuild:\n  script: make\n  needs:\n    - job: a\n", "ci.yml"],
    ["jobs:\n  build:\n    steps:\n      - task: build\n", "x.yml"],
    ["on: push\njobs:\n  a:\n    steps:\n      - script: x\n", "x.yml"],
    ["variables:\n  - name: a\n    value: b\n", "values.yml"],
    ["kind: List\nitems:\n- job: a\n", "x.yml"],
    ["jobs:\n- job: a\n", ".github/workflows/a.yml"],
    ["steps:\n- task: Npm@1\n", "README.md"],
  ])("and other files are not: %j in %s", (text, path) => {
    expect(recognise(path, text)).toBe(false);
  });

  it("by one platform alone", () => {
    const text = "jobs:\n- job: a\n  steps:\n  - script: make\n";
    expect(platforms.filter((one) => one.recognise("ci/build.yml", text)).map(({ id }) => id)).toEqual([
      "azure-pipelines",
    ]);
  });
});
