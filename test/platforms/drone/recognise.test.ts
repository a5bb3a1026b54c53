import { describe, expect, it } from "vitest";
import { recognise } from "../../../src/platforms/drone/recognise.ts";
import { recognisers } from "../../../src/platforms/recognisers.ts";

const PIPELINE = "---\nkind: pipeline\ntype: docker\nname: a\nsteps:\n- name: b\n  image: c\n  commands: [d]\n";

describe("recognise", () => {
  it.each([
    [".drone.yml", "", true],
    ["services/web/.drone.yaml", "pipeline:\n  a:\n    image: b\n", true],
    [".drone.star", "def main(ctx):\n  return []\n", true],
    [".drone.jsonnet", "{}", true],
    [".drone/drone.yml", PIPELINE, true],
    ["drone.yml", PIPELINE, true],
    ["ci/release.drone.yml", PIPELINE, true],
    ["ci/build.yml", PIPELINE, true],
    ["ci/build.yml", "kind: secret\nname: a\nget:\n  path: b\n", true],
    ["ci/build.yml", "kind: pipeline # ours\r\ntype: exec\r\n", true],
    ["docs/drone.yml", "server:\n  host: a\n", false],
    ["k8s/secret.yml", "apiVersion: v1\nkind: Secret\ndata:\n  a: b\n", false],
    ["tekton.yml", "apiVersion: tekton.dev/v1\nkind: Pipeline\nspec:\n  steps: []\n", false],
    ["ci/build.yml", "kind: pipeline\nowner: a\n", false],
    ["ci/main.star", "def main(ctx):\n", false],
    [".woodpecker.yml", "steps:\n  a:\n    image: b\n    commands: [c]\n", false],
  ])("%s: %j", (path, head, expected) => {
    expect(recognise(path, head)).toBe(expected);
    if (expected) expect(recognisers.filter((one) => one(path, head))).toHaveLength(1);
  });
});
