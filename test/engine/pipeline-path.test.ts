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
])("%s may be a pipeline: %s", (path, expected) => {
  expect(mayBePipeline({ path })).toBe(expected);
});

it("what lies in a container is none", () => {
  expect(mayBePipeline({ path: "a.zip", inside: "b.yml" })).toBe(false);
});
