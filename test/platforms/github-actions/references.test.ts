import { describe, expect, it } from "vitest";
import { unitOf } from "../../../src/core/source.ts";
import { githubActions } from "../../../src/platforms/github-actions/platform.ts";

function flowsOf(text: string) {
  const { model } = githubActions.parse(unitOf(".github/workflows/a.yml", Buffer.from(text)));
  if (model === undefined) throw new Error("no model");
  return githubActions.flows(model);
}

describe("references", () => {
  it.each([
    ["jobs: { a: { env: { A: '${{ secrets.X }}' } } }", ["X A"]],
    ["jobs: { a: { steps: [{ uses: o/r@v1, with: { token: '${{ secrets.X }}' } }] } }", ["X token"]],
    ["jobs: { a: { steps: [{ run: 'x ${{ secrets.X }}' }] } }", ["X"]],
    ["jobs: { a: { uses: ./w.yml, secrets: inherit } }", ["*"]],
    ["jobs: { a: { env: { A: '${{ toJSON(secrets) }}' } } }", ["* A"]],
    ["jobs: { a: { env: { A: '${{ secrets.* }}' } } }", ["* A"]],
    ["jobs: { a: { env: { A: '${{ secrets[matrix.x] }}' } } }", ["* A computed"]],
    ["jobs: { a: { env: { A: \"${{ secrets['x'] }}\" } } }", ["X A"]],
  ])("say what takes them: %s", (text, expected) => {
    const shown = flowsOf(text).references.map(({ secret, boundTo, computed }) =>
      [secret, boundTo, computed === true ? "computed" : undefined].filter((part) => part !== undefined).join(" "),
    );
    expect(shown).toEqual(expected);
  });
});

describe("commands", () => {
  it("know their job and step, with or without secrets in reach", () => {
    const text = "jobs: { a: { steps: [{ name: n, run: git push }, { run: print(1), shell: python }] } }";
    const commands = flowsOf(text).commands.map(({ name, words, job, step }) => [name, ...words, job, step]);
    expect(commands).toEqual([["git", "push", "a", "n"]]);
  });
});
