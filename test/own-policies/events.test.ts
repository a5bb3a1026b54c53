import { describe, expect, it } from "vitest";
import { unitOf } from "../../src/core/source.ts";
import { EVENTS } from "../../src/own-policies/events.ts";
import { platforms } from "../../src/platforms/registry.ts";

/** A pipeline of each platform that many events start. */
const PIPELINES: readonly (readonly [path: string, text: string])[] = [
  [".github/workflows/a.yml", "on: [push, pull_request_target, workflow_dispatch]\njobs:\n  a:\n    steps: []\n"],
  [
    ".gitlab-ci.yml",
    'a:\n  script: [make]\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "pipeline"\n    - if: $CI_PIPELINE_SOURCE == "ondemand_dast_scan"\n    - when: always\n',
  ],
  [
    "azure-pipelines.yml",
    "pr: [main]\nschedules:\n  - cron: 0 0 * * *\n    branches: { include: [main] }\nsteps:\n  - script: make\n",
  ],
  [
    ".circleci/config.yml",
    "version: 2.1\njobs:\n  a: { docker: [{ image: x }], steps: [checkout] }\nworkflows: { w: { jobs: [{ a: { context: shop } }] } }\n",
  ],
  [".buildkite/pipeline.yml", "steps: [{ command: make }]\n"],
  [".drone.yml", "kind: pipeline\nsteps: [{ commands: [make] }, { when: { event: deployment } }]\n"],
  [
    ".woodpecker.yml",
    "steps: [{ image: a }, { image: b, when: { event: [pull_request_closed, pull_request_metadata] } }]\n",
  ],
];

describe("the events that own policies may name", () => {
  it.each(PIPELINES)("are those of a platform: %s", (path, text) => {
    const platform = platforms.find((one) => one.recognise(path, text));
    const { model } = platform?.parse(unitOf(path, Buffer.from(text))) ?? {};
    const { triggers, references } = platform?.flows(model) ?? { triggers: [], references: [] };
    const events = [...triggers, ...references.flatMap((one) => one.triggers)].map(({ event }) => event);
    expect(events.length).toBeGreaterThan(1);
    expect(EVENTS).toEqual(expect.arrayContaining(events));
  });
});
