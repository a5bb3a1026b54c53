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
  ["Jenkinsfile", true],
  ["services/shop/Jenkinsfile.release", true],
  ["ci/release.jenkinsfile", true],
  ["ci/release.jenkins", true],
  ["jenkins/release.groovy", true],
  ["vars/deploy.groovy", true],
  ["src/main.ts", false],
  ["build.gradle", false],
  ["docs/jenkins.md", false],
  ["Makefile", false],
  [".sealint/inventory.yaml", false],
  ["shop/.sealint/inventory/web.yaml", false],
  ["vendor/github.com/acme/sdk/ci.yml", false],
  ["node_modules/acme/.github/workflows/a.yml", false],
  ["vendors/ci.yml", true],
])("%s may be a pipeline: %s", (path, expected) => {
  expect(mayBePipeline({ path })).toBe(expected);
});

it("what lies in a container is none", () => {
  expect(mayBePipeline({ path: "a.zip", inside: "b.yml" })).toBe(false);
  expect(mayBePipeline({ path: "ci.zip!/Jenkinsfile", inside: "Jenkinsfile" })).toBe(false);
});
