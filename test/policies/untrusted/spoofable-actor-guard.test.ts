import { describe, expect, it } from "vitest";
import { spoofableActorGuard as policy } from "../../../src/policies/untrusted/spoofable-actor-guard.ts";
import { policyMatches, shownMatches } from "../../support/policy-matches.ts";

const workflow = (on: string, condition: string, { above = "", step = "run: x" } = {}) =>
  `on: ${on}\n${above}jobs:\n  a:\n    if: ${condition}\n    steps:\n      - ${step}\n`;

const BOT = "github.actor == 'dependabot[bot]'";
const READS = "permissions: { contents: read }\n";
const WITH_SECRET = "{ run: x, env: { T: '${{ secrets.T }}' } }";

describe("untrusted/spoofable-actor-guard", () => {
  it.each([
    [workflow("pull_request_target", BOT, { above: READS, step: WITH_SECRET }), "high github.actor"],
    [workflow("workflow_run", BOT, { above: "permissions: write-all\n" }), "high github.actor"],
    [workflow("pull_request_target", BOT), "medium github.actor"],
    [workflow("pull_request_target", BOT, { above: READS }), "low github.actor"],
    [workflow("pull_request", BOT, { step: WITH_SECRET }), "low github.actor"],
    [workflow("[push, pull_request_target]", `${BOT} || github.event_name == 'push'`), "medium github.actor"],
    [workflow("pull_request_target", "endsWith(github.triggering_actor, '[bot]')"), "medium github.triggering_actor"],
    [workflow("pull_request_target", "github['ACTOR_ID'] == '49699333'"), "medium github['ACTOR_ID'"],
    [workflow("pull_request_target", `${BOT} && github.actor_id == 49699333`), "medium github.actor"],
  ])("grades %s", (text, expected) => {
    expect(shownMatches(policy, text)).toEqual([expected]);
  });

  it.each([
    workflow("push", BOT),
    workflow("issue_comment", "github.event.comment.user.login == 'x[bot]'"),
    workflow("pull_request_target", "github.actor == 'octocat'"),
    workflow("pull_request_target", "github.actor != 'dependabot[bot]'"),
    workflow("pull_request_target", `"!(${BOT})"`),
    workflow("pull_request_target", `${BOT} && github.event.pull_request.user.login == 'dependabot[bot]'`),
    workflow("pull_request_target", `${BOT} && contains(github.event.pull_request.labels.*.name, 'safe')`),
    workflow("pull_request_target", `${BOT} && github.event_name == 'push'`),
    workflow("pull_request_target", "is broken ("),
  ])("passes %s", (text) => {
    expect(shownMatches(policy, text)).toEqual([]);
  });

  it("counts secrets of jobs that wait for the guarded one, and not those of other steps", () => {
    const waiting = "  b: { needs: a, steps: [{ run: y, env: { T: '${{ secrets.T }}' } }] }\n";
    expect(shownMatches(policy, workflow("pull_request_target", BOT, { above: READS }) + waiting)).toEqual([
      "high github.actor",
    ]);
    const steps = `jobs:\n  a:\n    steps:\n      - { run: y, if: "${BOT}" }\n      - ${WITH_SECRET}\n`;
    expect(shownMatches(policy, `on: pull_request_target\n${READS}${steps}`)).toEqual(["low github.actor"]);
  });

  it("says what is trusted, and on which event", () => {
    const [match] = policyMatches(policy, workflow("[pull_request, workflow_run]", BOT));
    expect(match?.message).toBe(
      "The job a trusts github.actor to be dependabot[bot], which a stranger's pull request can bring about on workflow_run.",
    );
  });
});
