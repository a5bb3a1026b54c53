import { describe, expect, it } from "vitest";
import { unitOf } from "../../../src/core/source.ts";
import { parse } from "../../../src/platforms/gitlab-ci/parse.ts";
import { readTriggers } from "../../../src/platforms/gitlab-ci/triggers.ts";

function triggersOf(text: string) {
  const { model } = parse(unitOf(".gitlab-ci.yml", Buffer.from(text)));
  if (model === undefined) throw new Error("no model");
  const triggers = readTriggers(model);
  const events = (list: readonly { event: string }[]) => list.map(({ event }) => event).join(" ");
  const [job] = model.jobs;
  return { pipeline: events(triggers.pipeline), job: job === undefined ? "" : events(triggers.of(job)), triggers };
}

const MR = "merge_request_event";

describe("sources that start a job", () => {
  it.each([
    ["nothing said", "", "push schedule web api trigger"],
    ["a merge request", "rules: [{ if: $CI_PIPELINE_SOURCE == 'merge_request_event' }]", MR],
    ["a merge request by its variables", "rules: [{ if: $CI_MERGE_REQUEST_IID }]", MR],
    ["a branch", "rules: [{ if: $CI_COMMIT_BRANCH == 'main' }]", "push schedule web api trigger"],
    [
      "all but one",
      "rules: [{ if: $CI_PIPELINE_SOURCE == 'schedule', when: never }, { when: on_success }]",
      `push ${MR} web api trigger`,
    ],
    [
      "never where files changed, which nobody knows",
      "rules: [{ if: $CI_PIPELINE_SOURCE == 'web', changes: [a], when: never }, { if: $CI_PIPELINE_SOURCE =~ /^(web|api)$/ }]",
      "web api",
    ],
    ["a rule without a condition", "rules: [{ when: manual }]", `push ${MR} schedule web api trigger`],
    ["a source that is rarer", "rules: [{ if: $CI_PIPELINE_SOURCE == 'parent_pipeline' }]", "parent_pipeline"],
    ["an external pull request", "rules: [{ if: $CI_EXTERNAL_PULL_REQUEST_IID }]", "external_pull_request_event"],
    ["only: merge requests", "only: [merge_requests]", MR],
    ["only: a branch", "only: [main]", "push schedule web api trigger"],
    ["only: schedules, as a map", "only: { refs: [schedules] }", "schedule"],
    ["only: with variables", "only: { variables: [$X] }", "push schedule web api trigger"],
    ["except: schedules", "except: [schedules]", "push web api trigger"],
    [
      "except: schedules under a condition",
      "except: { refs: [schedules], variables: [$X] }",
      "push schedule web api trigger",
    ],
  ])("%s", (_, keys, expected) => {
    expect(triggersOf(`job:\n  script: make\n  ${keys}\n`).job).toBe(expected);
  });

  it("are limited by the workflow, which also lets jobs without rules into merge requests", () => {
    const workflow = "workflow: { rules: [{ if: $CI_MERGE_REQUEST_IID }, { if: $CI_PIPELINE_SOURCE == 'push' }] }\n";
    expect(triggersOf(`${workflow}job: { script: make }\n`)).toMatchObject({
      pipeline: `push ${MR}`,
      job: `push ${MR}`,
    });
    expect(triggersOf(`${workflow}job: { script: make, only: [schedules] }\n`)).toMatchObject({
      pipeline: "",
      job: "",
    });
  });

  it("are untrusted where a merge request brings its author's content", () => {
    const { triggers } = triggersOf("job: { script: make, rules: [{ when: always }] }\n");
    expect(triggers.pipeline.filter(({ untrusted }) => untrusted).map(({ event }) => event)).toEqual([MR]);
  });

  it("of a file of templates are all that the workflow allows", () => {
    expect(triggersOf(".job: { script: make }\n").pipeline).toBe(`push ${MR} schedule web api trigger`);
  });
});

describe("variables that the rules of a workflow set", () => {
  const workflow = (last: string): string => `workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
      variables: { KIND: request }
    - if: $CI_COMMIT_TAG
      variables: { KIND: release }
${last}`;
  it.each([
    ["the kind of a request", "    - when: always\n", "request", `push schedule web api trigger ${MR}`],
    [
      "another kind",
      "    - if: $CI_COMMIT_BRANCH\n      variables: { KIND: branch }\n",
      "release",
      "push schedule web api trigger",
    ],
    [
      "none of the kinds",
      "    - if: $CI_COMMIT_BRANCH\n      variables: { KIND: branch }\n",
      "other",
      "schedule web api trigger",
    ],
    ["what a person may have typed in", "", "other", "schedule web api trigger"],
  ])("count for its jobs: %s", (_, last, kind, expected) => {
    const { job } = triggersOf(`${workflow(last)}a:\n  script: make\n  rules: [{ if: $KIND == "${kind}" }]\n`);
    expect(new Set(job.split(" "))).toEqual(new Set(expected.split(" ")));
  });

  it("are unset before, unless somebody else gives them", () => {
    const started = (variables: string): string =>
      triggersOf(
        `${variables}workflow:
  rules:
    - { if: $KIND == null && $CI_MERGE_REQUEST_IID, variables: { KIND: request } }
    - { if: $KIND == null && $CI_COMMIT_TAG, variables: { KIND: release } }
    - if: $KIND
a: { script: make, rules: [{ if: $KIND == "release" }] }
`,
      ).job;
    expect(started("").split(" ")).not.toContain(MR);
    expect(started("variables: { KIND: release }\n").split(" ")).toContain(MR);
  });

  it("stay unknown where a kind sets none", () => {
    const { job } = triggersOf(
      `${workflow("    - when: always\n")}a: { script: make, rules: [{ if: $KIND == "x" }] }\n`,
    );
    expect(job.split(" ")).toContain("push");
    expect(job.split(" ")).not.toContain(MR);
  });
});
