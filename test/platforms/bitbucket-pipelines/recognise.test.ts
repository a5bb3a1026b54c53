import { describe, expect, it } from "vitest";
import { recognise } from "../../../src/platforms/bitbucket-pipelines/recognise.ts";
import { platforms } from "../../../src/platforms/registry.ts";

const STEPS = "pipelines:\n  # first\n\n  default:\n    - step:\n        script: [make]\n";

describe("recognise", () => {
  it.each([
    ["bitbucket-pipelines.yml", "", true],
    ["examples/shop/bitbucket-pipelines.yaml", "", true],
    ["ci/bitbucket-pipelines.prod.yml", "", true],
    ["old.bitbucket-pipelines.yml", "", true],
    ["bitbucket-pipelines.md", STEPS, false],
    ["ci/pipelines.yml", STEPS, true],
    ["ci/pipelines.yml", STEPS.replaceAll("\n", "\r\n"), true],
    ["ci/shared.yml", "pipelines:\n  custom:\n    a:\n      - parallel: [ { step: { script: [x] } } ]\n", true],
    ["logstash/pipelines.yml", "- pipeline.id: main\n  path.config: /etc\n", false],
    ["config.yml", "pipelines:\n  traces:\n    receivers: [otlp]\n", false],
    ["config.yml", "pipelines:\n  default:\n    steps: [a]\n", false],
    ["azure-pipelines.yml", "resources:\n  pipelines:\n    - pipeline: a\nsteps:\n  - script: make\n", false],
  ])("%s with %j: %s", (path, head, expected) => {
    expect(recognise(path, head)).toBe(expected);
  });

  it("is alone in recognising its files", () => {
    const named = platforms.filter((one) => one.recognise("ci/pipelines.yml", STEPS)).map(({ id }) => id);
    expect(named).toEqual(["bitbucket-pipelines"]);
  });
});
