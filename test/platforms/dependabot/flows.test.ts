import { describe, expect, it } from "vitest";
import { unitOf } from "../../../src/core/source.ts";
import { dependabot } from "../../../src/platforms/dependabot/platform.ts";

const PATH = ".github/dependabot.yml";
const parse = (text: string) => dependabot.parse(unitOf(PATH, Buffer.from(text)));

const TEXT = `
version: 2
registries:
  ours:
    type: npm-registry
    url: https://npm.example.com
    username: ci
    token: \${{ secrets.npm_token }}
  images: { type: docker-registry, password: written }
updates:
  - package-ecosystem: npm
    registries: [ours]
    insecure-external-code-execution: allow
  - nonsense
`;

describe("dependabot.yml", () => {
  it.each([
    [PATH, true],
    ["examples/a/.github/dependabot.yaml", true],
    [".github/workflows/dependabot.yml", false],
    ["dependabot.yml", false],
  ])("%s is one: %s", (path, expected) => {
    expect(dependabot.recognise(path)).toBe(expected);
  });

  it("is read into registries and updates", () => {
    const { model, problems } = parse(TEXT);
    expect(problems).toEqual([]);
    expect(model?.registries.map(({ name, url }) => [name.value, url?.value])).toEqual([
      ["ours", "https://npm.example.com"],
      ["images", undefined],
    ]);
    expect(model?.updates.map(({ externalCode, registries }) => [externalCode?.value, registries.length])).toEqual([
      ["allow", 1],
    ]);
  });

  it("tells which secrets go where, and what is written out", () => {
    const { model } = parse(TEXT);
    if (model === undefined) throw new Error("no model");
    const { references, flows, literals } = dependabot.flows(model);
    expect(references.map(({ secret, boundTo }) => [secret, boundTo])).toEqual([["NPM_TOKEN", "token"]]);
    expect(flows.map(({ sink }) => `${sink.kind} ${sink.name}`)).toEqual(["host https://npm.example.com"]);
    expect(literals.map(({ name, via }) => `${via} ${name}`)).toEqual(["registry password"]);
  });

  it.each(["", "- a\n", "a: [\n"])("that is none is a problem: %j", (text) => {
    const { model, problems } = parse(text);
    expect([model, problems.length]).toEqual([undefined, 1]);
  });
});
