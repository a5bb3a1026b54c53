import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { PipelineFlows } from "../../src/core/pipeline.ts";
import { unitOf } from "../../src/core/source.ts";
import type { Example, Policy, PolicyMatch } from "../../src/core/stages.ts";
import { decode } from "../../src/core/text.ts";
import { scannersIn } from "../../src/engine/secret-scanners.ts";
import { judge } from "../../src/judge/judge.ts";
import { platforms } from "../../src/platforms/registry.ts";
import { policies } from "../../src/policies/registry.ts";
import { markedExample } from "../support/marked-example.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Policies that may speak about the same place as another one. */
const OVERLAPS: Readonly<Record<string, readonly string[]>> = {
  // The one is about what kind of key it is, the other about who shares it.
  "oidc/static-aws-keys": ["environment/shared-secret-across-environments"],
  // The one is about the secret that is typed in, the other about whoever types it.
  "cmdline/expression-in-script": ["untrusted/secret-in-injectable-step"],
  // The one is about what the step does, the other about which code does it.
  "artefact/artefact-no-expiry": ["unpinned/unpinned-github-action"],
  "artefact/cache-poisoning-release": ["unpinned/unpinned-github-action"],
  "scope/persisted-git-credentials": ["unpinned/unpinned-github-action"],
  "unpinned/unpinned-github-action": ["scope/persisted-git-credentials"],
  // A digest fixes what runs, and says nothing of who made it.
  "unpinned/unpinned-image-with-secret": ["unpinned/image-from-untrusted-registry"],
};

function check(policy: Policy, { path = ".github/workflows/example.yml", text }: Example) {
  const { bytes, spans } = markedExample(text);
  const unit = unitOf(path, bytes);
  const platform = platforms.find((one) => policy.platforms.includes(one.id) && one.recognise(path, decode(bytes)));
  if (platform === undefined) return { problems: [], matches: [], marked: [], bytes };
  const { model, problems } = platform.parse(unit);
  if (model === undefined) return { problems, matches: [], marked: spans, bytes };
  const context = {
    model,
    flows: platform.flows(model),
    judge: (name: string, value: string) =>
      judge({
        value,
        name,
        quoted: false,
        path,

        claimed: "medium" as const,
        contextual: false,
        distinctive: false,
        validated: [],
        prefix: "",
      }),
  };
  return {
    problems,
    matches: [...policy.check(context), ...ofRepository(policy, context.flows, bytes)],
    marked: spans,
    bytes,
  };
}

/** A policy on the repository is shown on one that has this pipeline alone. */
function ofRepository(policy: Policy, { platform, triggers, jobs }: PipelineFlows, bytes: Uint8Array): PolicyMatch[] {
  const place = jobs[0]?.place ?? { unit: "", span: { start: 0, end: 0 } };
  const pipelines = [{ platform, triggers, place, scanners: scannersIn(decode(bytes)) }];
  return [...(policy.checkRepository?.({ pipelines, scanners: [] }) ?? [])];
}

const spansOf = (matches: readonly PolicyMatch[]) =>
  matches.map(({ place }) => place.span).sort((a, b) => a.start - b.start);

const shown = (bytes: Uint8Array, spans: readonly { start: number; end: number }[]) =>
  spans.map((span) => `${span.start}: ${decode(bytes, span)}`);

describe.each(policies.map((policy) => [policy.meta.id, policy] as const))("%s", (id, policy) => {
  it("has a file of its name, and texts that end in a full stop", () => {
    expect(existsSync(join(ROOT, "src/policies", `${id}.ts`))).toBe(true);
    expect(policy.meta.why).toMatch(/\.$/);
    expect(policy.meta.fix).toMatch(/\.$/);
    expect(policy.meta.title).not.toMatch(/\.$/);
    expect(policy.meta.references.length).toBeGreaterThan(0);
    expect(policy.meta.practices.length).toBeGreaterThan(0);
    expect(policy.examples.flag.length).toBeGreaterThan(0);
    expect(policy.examples.ok.length).toBeGreaterThan(0);
  });

  it.each(policy.examples.flag.map((example) => [example.text, example] as const))("flags\n%s", (_, example) => {
    const { problems, matches, marked, bytes } = check(policy, example);
    expect(problems).toEqual([]);
    expect(marked.length).toBeGreaterThan(0);
    expect(shown(bytes, spansOf(matches))).toEqual(shown(bytes, marked));
    for (const { message } of matches) expect(message).toMatch(/^[A-Z].*\.$/s);
  });

  it.each(policy.examples.ok.map((example) => [example.text, example] as const))("passes\n%s", (_, example) => {
    const { problems, matches, bytes } = check(policy, example);
    expect(problems).toEqual([]);
    expect(shown(bytes, spansOf(matches))).toEqual([]);
  });

  it("is alone in speaking about what its examples mark", () => {
    // What is about the repository has no place of its own.
    const others = policies.filter(
      ({ meta, checkRepository }) =>
        meta.id !== id && checkRepository === undefined && !(OVERLAPS[id] ?? []).includes(meta.id),
    );
    for (const example of policy.examples.flag) {
      const { marked, bytes } = check(policy, example);
      for (const other of others) {
        const places = shown(bytes, spansOf(check(other, example).matches));
        expect(shown(bytes, marked).filter((place) => places.includes(place))).toEqual([]);
      }
    }
  });
});
