import { describe, expect, it } from "vitest";
import { appveyor } from "../../../src/platforms/appveyor/platform.ts";
import { pipelineReader } from "../../support/read-pipeline.ts";

const { read, readWell } = pipelineReader(appveyor, "appveyor.yml");

describe("parse", () => {
  it("groups the scripts by their shells, in the order in which they run", () => {
    const { model } = readWell(`
test_script: [{ sh: e }]
init: a
install: [b, { cmd: c }, { ps: d1 }, { pwsh: d2 }, { other: x }, { ps: [y] }]
`);
    expect(
      model.builds[0]?.sections.map(
        ({ language, lines }) => `${language}: ${lines.map(({ value }) => value).join(" ")}`,
      ),
    ).toEqual(["cmd: a b c", "pwsh: d1 d2", "bash: e"]);
  });

  it.each([
    ["image: Ubuntu2204", ["bash"]],
    ["image: macos-sonoma", ["bash"]],
    ["image: Visual Studio 2022", ["cmd"]],
    ["image: [Ubuntu2204, Visual Studio 2022]", ["cmd"]],
    ["environment: {}", ["cmd"]],
  ])("reads lines without a shell as the machine's: %s", (image, expected) => {
    const { model } = readWell(`${image}\nbuild_script: [make]\n`);
    expect(model.builds[0]?.sections.map(({ language }) => language)).toEqual(expected);
  });

  it("finds variables, providers, artefacts and caches in all their forms", () => {
    const { model } = readWell(`
environment: { A: b, S: { secure: x }, N: null, global: { G: h }, matrix: [{ M: n }, { T: { secure: y } }] }
branches: { only: [main] }
skip_tags: true
nuget: { account_feed: true, password: { secure: p } }
artifacts: [{ path: a, name: n }, b]
cache: [c -> d.txt, '%LOCALAPPDATA%\\e']
deploy:
  - { provider: NuGet, api_key: { secure: z }, skip_symbols: true, on: { branch: [x, y] } }
  - { provider: GitHub, auth_token: $(T), on: { APPVEYOR_REPO_TAG: true } }
notifications: { provider: Email, to: [a@example.com, b@example.com] }
matrix: { allow_failures: [{ A: b }] }
`);
    const [build] = model.builds;
    expect(
      build?.environment.map(({ name, value, secured }) => `${name.value}${secured ? "!" : `=${value?.value ?? ""}`}`),
    ).toEqual(["A=b", "S!", "G=h", "M=n", "T!"]);
    const shown = build?.deploys.map(({ name, settings, branches, tags }) => [
      name,
      settings.map((one) => `${one.name}${one.secured ? "!" : ""}`).join(" "),
      branches.map(({ value }) => value).join(" "),
      tags,
    ]);
    expect(shown).toEqual([
      ["NuGet", "api_key! skip_symbols", "x y", false],
      ["GitHub", "auth_token", "", true],
    ]);
    expect(build?.notifications.map(({ settings }) => settings.length)).toEqual([2]);
    expect(build?.settings.map(({ settings }) => settings.length)).toEqual([2]);
    expect(build?.artifacts.map(({ value }) => value)).toEqual(["a", "b"]);
    expect(build?.caches.map(({ value }) => value)).toEqual(["c", "%LOCALAPPDATA%\\e"]);
    expect([build?.tags, build?.branches?.length, build?.mayFail !== undefined]).toEqual(["none", 1, true]);
  });

  it("makes a build of each configuration, and of each part for some jobs", () => {
    const { model } = readWell(
      "- { branches: [main], environment: { A: b }, build_script: x }\n- { for: [{ matrix: { only: [{ image: Ubuntu2204 }] }, environment: { C: d }, build_script: y }] }\n",
    );
    expect(
      model.builds.map(({ name, sections, environment }) => [name, sections[0]?.language, environment.length]),
    ).toEqual([
      ["build 1", "cmd", 1],
      ["build 2", undefined, 0],
      ["build 2 for 1", "bash", 1],
    ]);
  });

  it.each<[string, string, string[], boolean]>([
    ["nothing", "", ["note is empty: "], false],
    ["a text", "make\n", ["error is neither a map of keys nor a list of these: "], false],
    ["a list of texts", "- a\n", ["error is neither a map of keys nor a list of these: "], false],
    [
      "several documents",
      "build: off\n---\na: b\n",
      ["error holds several YAML documents, of which AppVeyor reads only the first: "],
      true,
    ],
    ["a key twice", "init: a\ninit: b\n", ['note has the key "init" twice in one map: init'], true],
    ["a byte order mark and CRLF", "\uFEFFimage: macos\r\ninit: make\r\n", [], true],
    ["values of other kinds", "environment: 3\ndeploy: off\nartifacts: { a: b }\nfor: x\ncache: {}\n", [], true],
  ])("says of %s what is wrong", (_, text, expected, isRead) => {
    const { said, model } = read(text);
    expect(said).toEqual(expected);
    expect(model !== undefined).toBe(isRead);
  });

  it("names a place in what is no YAML", () => {
    expect(read("install:\n\t- make\n").said).toHaveLength(1);
    expect(read("install:\n  - ps: a: b\n").said).toHaveLength(1);
  });
});
