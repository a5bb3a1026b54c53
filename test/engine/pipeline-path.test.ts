import { expect, it } from "vitest";
import { mayBePipeline } from "../../src/engine/pipeline-path.ts";

it.each([
  [".gitlab-ci.yml", true],
  ["ci/build.YAML", true],
  [".drone.star", true],
  ["web/.drone.jsonnet", true],
  [".buildkite/pipeline.json", true],
  [".buildkite/deploy-pipeline.json", true],
  ["buildkite.json", true],
  [".buildkite/package.json", false],
  ["package.json", false],
  ["tools/build.star", false],
])("%s may be a pipeline: %s", (path, expected) => {
  expect(mayBePipeline({ path })).toBe(expected);
});

it("is none inside of a container", () => {
  expect(mayBePipeline({ path: ".drone.star", inside: "a.zip" })).toBe(false);
});
