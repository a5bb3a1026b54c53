import { describe, expect, it } from "vitest";
import { recognise } from "../../../src/platforms/circleci/recognise.ts";
import { platforms } from "../../../src/platforms/registry.ts";

describe("recognise", () => {
  it.each([
    [".circleci/config.yml", "", true],
    [".circleci/continue_config.yaml", "", true],
    ["examples/shop/.circleci/config.yml", "", true],
    [".circleci/test-suites.yml", "name: unit\nrun: make test\n", false],
    [".circleci/notes.md", "version: 2.1\njobs:\n", false],
    ["ci/config.yml", "version: 2.1\n\norbs:\n  a: b/c@1\n", true],
    ["ci/config.yml", "version: '2'\njobs:\n  build:\n", true],
    ["ci/config.yml", 'setup: true\nversion: "2.1" # newest\n', true],
    ["docker-compose.yml", 'version: "2.1"\nservices:\n  db:\n    image: x\n', false],
    ["config.yml", "version: 2.15\njobs: {}\n", false],
    ["circle.yml", "machine:\n  node:\n    version: 4\n", true],
    ["circle.yml", "name: a shape\n", false],
    [".circleci/src/jobs/test.yml", "docker:\n  - image: x\nsteps: [checkout]\n", true],
    [".circleci/values/a.yml", "node: 24\n", false],
    [".circleci/parts/a.yml", "workflows:\n  a: {}\n", true],
    ["src/commands/install.yml", "parameters: {}\nsteps:\n  - run: make\n", true],
    ["src/executors/default.yml", "docker:\n  - image: cimg/base:stable\n", true],
    ["src/executors/linux.yml", "machine:\n  image: ubuntu-2404:current\n", true],
    ["src/examples/simple.yml", "description: x\nusage:\n  version: 2.1\n  jobs: {}\n", true],
    ["templates/jobs/build.yml", "parameters:\n  - name: a\nsteps:\n  - script: make\n", false],
    ["templates/jobs/build.yml", "jobs:\n  - job: a\n    steps:\n      - task: X@1\n", false],
    ["charts/jobs/job.yml", "apiVersion: batch/v1\nkind: Job\n", false],
  ])("%s with %j: %s", (path, head, expected) => {
    expect(recognise(path, head)).toBe(expected);
  });

  it("leaves workflows of other platforms to these", () => {
    const named = (path: string, head: string) => platforms.find((one) => one.recognise(path, head))?.id;
    expect(named(".github/workflows/a.yml", "on: push\njobs: {}\n")).toBe("github-actions");
    expect(named(".gitlab-ci.yml", "test:\n  script: make\n")).toBe("gitlab-ci");
    expect(named(".circleci/config.yml", "version: 2.1\njobs: {}\n")).toBe("circleci");
  });
});
