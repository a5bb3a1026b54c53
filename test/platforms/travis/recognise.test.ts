import { describe, expect, it } from "vitest";
import { platforms } from "../../../src/platforms/registry.ts";
import { recognise } from "../../../src/platforms/travis/recognise.ts";

const BUILD = "language: node_js\nnode_js: 8\nscript: make\n";

describe("recognise", () => {
  it.each([
    [".travis.yml", "", true],
    ["lib/.travis.yaml", "", true],
    ["old.travis.yml", "", true],
    [".travis.windows.yml", "", true],
    [".travis/deploy.sh", BUILD, false],
    ["travis.yml", "name: notes\n", false],
    ["ci/build.yml", BUILD, true],
    ["ci/build.yml", BUILD.replaceAll("\n", "\r\n"), true],
    ["_config.yml", "language: en\ndeploy:\n  type: git\nscript: x\n", false],
    ["ci/build.yml", `${BUILD}pipelines: {}\n`, false],
    ["values.yml", "language: go\nreplicas: 3\n", false],
  ])("%s with %j: %s", (path, head, expected) => {
    expect(recognise(path, head)).toBe(expected);
  });

  it("is alone in recognising its files", () => {
    expect(platforms.filter((one) => one.recognise("ci/build.yml", BUILD)).map(({ id }) => id)).toEqual(["travis"]);
  });
});
