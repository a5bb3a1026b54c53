import { expect, it } from "vitest";
import { mayBePipeline } from "../../src/engine/pipeline-path.ts";

it.each([
  [".github/workflows/a.yml", true],
  ["a.YAML", true],
  ["cloudbuild.json", true],
  ["ci/api-cloudbuild.json", true],
  ["buildspec-test.json", true],
  ["package.json", false],
  ["cloudbuild/package.json", false],
  ["a.txt", false],
  [".drone.star", true],
  ["web/.drone.jsonnet", true],
  [".buildkite/pipeline.json", true],
  [".buildkite/deploy-pipeline.json", true],
  ["buildkite.json", true],
  [".buildkite/package.json", false],
  ["tools/build.star", false],
])("%s may be a pipeline: %s", (path, expected) => {
  expect(mayBePipeline({ path })).toBe(expected);
});

it("what lies in a container is none", () => {
  expect(mayBePipeline({ path: "a.zip", inside: "b.yml" })).toBe(false);
});
