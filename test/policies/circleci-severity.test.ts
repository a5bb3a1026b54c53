import { describe, expect, it } from "vitest";
import { envDump } from "../../src/policies/logs/env-dump.ts";
import { unmaskedOutput } from "../../src/policies/logs/unmasked-output.ts";
import { staticSshKey } from "../../src/policies/oidc/static-ssh-key.ts";
import { secretAllJobsContext } from "../../src/policies/scope/secret-all-jobs-context.ts";
import { unpinnedImageWithSecret } from "../../src/policies/unpinned/unpinned-image-with-secret.ts";
import { unpinnedOrb } from "../../src/policies/unpinned/unpinned-orb.ts";
import { secretInInjectableStep } from "../../src/policies/untrusted/secret-in-injectable-step.ts";
import { secretOnPrTrigger } from "../../src/policies/untrusted/secret-on-pr-trigger.ts";
import { policyMatches, shownMatches } from "../support/policy-matches.ts";

const CONFIG = ".circleci/config.yml";

/** A configuration with one job, and a workflow that runs it with some settings. */
const config = (steps: string, { use = "j", top = "", job = "" } = {}): string =>
  `version: 2.1\n${top}jobs: { j: { ${job}steps: [${steps}] } }\nworkflows: { w: { jobs: [${use}] } }\n`;

describe("unpinned/unpinned-orb", () => {
  it.each([
    ["example/o@volatile", "o/x", "medium"],
    ["example/o@volatile", "{ o/x: { token: $A_TOKEN } }", "high"],
    ["example/o@dev:first", "{ o/x: { token: $A_TOKEN } }", "high"],
    ["example/o", "{ o/x: { token: A_TOKEN } }", "high"],
    ["example/o@1", "{ o/x: { token: $A_TOKEN } }", "medium"],
    ["example/o@1.2", "o/x", "low"],
    ["example/o@volatile", "{ o/x: { token: $CIRCLE_OIDC_TOKEN } }", "medium"],
    ["circleci/o@volatile", "{ o/x: { token: $A_TOKEN } }", "low"],
    ["circleci/o@dev:first", "{ o/x: { token: $A_TOKEN } }", "high"],
  ])("%s with %s is %s", (orb, step, severity) => {
    const text = config(step, { top: `orbs: { o: ${orb} }\n` });
    expect(shownMatches(unpinnedOrb, text, CONFIG)).toEqual([`${severity} ${orb}`]);
  });

  it("tells the context whose secrets reach it", () => {
    const text = config("o/x", { top: "orbs: { o: example/o@volatile }\n", use: "{ j: { context: shop } }" });
    expect(policyMatches(unpinnedOrb, text, CONFIG).map(({ message }) => message)).toEqual([
      "The orb example/o is not fixed to a whole version (volatile), and all that the context shop holds reaches it.",
    ]);
  });
});

describe("scope/secret-all-jobs-context", () => {
  it.each([
    ["{ j: { context: a } }", []],
    ["{ j: { context: a } }, { j: { name: k } }", []],
    ["{ j: { context: [a, b] } }, { j: { name: k, context: [b] } }", ["medium b"]],
    ["{ j: { context: a } }, { hold: { type: approval } }, { j: { name: k, context: a } }", ["medium a"]],
    ["{ j: { context: org-global } }", ["medium org-global"]],
    ["{ j: { context: org-global } }, { j: { name: k, context: org-global } }", ["medium org-global"]],
  ])("%s: %j", (uses, expected) => {
    expect(shownMatches(secretAllJobsContext, config("checkout", { use: uses }), CONFIG)).toEqual(expected);
  });
});

describe("oidc/static-ssh-key", () => {
  it.each([
    ["add_ssh_keys", ["medium add_ssh_keys"]],
    ["{ add_ssh_keys: { fingerprints: [a] } }", []],
    ["{ when: { condition: true, steps: [add_ssh_keys] } }", ["medium add_ssh_keys"]],
    ["{ o/x: { before: [add_ssh_keys] } }", ["medium add_ssh_keys"]],
  ])("%s: %j", (step, expected) => {
    expect(shownMatches(staticSshKey, config(step), CONFIG)).toEqual(expected);
  });
});

describe("untrusted/secret-on-pr-trigger", () => {
  it("is one finding of severity low for the file, since settings of the project decide", () => {
    const text = config("run: up $A_TOKEN, run: up $B_TOKEN", { use: "j, { j: { name: k, context: shop } }" });
    const [first, ...others] = policyMatches(secretOnPrTrigger, text, CONFIG);
    expect(others).toEqual([]);
    expect([first?.severity, first?.text, first?.related?.length]).toEqual(["low", "$A_TOKEN", 2]);
    expect(first?.message).toBe(
      "The secret A_TOKEN is in the job j, which pull requests from forks run if the project's settings let them.",
    );
  });
});

describe("untrusted/secret-in-injectable-step", () => {
  it.each([
    ["run: echo << pipeline.git.branch >>", "j", "low << pipeline.git.branch >>"],
    ["run: echo << pipeline.git.branch >>", "{ j: { context: shop } }", "medium << pipeline.git.branch >>"],
    ["run: echo << pipeline.git.branch >> $A_TOKEN", "j", "medium << pipeline.git.branch >>"],
    ["run: echo << pipeline.git.branch >> $CIRCLE_OIDC_TOKEN", "j", "low << pipeline.git.branch >>"],
    ["run: echo << pipeline.git.commit.subject >>", "j", "medium << pipeline.git.commit.subject >>"],
    ["run: echo << pipeline.git.commit.body >> $A_TOKEN", "j", "high << pipeline.git.commit.body >>"],
    ["run: echo << pipeline.event.github.issue.title >> $A_TOKEN", "j", "high << pipeline.event.github.issue.title >>"],
  ])("%s in %s: %s", (step, use, expected) => {
    expect(shownMatches(secretInInjectableStep, config(step, { use }), CONFIG)).toEqual([expected]);
  });
});

describe("severities that rest on contexts and on CircleCI's masking", () => {
  it("a context's secrets are in every step's environment", () => {
    expect(shownMatches(envDump, config("run: printenv"), CONFIG)).toEqual(["medium printenv"]);
    const [found] = policyMatches(envDump, config("run: printenv", { use: "{ j: { context: shop } }" }), CONFIG);
    expect([found?.severity, found?.message]).toEqual([
      "high",
      "The whole environment is printed by printenv; all that the context shop holds is in it.",
    ]);
  });

  it("a context's secrets reach the image that steps run in, and no service beside it", () => {
    const job = "docker: [{ image: example/tool:1 }, { image: postgres:17 }], ";
    expect(shownMatches(unpinnedImageWithSecret, config("checkout", { job }), CONFIG)).toEqual([
      "low example/tool:1",
      "low postgres:17",
    ]);
    expect(
      shownMatches(unpinnedImageWithSecret, config("checkout", { job, use: "{ j: { context: a } }" }), CONFIG),
    ).toEqual(["high example/tool:1", "low postgres:17"]);
    const own = "docker: [{ image: cimg/node:22.0 }], ";
    expect(shownMatches(unpinnedImageWithSecret, config("run: up $A_TOKEN", { job: own }), CONFIG)).toEqual([
      "medium cimg/node:22.0",
    ]);
  });

  it("$BASH_ENV is masked as long as the value is", () => {
    const text = config(
      `{ run: 'echo "export A=$A_TOKEN" >> $BASH_ENV; echo "export B=$(echo $B_TOKEN | base64)" >> $BASH_ENV' }`,
    );
    expect(shownMatches(unmaskedOutput, text, CONFIG)).toEqual(["low $A_TOKEN", "high $B_TOKEN"]);
  });
});
