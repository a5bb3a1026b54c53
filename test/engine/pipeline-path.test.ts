import { expect, it } from "vitest";
import { mayBePipeline } from "../../src/engine/pipeline-path.ts";

it.each([
  ".github/workflows/ci.yml",
  ".gitlab-ci.yaml",
  "Jenkinsfile",
  "services/shop/Jenkinsfile.release",
  "ci/release.jenkinsfile",
  "ci/release.jenkins",
  "jenkins/release.groovy",
  "vars/deploy.groovy",
])("%s may be a pipeline", (path) => {
  expect(mayBePipeline({ path })).toBe(true);
});

it.each(["src/main.ts", "package.json", "build.gradle", "docs/jenkins.md", "Makefile"])("%s is none", (path) => {
  expect(mayBePipeline({ path })).toBe(false);
});

it("is none in a container", () => {
  expect(mayBePipeline({ path: "ci.zip!/Jenkinsfile", inside: "Jenkinsfile" })).toBe(false);
});
