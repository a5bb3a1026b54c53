import { describe, expect, it } from "vitest";
import { secretOnPrTrigger } from "../../../src/policies/untrusted/secret-on-pr-trigger.ts";
import { policyMatches, shownMatches } from "../../support/policy-matches.ts";

const job = (step: string, above = "", on = "pull_request_target") =>
  `on: ${on}\njobs:\n  a:\n    runs-on: x\n    ${above}\n    steps:\n      - ${step}\n`;

describe("untrusted/secret-on-pr-trigger", () => {
  it.each([
    [job("{ run: x, env: { T: '${{ secrets.T }}' } }"), ["medium secrets.T"]],
    [job("{ uses: o/r@v1, with: { t: '${{ secrets.T }}' } }"), ["medium secrets.T"]],
    [job("{ uses: actions/labeler@v6, with: { t: '${{ secrets.T }}' } }"), ["low secrets.T"]],
    [job("{ uses: actions/labeler@v6, with: { t: '${{ github.token }}' } }"), []],
    [job("{ run: x, env: { T: '${{ secrets.T }}' } }", "environment: review"), []],
    [job("{ run: x, env: { T: '${{ secrets.T }}' }, if: github.event_name == 'push' }"), []],
    [job("{ run: x, env: { T: '${{ secrets.T }}' } }", "", "pull_request"), []],
    [job("{ run: x, env: { T: '${{ secrets.T }}' } }", "", "issue_comment"), []],
    // The policy about the checkout speaks.
    [job("{ run: gh pr checkout 1, env: { T: '${{ secrets.T }}' } }"), []],
    ["jobs: { a: { uses: ./w.yml, secrets: inherit } }\non: pull_request_target", ["low inherit"]],
    [
      "jobs: { a: { uses: o/r/.github/workflows/w.yml@v1, secrets: inherit } }\non: pull_request_target",
      ["medium inherit"],
    ],
  ])("%s", (text, expected) => {
    expect(shownMatches(secretOnPrTrigger, text)).toEqual(expected);
  });

  it.each([
    ["a:\n  script: [x $T_TOKEN]\n  only: [merge_requests]\n", ["medium $T_TOKEN"]],
    ["a:\n  script: [x $T_TOKEN]\n", []],
    ["a:\n  script: [x $T_TOKEN]\n  rules: [{ if: $CI_COMMIT_REF_NAME == 'main' }]\n", []],
    ["a:\n  script: [x $T_TOKEN]\n  rules: [{ if: $CI_MERGE_REQUEST_IID, when: manual }]\n", ["low $T_TOKEN"]],
    ["a:\n  script: [x $T_TOKEN]\n  when: manual\n  only: [merge_requests]\n", ["low $T_TOKEN"]],
    [
      "a:\n  script: [x $T_TOKEN]\n  only: { refs: [merge_requests], variables: [$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID] }\n",
      [],
    ],
    ["a:\n  script: [x $CI_JOB_TOKEN]\n  only: [merge_requests]\n", []],
    ["workflow: { rules: [{ if: $CI_MERGE_REQUEST_IID }] }\na:\n  script: [x $T_TOKEN]\n", ["medium $T_TOKEN"]],
    ["a:\n  script: [x $T_TOKEN]\n  rules: [{ if: $CI_MERGE_REQUEST_IID, when: never }, { when: always }]\n", []],
  ])("%s", (text, expected) => {
    expect(shownMatches(secretOnPrTrigger, text, ".gitlab-ci.yml")).toEqual(expected);
  });

  it("names the job and shows the other secrets, a few at most", () => {
    const names = Array.from({ length: 9 }, (_, index) => `S${index}: '\${{ secrets.S${index} }}'`).join(", ");
    const [match, ...others] = policyMatches(secretOnPrTrigger, job(`{ run: x, env: { ${names} } }`));
    expect(others).toEqual([]);
    expect(match?.message).toBe("The secret S0 is in the job a, which a pull request from a fork starts.");
    expect(match?.related).toHaveLength(5);
  });
});
