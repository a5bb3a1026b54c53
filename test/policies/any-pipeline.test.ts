import fc from "fast-check";
import { expect, it } from "vitest";
import { unitOf } from "../../src/core/source.ts";
import type { PolicyMatch } from "../../src/core/stages.ts";
import { platforms } from "../../src/platforms/registry.ts";
import { policies } from "../../src/policies/registry.ts";
import { checkPolicy } from "../support/check-policy.ts";

const EXPRESSIONS = [
  "${{ secrets.A }}",
  "${{ secrets[x] }}",
  "${{ github.head_ref }}",
  "$B_TOKEN",
  "$(C.Token)",
  "pull/${{ x }}/head",
  "<< parameters.a >>",
  "<< pipeline.git.branch >>",
];
const WORDS = [
  "a",
  "b",
  "true",
  "inherit",
  "write-all",
  "actions/checkout@v5",
  "o/r@v1",
  "git fetch origin pull/1/head",
];
const KEYS = [
  "uses",
  "run",
  "script",
  "with",
  "env",
  "if",
  "needs",
  "ref",
  "secrets",
  "permissions",
  "rules",
  "variables",
  "context",
  "environment",
  "parameters",
  "store_artifacts",
];

/** Jobs whose parts have the right names and anything at all as values. */
const part = fc.letrec<{ value: unknown; map: Record<string, unknown> }>((tie) => ({
  map: fc.dictionary(fc.constantFrom(...KEYS), tie("value"), { maxKeys: 4 }),
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...EXPRESSIONS, ...WORDS),
    tie("map"),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.constantFrom(null, "", "'", "${{"),
  ),
})).map;

const job = fc.record(
  { steps: fc.array(part, { maxLength: 3 }), ...Object.fromEntries(KEYS.map((key) => [key, part])) },
  { requiredKeys: [] },
);

/** What all policies of its platform find in a pipeline, which is read once for all of them. */
function allMatches(text: string, path: string): PolicyMatch[] {
  const platform = platforms.find((one) => one.recognise(path, text));
  const model = platform?.parse(unitOf(path, Buffer.from(text))).model;
  if (platform === undefined || model === undefined) throw new Error("no pipeline");
  const context = { model, flows: platform.flows(model), judge: () => ({ score: 0, reasons: [] }) };
  return policies.filter((one) => one.platforms.includes(platform.id)).flatMap((one) => [...checkPolicy(one, context)]);
}

/** The same jobs as a list, with their parts as steps of their own as well. */
const azureJobs = (jobs: Readonly<Record<string, Record<string, unknown>>>): unknown[] =>
  Object.entries(jobs).map(([name, one]) => ({
    job: name,
    ...one,
    steps: [...(Array.isArray(one["steps"]) ? one["steps"] : []), { ...one, bash: one["script"] ?? "echo $(Token)" }],
  }));

/** The same jobs as steps, with their parts as pipes as well. */
const bitbucketSteps = (jobs: Readonly<Record<string, Record<string, unknown>>>): unknown[] =>
  Object.entries(jobs).map(([name, one]) => ({
    step: {
      ...one,
      name,
      script: [one["script"] ?? "echo $B_TOKEN", { pipe: one["uses"] ?? "a/b:1", variables: one["with"] }],
    },
  }));

/** The same jobs as steps with commands and plugins, and their parts as steps of their own. */
const asSteps = (jobs: Readonly<Record<string, Record<string, unknown>>>): unknown[] =>
  Object.entries(jobs).flatMap(([name, { steps, script, ...one }]) => [
    {
      ...one,
      name,
      commands: [script, "echo $B_TOKEN $$C_TOKEN ${DRONE_TAG}"],
      plugins: [{ "a/b#v1": one }],
      settings: one,
    },
    ...(Array.isArray(steps) ? steps : []),
  ]);

it("every policy takes any pipeline, with every place in it", () => {
  const events = fc.subarray(["push", "pull_request_target", "workflow_run", "issue_comment"], { minLength: 1 });
  fc.assert(
    fc.property(events, fc.dictionary(fc.constantFrom("a", "b"), job), part, (on, jobs, top) => {
      const parts = Object.values(jobs).map((one) => ({
        name: "b",
        image: "c",
        ...one,
        args: Reflect.get(one, "run"),
      }));
      const pipelines = [
        [".github/workflows/a.yml", JSON.stringify({ ...top, on, jobs })],
        [".gitlab-ci.yml", JSON.stringify({ ...top, stages: ["a"], ...jobs })],
        ["azure-pipelines.yml", JSON.stringify({ ...top, pr: on, jobs: azureJobs(jobs) })],
        [
          ".circleci/config.yml",
          JSON.stringify({ ...top, version: 2.1, jobs, commands: jobs, workflows: { w: { jobs: [jobs] } } }),
        ],
        [".buildkite/pipeline.yml", JSON.stringify({ ...top, env: top, steps: asSteps(jobs) })],
        [".drone.yml", JSON.stringify({ ...top, kind: "pipeline", environment: top, steps: asSteps(jobs) })],
        [".woodpecker.yml", JSON.stringify({ ...top, steps: jobs, services: asSteps(jobs) })],
        [
          "run.yaml",
          JSON.stringify({
            apiVersion: "tekton.dev/v1",
            kind: "PipelineRun",
            metadata: { name: "a", annotations: { "pipelinesascode.tekton.dev/on-event": on.join() } },
            spec: { ...top, pipelineSpec: { params: parts, tasks: [{ name: "a", taskSpec: { steps: parts } }] } },
          }),
        ],
        ["cloudbuild.json", JSON.stringify({ ...top, steps: parts, substitutions: top, availableSecrets: jobs })],
        ["buildspec.json", JSON.stringify({ version: 0.2, env: { variables: top }, phases: jobs, artifacts: top })],
        ["compose.yml", JSON.stringify({ ...top, services: jobs })],
        [
          "bitbucket-pipelines.yml",
          JSON.stringify({ ...top, pipelines: { default: bitbucketSteps(jobs), custom: jobs } }),
        ],
        [
          ".travis.yml",
          JSON.stringify({ ...top, env: top, deploy: Object.values(jobs), jobs: { include: Object.values(jobs) } }),
        ],
        [
          "appveyor.yml",
          JSON.stringify({ ...top, environment: top, build_script: Object.values(jobs), deploy: Object.values(jobs) }),
        ],
      ] as const;
      for (const [path, text] of pipelines) {
        for (const { place, message } of allMatches(text, path)) {
          expect(place.span.start).toBeLessThanOrEqual(place.span.end);
          expect(place.span.end).toBeLessThanOrEqual(Buffer.byteLength(text));
          expect(message).toMatch(/^[A-Z].*\.$/s);
        }
      }
    }),
    { numRuns: 50 },
  );
});
