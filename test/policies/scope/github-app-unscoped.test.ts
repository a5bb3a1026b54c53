import { describe, expect, it } from "vitest";
import { githubAppUnscoped as policy } from "../../../src/policies/scope/github-app-unscoped.ts";
import { policyMatches, shownMatches } from "../../support/policy-matches.ts";

const USES = "actions/create-github-app-token@v2";
const workflow = (inputs: string, uses = USES) =>
  `on: push\njobs: { a: { steps: [{ uses: ${uses}, with: { app-id: 1, ${inputs} } }] } }`;

describe("scope/github-app-unscoped", () => {
  it.each([
    ["owner: o", ["high o"]],
    ["owner: o, permission-issues: read", ["high o"]],
    ["owner: o, repositories: r", [`medium ${USES}`]],
    ["repositories: r", [`medium ${USES}`]],
    ["owner: o, repositories: '', permission-issues: read", ["high o"]],
    ["owner: o, permission-members: read", []],
    ["owner: o, permission-members: read, permission-contents: read", ["high o"]],
    ["permission-issues: read", []],
    ["permission-issues: read, skip-token-revoke: true", ["medium true"]],
    ["permission-issues: read, skip-token-revoke: 'false'", []],
  ])("grades %s", (inputs, expected) => {
    expect(shownMatches(policy, workflow(inputs))).toEqual(expected);
  });

  it("knows the other action that makes such tokens, and no others", () => {
    expect(shownMatches(policy, workflow("permissions: '{}'", "tibdex/github-app-token@v2"))).toEqual([
      "high tibdex/github-app-token@v2",
    ]);
    expect(shownMatches(policy, workflow("owner: o", "o/login@v2"))).toEqual([]);
  });

  it("says what the token can do", () => {
    const messages = ["owner: o", "owner: o, permission-issues: read"].map(
      (inputs) => policyMatches(policy, workflow(inputs))[0]?.message,
    );
    expect(messages).toEqual([
      "The token of a GitHub App is good for every repository that the app is installed for, with every permission that it has.",
      "The token of a GitHub App is good for every repository that the app is installed for.",
    ]);
  });

  it("looks into composite actions", () => {
    const text = `runs: { using: composite, steps: [{ uses: ${USES}, with: { owner: o } }] }`;
    expect(shownMatches(policy, text, "action.yml")).toEqual(["high o"]);
  });
});
