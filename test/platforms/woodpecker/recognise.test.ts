import { describe, expect, it } from "vitest";
import { recognisers } from "../../../src/platforms/recognisers.ts";
import { recognise } from "../../../src/platforms/woodpecker/recognise.ts";

const WORKFLOW = "when:\n  - event: push\nsteps:\n  - name: a\n    image: b\n    commands: [c]\n";

describe("recognise", () => {
  it.each([
    [".woodpecker.yml", "", true],
    ["services/web/.woodpecker.yaml", "", true],
    [".woodpecker/build.yml", "", true],
    [".woodpecker/release/linux.yaml", "", true],
    ["ci/build.yml", WORKFLOW, true],
    ["ci/build.yml", "pipeline:\r\n  a:\r\n    image: woodpeckerci/plugin-git\r\n    settings: {}\r\n", true],
    ["ci/build.yml", "steps:\n  a:\n    image: b\n    settings:\n      token:\n        from_secret: c\n", true],
    [".woodpecker/README.md", "", false],
    ["ci/build.yml", "steps:\n  - name: a\n    image: b\n    commands: [c]\n", false],
    ["ci/build.yml", `kind: pipeline\n${WORKFLOW}`, false],
    [".drone.yml", "pipeline:\n  a:\n    image: b\n    commands: [c]\n    when:\n      event: push\n", false],
    ["ci/azure.yml", "pool: x\nsteps:\n  - script: a\n    image: x\n    settings: y\n    event: z\n", false],
    ["compose.yml", "services:\n  a:\n    image: b\n    command: c\n", false],
    ["ci/cloudbuild.yml", "steps:\n  - name: gcr.io/a\n    args: [b]\noptions: {}\n", false],
  ])("%s: %j", (path, head, expected) => {
    expect(recognise(path, head)).toBe(expected);
    if (expected) expect(recognisers.filter((one) => one(path, head))).toHaveLength(1);
  });

  it("ends in time on a long line", () => {
    expect(recognise("a.yml", `steps:\n${" ".repeat(200_000)}x\n${"- ".repeat(50_000)}`)).toBe(false);
  });
});
