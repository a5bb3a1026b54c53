import { describe, expect, it } from "vitest";
import { unitOf } from "../../../src/core/source.ts";
import type { GithubActionsModel } from "../../../src/platforms/github-actions/model.ts";
import { githubActions } from "../../../src/platforms/github-actions/platform.ts";
import { prtCheckoutSecrets } from "../../../src/policies/untrusted/prt-checkout-secrets.ts";
import { pullRequestArtefact } from "../../../src/policies/untrusted/pull-request-artefact.ts";

const FOLLOWING = `on: { workflow_run: { workflows: [Build], types: [completed] } }
permissions: { contents: write }
jobs:
  publish:
    runs-on: x
    steps:
      - uses: actions/checkout@v5
        with: { ref: "\${{ github.event.workflow_run.head_sha }}" }
      - uses: actions/download-artifact@v5
        with: { run-id: "\${{ github.event.workflow_run.id }}" }
      - run: make publish
`;

/** Severities of what two policies say of a workflow that follows others. */
function severities(others: Readonly<Record<string, string>>) {
  const models = Object.entries({ ".github/workflows/publish.yml": FOLLOWING, ...others }).flatMap(([path, text]) => {
    const { model } = githubActions.parse(unitOf(path, Buffer.from(text)));
    return model === undefined ? [] : [model];
  });
  const siblings = { find: (path: string) => models.find((one) => one.path === path), all: () => models };
  const model = githubActions.settle(models[0] as GithubActionsModel, siblings);
  const flows = githubActions.flows(model, siblings);
  const judge = () => ({ score: 0, reasons: [] });
  return [prtCheckoutSecrets, pullRequestArtefact].map((policy) =>
    [...policy.check({ model, flows, judge })].map(({ severity }) => severity).join(),
  );
}

const build = (on: string) => `name: Build\non: ${on}\njobs: { a: { steps: [] } }\n`;

describe("a workflow that follows another", () => {
  it.each([
    [
      "one that pull requests start",
      { ".github/workflows/build.yml": build("[push, pull_request]") },
      ["critical", "high"],
    ],
    ["one that members alone start", { ".github/workflows/build.yml": build("push") }, ["", ""]],
    ["one that is not there", {}, ["high", "medium"]],
    ["one of another repository", { "x/.github/workflows/build.yml": build("push") }, ["high", "medium"]],
    [
      "two of one name",
      { ".github/workflows/a.yml": build("push"), ".github/workflows/b.yml": build("pull_request") },
      ["critical", "high"],
    ],
  ])("%s", (_, others, expected) => {
    expect(severities(others)).toEqual(expected);
  });
});
