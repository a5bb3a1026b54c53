import { describe, expect, it } from "vitest";
import { debugEnabled as policy } from "../../../src/policies/logs/debug-enabled.ts";
import { policyMatches, shownMatches } from "../../support/policy-matches.ts";

const SECRET = "T: '${{ secrets.T }}'";
const workflow = (env: string, run = "x") => `on: push\njobs: { a: { env: { ${env} }, steps: [{ run: '${run}' }] } }`;

describe("logs/debug-enabled", () => {
  it.each([
    ["ACTIONS_STEP_DEBUG: true", ["low true"]],
    [`ACTIONS_STEP_DEBUG: 1, ${SECRET}`, ["medium 1"]],
    [`TF_LOG: trace, ${SECRET}`, ["medium trace"]],
    ["TF_LOG: INFO", []],
    ["TF_LOG_PATH: trace", []],
    ["ACTIONS_STEP_DEBUG: 'no'", []],
    ["ACTIONS_STEP_DEBUG: true, T: '${{ github.token }}'", ["low true"]],
  ])("grades %s", (env, expected) => {
    expect(shownMatches(policy, workflow(env))).toEqual(expected);
  });

  it.each([
    ["TF_LOG=debug terraform plan", ["low TF_LOG=debug"]],
    ['$env:TF_LOG = "TRACE"', ['low TF_LOG = "TRACE']],
    ["if [ $TF_LOG = TRACE ]; then x; fi", []],
    ["test TF_LOG = TRACE", []],
    ["MY_TF_LOG=TRACE", []],
    ["x --set-TF_LOG=TRACE", []],
    ["# TF_LOG=TRACE", []],
  ])("reads scripts: %s", (run, expected) => {
    expect(shownMatches(policy, workflow("A: b", run))).toEqual(expected);
  });

  it("counts the secrets of the same job alone", () => {
    const other = `on: push\njobs: { a: { env: { TF_LOG: DEBUG } }, b: { env: { ${SECRET} } } }`;
    expect(shownMatches(policy, other)).toEqual(["low DEBUG"]);
  });

  it("takes GitLab's own switches for what they show, with or without a secret in the file", () => {
    const text = "variables: { CI_DEBUG_TRACE: 'true', CI_DEBUG_SERVICES: 'true' }\na: { script: [make] }\n";
    expect(shownMatches(policy, text, ".gitlab-ci.yml")).toEqual(["high true", "medium true"]);
    expect(policyMatches(policy, text, ".gitlab-ci.yml")[0]?.message).toBe(
      "CI_DEBUG_TRACE is switched on, which prints every variable of the job.",
    );
  });
});
