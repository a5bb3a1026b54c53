import { describe, expect, it } from "vitest";
import { missingPermissions } from "../../../src/policies/scope/missing-permissions.ts";
import { shownMatches } from "../../support/policy-matches.ts";

const jobs = (steps: string, on = "push", above = "") =>
  `on: ${on}\njobs:\n  a:\n    runs-on: x\n    ${above}\n    steps: [${steps}]\n`;

describe("scope/missing-permissions", () => {
  it.each([
    [jobs("{ run: x }"), ["medium a"]],
    [jobs("{ uses: o/r@v1 }"), ["medium a"]],
    [jobs("{ uses: actions/checkout@v5 }"), ["low a"]],
    [jobs("{ run: x }", "pull_request_target"), ["high a"]],
    [jobs("{ run: x }", "[push, workflow_run]"), ["high a"]],
    [jobs("{ run: x }", "pull_request_target", "if: github.event_name == 'push'"), ["medium a"]],
    [jobs("{ run: x }", "pull_request_target", "environment: review"), ["medium a"]],
    [jobs("{ run: x }", "[workflow_call, push]"), ["medium a"]],
    [jobs("{ run: x }", "workflow_call"), []],
    [jobs("{ run: x }", "push", "permissions: {}"), []],
    [`permissions: {}\n${jobs("{ run: x }")}`, []],
    ["on: push\njobs: { a: { uses: ./w.yml } }", ["low a"]],
    ["on: push\njobs: {}", []],
  ])("%s", (text, expected) => {
    expect(shownMatches(missingPermissions, text)).toEqual(expected);
  });

  it("is one finding a job, so that each can be accepted by itself", () => {
    const text = "on: push\njobs: { a: { permissions: {} }, b: { steps: [{ run: x }] }, c: { permissions: } }";
    expect(shownMatches(missingPermissions, text)).toEqual(["medium b", "low c"]);
  });
});
