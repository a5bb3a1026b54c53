import fc from "fast-check";
import { expect, it } from "vitest";
import { unitOf } from "../../src/core/source.ts";
import { platforms } from "../../src/platforms/registry.ts";
import { policies } from "../../src/policies/registry.ts";

const EXPRESSIONS = [
  "${{ secrets.A }}",
  "${{ secrets[x] }}",
  "${{ github.head_ref }}",
  "$B_TOKEN",
  "pull/${{ x }}/head",
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

it("every policy takes any pipeline, with every place in it", () => {
  const events = fc.subarray(["push", "pull_request_target", "workflow_run", "issue_comment"], { minLength: 1 });
  fc.assert(
    fc.property(events, fc.dictionary(fc.constantFrom("a", "b"), job), part, (on, jobs, top) => {
      const pipelines = [
        [".github/workflows/a.yml", JSON.stringify({ ...top, on, jobs })],
        [".gitlab-ci.yml", JSON.stringify({ ...top, stages: ["a"], ...jobs })],
      ] as const;
      for (const [path, text] of pipelines) {
        const bytes = Buffer.from(text);
        const platform = platforms.find((one) => one.recognise(path, text));
        const model = platform?.parse(unitOf(path, bytes)).model;
        if (platform === undefined || model === undefined) continue;
        const context = { model, flows: platform.flows(model), judge: () => ({ score: 0, reasons: [] }) };
        for (const policy of policies.filter((one) => one.platforms.includes(platform.id))) {
          for (const { place, message } of policy.check(context)) {
            expect(place.span.start).toBeLessThanOrEqual(place.span.end);
            expect(place.span.end).toBeLessThanOrEqual(bytes.length);
            expect(message).toMatch(/^[A-Z].*\.$/s);
          }
        }
      }
    }),
    { numRuns: 50 },
  );
});
