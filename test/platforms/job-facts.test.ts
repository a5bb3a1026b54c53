import { describe, expect, it } from "vitest";
import { unitOf } from "../../src/core/source.ts";
import { decode } from "../../src/core/text.ts";
import { platforms } from "../../src/platforms/registry.ts";

function flowsOf(text: string, path = ".github/workflows/a.yml") {
  const bytes = Buffer.from(text);
  const platform = platforms.find((one) => one.recognise(path, text));
  const model = platform?.parse(unitOf(path, bytes)).model;
  if (platform === undefined || model === undefined) throw new Error("no pipeline");
  return {
    flows: platform.flows(model),
    shown: ({ span }: { span: { start: number; end: number } }) => decode(bytes, span),
  };
}

const GITLAB = ".gitlab-ci.yml";

describe("jobs", () => {
  it.each<[string, string, boolean]>([
    ["push", "", true],
    ["{ push: { branches: [main] } }", "", false],
    ["{ push: { tags: ['v*'] } }", "", false],
    ["{ push: { paths: [src/**] } }", "", true],
    ["pull_request", "", false],
    ["push", "if: github.ref == 'refs/heads/main'", false],
    ["push", "if: github.actor != 'x'", true],
  ])("GitHub: `on: %s` with `%s` runs for any branch: %s", (on, condition, expected) => {
    const { flows } = flowsOf(`on: ${on}\njobs:\n  a:\n    runs-on: x\n    ${condition}\n    steps: []\n`);
    expect(flows.jobs.map(({ anyBranch }) => anyBranch)).toEqual([expected]);
  });

  it.each<[string, boolean]>([
    ["script: [a]", true],
    ["script: [a]\n  only: [branches]", true],
    ["script: [a]\n  only: [main]", false],
    ["script: [a]\n  except: [main]", false],
    ["script: [a]\n  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]", false],
    ["script: [a]\n  rules: [{ if: $CI_COMMIT_BRANCH }]", true],
    ["script: [a]\n  rules: [{ if: $CI_COMMIT_BRANCH =~ /^release/ }]", false],
    ["script: [a]\n  rules: [{ if: $OWN_SWITCH }, { if: $CI_COMMIT_BRANCH }]", false],
    ["script: [a]\n  rules: [{ if: $CI_COMMIT_TAG }]", false],
    ["script: [a]\n  rules: [{ when: never }]", false],
    ["script: [a]\n  rules: [{ changes: [a], if: $CI_COMMIT_BRANCH }]", false],
  ])("GitLab: %s runs for any branch: %s", (job, expected) => {
    const { flows } = flowsOf(`a:\n  ${job}\n`, GITLAB);
    expect(flows.jobs.map(({ anyBranch }) => anyBranch)).toEqual([expected]);
  });

  it("say whose machine they run on, and who approves them", () => {
    const { flows, shown } = flowsOf(
      "on: [push, pull_request]\njobs:\n  a: { runs-on: [self-hosted, linux], steps: [] }\n  b: { runs-on: ubuntu-latest, environment: live, steps: [] }\n  c: { runs-on: x, needs: b, if: github.event_name == 'push', steps: [] }\n",
    );
    expect(
      flows.jobs.map(({ name, ownMachine, approved, environment }) => [
        name,
        ownMachine?.name,
        approved,
        environment?.name,
      ]),
    ).toEqual([
      ["a", "self-hosted", false, undefined],
      ["b", undefined, true, "live"],
      ["c", undefined, true, undefined],
    ]);
    expect(flows.jobs.map(({ triggers }) => triggers.filter(({ untrusted }) => untrusted).length)).toEqual([1, 1, 0]);
    expect(flows.jobs.map(({ place }) => shown(place))).toEqual(["a", "b", "c"]);
  });

  it("of GitLab are approved where somebody has to start them", () => {
    const text =
      "a: { script: [x], when: manual }\nb: { script: [x], rules: [{ when: manual }, { when: never }] }\nc: { script: [x] }\n";
    const { flows } = flowsOf(text, GITLAB);
    expect(flows.jobs.map(({ approved }) => approved)).toEqual([true, true, false]);
  });
});

describe("transfers", () => {
  it("of GitHub know their paths, what is left out, and whether hidden files are taken", () => {
    const { flows, shown } = flowsOf(
      "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: actions/upload-artifact@v4\n        with:\n          retention-days: 3\n          path: |\n            dist/\n            !dist/.env\n      - uses: actions/upload-artifact@v3\n        with: { path: . }\n      - uses: actions/cache@v4\n        with: { key: k, path: ~/.npm }\n",
    );
    expect(
      flows.transfers.map(({ kind, paths, excluded, takesHidden, expiry }) => [
        kind,
        paths.map(({ place }) => shown(place)),
        excluded,
        takesHidden,
        expiry?.value,
      ]),
    ).toEqual([
      ["artefact", ["dist/"], ["dist/.env"], false, "3"],
      ["artefact", ["."], [], true, undefined],
      ["cache", ["~/.npm"], [], true, undefined],
    ]);
  });

  it("of GitLab are artefacts and caches", () => {
    const { flows } = flowsOf(
      "a:\n  script: [x]\n  artifacts: { paths: [dist], untracked: true, exclude: [.env], public: true, expire_in: 1 day }\n  cache: [{ paths: [node_modules] }]\n",
      GITLAB,
    );
    expect(
      flows.transfers.map(({ kind, paths, excluded, openTo, expiry }) => [
        kind,
        paths.map(({ value }) => value),
        excluded,
        openTo !== undefined,
        expiry?.value,
      ]),
    ).toEqual([
      ["artefact", ["dist", "**/*"], [".env"], true, "1 day"],
      ["cache", ["node_modules"], [], false, undefined],
    ]);
  });
});

describe("commands", () => {
  it.each([
    ["bash", 'a "b c" d=$E'],
    ["pwsh", 'a "b c" d=$E'],
  ])("know the places of their words in %s", (shell, line) => {
    const { flows, shown } = flowsOf(
      `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - shell: ${shell}\n        run: '${line}'\n`,
    );
    expect(flows.commands.map(({ words, placeOfWord }) => words.map((_, index) => shown(placeOfWord(index))))).toEqual([
      ['"b c"', "d=$E"],
    ]);
  });
});
