import { describe, expect, it } from "vitest";
import { recognise } from "../../../src/platforms/buildkite/recognise.ts";
import { recognisers } from "../../../src/platforms/recognisers.ts";

const STEPS = "steps:\n  - label: a\n    command: make\n";

describe("recognise", () => {
  it.each([
    [".buildkite/pipeline.yml", "", true],
    [".buildkite/pipeline.yaml", "", true],
    [".buildkite/pipeline.json", "{}", true],
    ["services/web/.buildkite/pipeline.deploy.yml", "", true],
    [".buildkite/deploy-pipeline.yml", "", true],
    ["buildkite.yml", "", true],
    ["ci/release.buildkite.yml", "", true],
    [".buildkite/deploy.yml", STEPS, true],
    [".buildkite/steps/test.yml", "- label: a\n  command: make\n", true],
    [".buildkite/docker-compose.yml", "services:\n  web:\n    command: x\n", false],
    [".buildkite/values.yml", "image: x\n", false],
    [".buildkite/hooks/environment", "export A=b\n", false],
    ["ci/pipeline.yml", `${STEPS}    plugins:\n      - docker#v5.13.0:\n          image: x\n`, true],
    ["ci/pipeline.yml", `${STEPS}  - wait\n`, true],
    ["ci/pipeline.yml", "steps:\r\n  - block: Go?\r\n  - command: make\r\n", true],
    ["ci/pipeline.yml", STEPS, false],
    ["ci/pipeline.yml", "steps:\n  - script: make\n    displayName: x\n", false],
    ["ci/cloudbuild.yml", "steps:\n  - name: gcr.io/x\n    args: [a]\n", false],
    [".woodpecker.yml", "steps:\n  - name: a\n    image: x\n    commands: [make]\n", false],
    [".drone.yml", "kind: pipeline\nsteps:\n  - name: a\n    commands: [echo $BUILDKITE_X]\n", false],
    ["action.yml", "runs:\n  steps:\n    - run: x\n      artifact_paths: y\n", false],
    ["ci/pipeline.txt", `${STEPS}  - wait\n`, false],
  ])("%s: %j", (path, head, expected) => {
    expect(recognise(path, head)).toBe(expected);
    if (expected) expect(recognisers.filter((one) => one(path, head))).toHaveLength(1);
  });

  it("ends in time on a long line", () => {
    expect(recognise("a.yml", `steps: ${"- a ".repeat(50_000)}\n${" ".repeat(200_000)}x`)).toBe(false);
  });
});
