import { describe, expect, it } from "vitest";
import { recognise } from "../../../src/platforms/github-actions/recognise.ts";

describe("recognise", () => {
  it.each([
    [".github/workflows/ci.yml", "", true],
    [".github/workflows/ci.yaml", "", true],
    ["examples/shop/.github/workflows/ci.yml", "", true],
    [".gitea/workflows/ci.yml", "", true],
    [".github/workflows/README.md", "on:\njobs:\n", false],
    [".github/workflows/data/x.yml", "a: 1\n", false],
    [".github/dependabot.yml", "version: 2\nupdates: []\n", false],
    ["templates/node.yml", "name: x\non: push\njobs:\n", true],
    ["templates/node.yml", '"on": push\njobs:\n', true],
    ["templates/node.yml", "on: push\n", false],
    ["templates/node.yml", "  on: push\n  jobs:\n", false],
    ["action.yml", "name: x\nruns:\n  using: composite\n", true],
    ["tools/deploy/action.yaml", "runs:\n", true],
    ["action.yml", "name: x\n", false],
    ["docker-compose.yml", "services:\n", false],
  ])("%s: %j", (path, head, expected) => {
    expect(recognise(path, head)).toBe(expected);
  });
});
