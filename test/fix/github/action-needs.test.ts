import { describe, expect, it } from "vitest";
import { needsOfAction } from "../../../src/fix/github/action-needs.ts";
import { mayAskIdentity, needsOfCommand } from "../../../src/fix/github/command-needs.ts";
import { KNOWN_ACTIONS } from "../../../src/fix/github/known-actions.ts";
import type { Step } from "../../../src/platforms/github-actions/model.ts";

function needs(name: string, inputs: Readonly<Record<string, string>> = {}, isGivenToken = false) {
  const entries = Object.entries(inputs).map(([key, value]) => ({ name: { value: key }, value: { value } }));
  return needsOfAction(name, { with: { entries } } as unknown as Pick<Step, "with">, isGivenToken);
}

describe("what an action needs of the job's token", () => {
  it.each([
    ["actions/stale", {}, { actions: "write", issues: "write", "pull-requests": "write" }],
    [
      "actions/stale",
      { "delete-branch": "true" },
      { actions: "write", contents: "write", issues: "write", "pull-requests": "write" },
    ],
    ["actions/labeler", {}, { contents: "read", issues: "write", "pull-requests": "write" }],
    ["actions/dependency-review-action", { "comment-summary-in-pr": "never" }, { contents: "read" }],
    [
      "actions/dependency-review-action",
      { "comment-summary-in-pr": "on-failure" },
      { contents: "read", "pull-requests": "write" },
    ],
    ["actions/dependency-review-action", { "config-file": "a.yml" }, undefined],
    ["actions/download-artifact", {}, {}],
    ["actions/download-artifact", { "github-token": "${{ github.token }}", "run-id": "1" }, { actions: "read" }],
    [
      "actions/attest",
      { "push-to-registry": "true" },
      { "artifact-metadata": "write", attestations: "write", "id-token": "write", packages: "write" },
    ],
    [
      "github/codeql-action/init",
      {},
      { actions: "read", contents: "read", packages: "read", "security-events": "write" },
    ],
    ["softprops/action-gh-release", { discussion_category_name: "News" }, { contents: "write", discussions: "write" }],
    [
      "peter-evans/create-pull-request",
      { token: "${{ secrets.GITHUB_TOKEN }}" },
      { contents: "write", "pull-requests": "write" },
    ],
    ["peter-evans/create-pull-request", { token: "${{ secrets.BOT_TOKEN }}" }, { contents: "read" }],
    [
      "peter-evans/create-pull-request",
      { token: "${{ secrets.BOT_TOKEN }}", "branch-token": "${{ github.token }}" },
      { contents: "write", "pull-requests": "write" },
    ],
    ["changesets/action", {}, { contents: "write", "pull-requests": "write" }],
    ["changesets/action", { publish: "pnpm release" }, undefined],
    ["mikepenz/action-junit-report", {}, { checks: "write", contents: "read" }],
    ["mikepenz/action-junit-report", { annotate_only: "true" }, { contents: "read" }],
    [
      "mikepenz/action-junit-report",
      { comment: "true" },
      { checks: "write", contents: "read", "pull-requests": "write" },
    ],
    ["gradle/actions/dependency-submission", {}, { contents: "write" }],
    ["gradle/actions/setup-gradle", {}, { contents: "read" }],
    ["gradle/actions/setup-gradle", { "dependency-graph": "generate-and-submit" }, { contents: "write" }],
    [
      "gradle/actions/setup-gradle",
      { "add-job-summary-as-pr-comment": "on-failure" },
      { contents: "read", "pull-requests": "write" },
    ],
    ["golangci/golangci-lint-action", { "only-new-issues": "true" }, { contents: "read", "pull-requests": "read" }],
    ["codecov/codecov-action", { use_oidc: "true" }, { "id-token": "write" }],
    ["codecov/codecov-action", { token: "${{ secrets.CODECOV_TOKEN }}" }, {}],
    ["aws-actions/configure-aws-credentials", { "role-to-assume": "a" }, { "id-token": "write" }],
    ["aws-actions/configure-aws-credentials", { "role-to-assume": "a", "role-chaining": "true" }, {}],
    ["azure/login", { "client-id": "a" }, { "id-token": "write" }],
    ["Azure/login", { "client-id": "a", "auth-type": "IDENTITY" }, {}],
    ["docker/login-action", { registry: "ghcr.io", password: "${{ secrets.GITHUB_TOKEN }}" }, { packages: "write" }],
    ["docker/login-action", { registry: "ghcr.io", password: "${{ secrets.GHCR_TOKEN }}" }, {}],
    ["docker/login-action", { registry: "${{ env.REGISTRY }}", password: "${{ inputs.p }}" }, { packages: "write" }],
    ["docker/login-action", { username: "a", password: "${{ secrets.DOCKER }}" }, {}],
    [
      "ossf/scorecard-action",
      {},
      { actions: "read", checks: "read", contents: "read", issues: "read", "pull-requests": "read" },
    ],
    ["acme/setup-anything", {}, undefined],
  ])("%s with %o", (name, inputs, expected) => {
    expect(needs(name, inputs)).toEqual(expected);
  });

  it("is not known where programs of the workflow are handed the token", () => {
    expect(needs("docker/build-push-action")).toEqual({ contents: "read" });
    expect(needs("docker/build-push-action", {}, true)).toBeUndefined();
    expect(needs("actions/checkout", {}, true)).toEqual({ contents: "read" });
  });

  it("is told once for each action", () => {
    const names = ["actions/checkout", "docker/login-action", "gradle/actions/setup-gradle", "snyk/actions/node"];
    for (const name of names) expect(KNOWN_ACTIONS.filter(({ action }) => action.test(name))).toHaveLength(1);
  });
});

describe("what a command needs", () => {
  const command = (text: string) => {
    const [name = "", ...words] = text.split(" ");
    return { name, words } as unknown as Parameters<typeof needsOfCommand>[0];
  };

  it.each([
    ["gh pr view 1", { checks: "read", contents: "read", "pull-requests": "read", statuses: "read" }],
    ["gh release create v1 --discussion-category News", { contents: "write", discussions: "write" }],
    ["gh run view 1", { actions: "read", checks: "read" }],
    ["gh label list", { issues: "read" }],
    ["gh issue develop 1", undefined],
    ["gh api /user", undefined],
    ["helm push a.tgz oci://ghcr.io/acme", { packages: "write" }],
  ])("%s", (text, expected) => {
    expect(needsOfCommand(command(text))).toEqual(expected);
  });

  it("may be an identity", () => {
    expect(["cosign sign a", "npm publish", "terraform plan"].map((text) => mayAskIdentity(command(text)))).toEqual([
      true,
      true,
      true,
    ]);
    expect(["cosign verify a", "npm test", "make"].some((text) => mayAskIdentity(command(text)))).toBe(false);
  });
});
