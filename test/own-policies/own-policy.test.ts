import { describe, expect, it } from "vitest";
import { z } from "zod";
import { globs } from "../../src/config/globs.ts";
import { pathTest } from "../../src/config/path-patterns.ts";
import type { Flow, PipelineFlows, Reference, Sink } from "../../src/core/pipeline.ts";
import { ownPolicy } from "../../src/own-policies/own-policy.ts";
import { policySchema } from "../../src/own-policies/schema.ts";

const TESTS = { path: (pattern: string) => pathTest(pattern, globs), name: globs.name };
const SCHEMA = policySchema({ reason: z.string(), until: z.string() });
const DAY = "2026-11-30";

let next = 0;
const place = () => ({ unit: "ci.yml", span: { start: next++ * 10, end: next * 10 } });

const uses = (reference: Partial<Reference>): Reference => ({
  secret: "PROD_KEY",
  platform: "github-actions",
  file: ".github/workflows/deploy.yml",
  triggers: [{ event: "push", untrusted: false }],
  place: place(),
  via: "env",
  ...reference,
});

const ends = (reference: Reference, sink: Partial<Sink>): Flow => ({
  reference,
  path: [],
  masked: true,
  sink: { kind: "argv", name: "curl", place: place(), ...sink },
});

function flowsOf(references: readonly Reference[], flows: readonly Flow[] = []): PipelineFlows {
  const empty = { literals: [], commands: [], scripts: [], tools: [], images: [], fallbacks: [] };
  const facts = { jobs: [], transfers: [], inclusions: [], parameters: [] };
  return {
    platform: "github-actions",
    file: "ci.yml",
    triggers: [],
    references,
    flows,
    ...empty,
    ...facts,
    sharesSecrets: false,
  };
}

/** What a policy says of references and flows. */
function said(
  policy: Readonly<Record<string, unknown>>,
  references: readonly Reference[],
  flows: readonly Flow[] = [],
) {
  const data = SCHEMA.parse({ id: "acme/p", title: "T", ...policy });
  return [...ownPolicy(data, TESTS, DAY).check(flowsOf(references, flows))].map(({ message }) => message);
}

const OPEN = { event: "pull_request", untrusted: true };

describe("a policy of a repository's own", () => {
  it.each<[Readonly<Record<string, unknown>>, Partial<Reference>, boolean]>([
    [{ secret: "PROD_*" }, {}, true],
    [{ secret: "prod_*" }, {}, false],
    [{ secret: ["A", "*_KEY"] }, {}, true],
    [{ secret: "*", platform: "gitlab-ci" }, {}, false],
    [{ file: ".github/" }, {}, true],
    [{ file: "deploy.yml" }, {}, true],
    [{ file: "src/" }, {}, false],
    [{ job: "deploy-*" }, { job: "deploy-shop" }, true],
    [{ job: "deploy-*" }, {}, false],
    [{ environment: "prod*" }, { environment: "production" }, true],
    [{ trigger: "pull_request" }, {}, false],
    [{ trigger: "pull_request" }, { triggers: [{ event: "push", untrusted: false }, OPEN] }, true],
    [{ untrusted: true }, { triggers: [OPEN] }, true],
    [{ untrusted: false }, { triggers: [OPEN] }, false],
    [{ via: ["script", "env"] }, {}, true],
    [{ secret: "PROD_*" }, { secret: "*", computed: true }, false],
    [{ secret: "*" }, { secret: "*", computed: true }, true],
  ])("forbids %o of %o: %s", (forbid, reference, isFinding) => {
    expect(said({ forbid }, [uses(reference)])).toHaveLength(isFinding ? 1 : 0);
  });

  it.each<[Readonly<Record<string, unknown>>, Partial<Sink>, boolean]>([
    [{ kind: "argv" }, {}, true],
    [{ kind: ["log", "action"] }, {}, false],
    [{ name: "cur*" }, {}, true],
    [{ kind: "action", pinned: false }, { kind: "action", pinned: false }, true],
    [{ kind: "action", pinned: false }, { kind: "action", pinned: true }, false],
    [{ pinned: false }, {}, false],
    [{ trusted: false }, { trusted: false }, true],
  ])("forbids the sink %o of %o: %s", (sink, actual, isFinding) => {
    const reference = uses({});
    expect(said({ forbid: { secret: "PROD_*", sink } }, [reference], [ends(reference, actual)])).toHaveLength(
      isFinding ? 1 : 0,
    );
  });

  it("requires of what it is for, of all triggers, and of sinks what is known of them", () => {
    const policy = { for: { secret: "PROD_*" }, require: { environment: "production", trigger: "push" } };
    expect(said(policy, [uses({ environment: "production" }), uses({ secret: "OTHER" })])).toEqual([]);
    expect(said(policy, [uses({ job: "a" })])).toEqual([
      "The secret PROD_KEY is used in the job a; the policy acme/p requires `environment: production` and `trigger: push`.",
    ]);
    expect(
      said(policy, [uses({ environment: "production", triggers: [{ event: "push", untrusted: false }, OPEN] })]),
    ).toHaveLength(1);
    const reference = uses({});
    const flows = [ends(reference, { kind: "argv" }), ends(reference, { kind: "action", name: "a/b", pinned: false })];
    expect(said({ require: { sink: { pinned: true } } }, [reference], flows)).toEqual([
      "The secret PROD_KEY ends in the action a/b; the policy acme/p requires `sink.pinned: true`.",
    ]);
  });

  it("lets pass what it allows, until the day that is named", () => {
    const policy = (until: string) => ({
      forbid: { secret: "PROD_*" },
      allow: [{ secret: "*_KEY", file: ".github/", reason: "r", until }],
    });
    expect(said(policy(DAY), [uses({}), uses({ secret: "PROD_PASS" })])).toHaveLength(1);
    expect(said(policy("2026-11-29"), [uses({})])).toHaveLength(1);
    const reference = uses({});
    const toImage = { forbid: { secret: "PROD_*" }, allow: [{ sink: { kind: "image" }, reason: "r" }] };
    expect(said(toImage, [reference], [ends(reference, { kind: "image" })])).toEqual([]);
    expect(said(toImage, [reference], [ends(reference, { kind: "image" }), ends(reference, {})])).toHaveLength(1);
    expect(said(toImage, [reference])).toHaveLength(1);
  });

  it("says it once a place, in the words of its author where it has some", () => {
    const reference = uses({ job: "build", triggers: [OPEN] });
    const message = "{secret} in {job} by {trigger}, environment {environment}";
    expect(said({ forbid: { secret: "*" }, message }, [reference, { ...reference, job: "test" }])).toEqual([
      "PROD_KEY in build by pull_request, environment none.",
    ]);
  });

  it.each([
    [{}, "needs one of `forbid` and `require`"],
    [{ forbid: { secret: "A" }, require: { job: "b" } }, "needs one of `forbid` and `require`"],
    [{ forbid: { secret: "A" }, for: { job: "b" } }, "has `for` without `require`"],
    [{ forbid: {} }, "names nothing"],
    [{ forbid: { sink: { kind: "arg" } } }, "is neither a known kind nor a list of them"],
    [{ forbid: { secret: 1 } }, "is neither a name nor a list of them"],
    [{ forbid: { secret: "A" }, message: "{value} is there" }, "has something in braces"],
    [{ forbid: { secrets: "A" } }, "Unrecognized key"],
  ])("%o is refused: %s", (policy, message) => {
    const { error } = SCHEMA.safeParse({ id: "acme/p", title: "T", ...policy });
    expect(error?.issues.map((issue) => issue.message).join("\n")).toContain(message);
  });
});
