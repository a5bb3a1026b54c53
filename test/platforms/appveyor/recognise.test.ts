import { describe, expect, it } from "vitest";
import { recognise } from "../../../src/platforms/appveyor/recognise.ts";
import { platforms } from "../../../src/platforms/registry.ts";

const BUILD = "image: Visual Studio 2022\nbuild_script:\n  - ps: .\\build.ps1\n";

describe("recognise", () => {
  it.each([
    ["appveyor.yml", "", true],
    [".appveyor.yml", "", true],
    ["ci/appveyor-nightly.yaml", "", true],
    ["docs/appveyor.md", BUILD, false],
    ["ci/build.yml", BUILD, true],
    ["ci/build.yml", BUILD.replaceAll("\n", "\r\n"), true],
    ["ci/build.yml", "environment:\n  A: b\nclone_depth: 5\nafter_test:\n  - x\n", true],
    ["ci/build.yml", "build_script: make\n", false],
    [".travis.yml", "language: c\nbefore_script: make\ninstall: make\n", false],
    ["playbook.yml", "- hosts: all\n  tasks:\n    - cmd: x\n", false],
    ["docker-compose.yml", "services:\n  a:\n    image: x\n", false],
  ])("%s with %j: %s", (path, head, expected) => {
    expect(recognise(path, head)).toBe(expected);
  });

  it("is alone in recognising its files", () => {
    expect(platforms.filter((one) => one.recognise("ci/build.yml", BUILD)).map(({ id }) => id)).toEqual(["appveyor"]);
  });
});
