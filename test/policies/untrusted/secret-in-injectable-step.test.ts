import { describe, expect, it } from "vitest";
import { secretInInjectableStep as policy } from "../../../src/policies/untrusted/secret-in-injectable-step.ts";
import { policyMatches, shownMatches } from "../../support/policy-matches.ts";

const TITLE = "github.event.issue.title";
const SECRET = "        env: { T: '${{ secrets.T }}' }\n";
const READS = "permissions: { contents: read }\n";

const workflow = (on: string, text: string, { above = "", job = "", below = "" } = {}) =>
  `on: ${on}\n${above}jobs:\n  a:\n    runs-on: x\n${job}    steps:\n      - run: echo \${{ ${text} }}\n${below}`;

describe("untrusted/secret-in-injectable-step", () => {
  it.each([
    ["a secret that anybody reaches", workflow("issues", TITLE, { below: SECRET }), `critical ${TITLE}`],
    ["a writing token", workflow("issues", TITLE, { above: "permissions: write-all\n" }), `critical ${TITLE}`],
    ["a token of unstated rights", workflow("issues", TITLE), `high ${TITLE}`],
    ["a reading token", workflow("issues", TITLE, { above: READS }), `low ${TITLE}`],
    [
      "a run that a label starts",
      workflow("{ issues: { types: [labeled] } }", TITLE, { below: SECRET }),
      `high ${TITLE}`,
    ],
    ["a fork's pull request", workflow("pull_request", "github.head_ref", { below: SECRET }), "low github.head_ref"],
    [
      "the same with the repository's rights",
      workflow("pull_request_target", "github.head_ref", { below: SECRET }),
      "critical github.head_ref",
    ],
    [
      "a merged commit",
      workflow("push", "github.event.head_commit.message", { below: SECRET }),
      "high github.event.head_commit.message",
    ],
    ["a tag", workflow("push", "github.ref_name", { below: SECRET }), "medium github.ref_name"],
    [
      "a tag of any form",
      workflow("{ push: { tags: ['v*'] } }", "github.ref_name", { above: READS }),
      "low github.ref_name",
    ],
    [
      "a typed-in input",
      workflow("{ workflow_dispatch: { inputs: { v: {} } } }", "inputs.V", { below: SECRET }),
      "medium inputs.V",
    ],
    [
      "what a caller gives",
      workflow("{ workflow_call: { inputs: { v: { type: string } } } }", "inputs.v"),
      "low inputs.v",
    ],
    [
      "an outsider's text behind a call",
      workflow("{ workflow_call: { secrets: { T: {} } } }", TITLE, { below: SECRET }),
      `high ${TITLE}`,
    ],
    ["a text that only other events bring", workflow("push", TITLE, { below: SECRET }), `low ${TITLE}`],
    ["the whole event", workflow("issue_comment", "toJSON(github.event)", { above: READS }), "low github.event"],
    ["any body", workflow("issue_comment", "toJSON(github.event.*.body)", { above: READS }), "low github.event.*.body"],
  ])("grades %s", (_, text, expected) => {
    expect(shownMatches(policy, text)).toEqual([expected]);
  });

  it.each([
    ["a fixed branch", workflow("{ push: { branches: [main, 'release'] } }", "github.ref_name", { below: SECRET })],
    ["tags of digits", workflow("{ push: { tags: ['v[0-9]+.[0-9]+'] } }", "github.ref_name", { below: SECRET })],
    ["a choice", workflow("{ workflow_dispatch: { inputs: { v: { type: choice } } } }", "inputs.v", { below: SECRET })],
    ["a number", workflow("issues", "github.event.issue.number", { below: SECRET })],
    ["a comparison", workflow("issues", `${TITLE} == 'x'`, { below: SECRET })],
    [
      "a job of the project alone",
      workflow("pull_request_target", "github.head_ref", {
        below: SECRET,
        job: "    if: github.event.pull_request.head.repo.fork == false\n",
      }),
    ],
    [
      "a variable that an inner one hides",
      `on: issues\nenv: { T: '\${{ ${TITLE} }}' }\njobs: { a: { env: { T: x }, steps: [{ run: 'echo \${{ env.T }}' }] } }`,
    ],
  ])("passes %s", (_, text) => {
    expect(shownMatches(policy, text)).toEqual([]);
  });

  it("takes the worst of several events", () => {
    const text = workflow("[pull_request, pull_request_target]", "github.head_ref", { below: SECRET });
    const [match] = policyMatches(policy, text);
    expect(match?.message).toBe(
      "The text of github.head_ref becomes part of the script, and anybody chooses it on pull_request_target.",
    );
    expect(match?.related?.map(({ message }) => message)).toEqual(["Here the secret T is given."]);
  });

  it("knows an action's inputs, and what brings secrets into it", () => {
    const action = (env: string) =>
      `inputs: { name: {}, token: {} }\nruns:\n  using: composite\n  steps:\n    - run: hi \${{ inputs.name }}\n      shell: bash\n${env}`;
    const given = "      env: { API_TOKEN: '${{ inputs.token }}' }\n";
    expect(shownMatches(policy, action(""), "action.yml")).toEqual(["low inputs.name"]);
    expect(shownMatches(policy, action(given), "action.yml")).toEqual(["medium inputs.name"]);
    expect(shownMatches(policy, action(given).replace("inputs.name", "github.head_ref"), "action.yml")).toEqual([
      "high github.head_ref",
    ]);
  });

  it("grades what GitLab's scripts run by the secrets beside it", () => {
    const job = (more: string) => `a:\n  script:\n    - eval "echo $CI_COMMIT_TITLE"\n${more}`;
    expect(shownMatches(policy, job(""), ".gitlab-ci.yml")).toEqual(["medium $CI_COMMIT_TITLE"]);
    expect(shownMatches(policy, job('    - up "$API_TOKEN"\n'), ".gitlab-ci.yml")).toEqual(["high $CI_COMMIT_TITLE"]);
  });
});
