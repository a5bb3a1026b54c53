import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { policies } from "../../src/policies/registry.ts";
import { OVERLAPS, readCase, shownSpans, spansOf } from "../support/policy-case.ts";

const ROOT = join(import.meta.dirname, "../..");

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
    const { problems, marked, bytes, ...read } = readCase(example);
    const matches = read.matches(policy);
    expect(problems).toEqual([]);
    expect(marked.length).toBeGreaterThan(0);
    expect(shownSpans(bytes, spansOf(matches))).toEqual(shownSpans(bytes, marked));
    for (const { message } of matches) expect(message).toMatch(/^[A-Z].*\.$/s);
  });

  it.each(policy.examples.ok.map((example) => [example.text, example] as const))("passes\n%s", (_, example) => {
    const { problems, bytes, matches } = readCase(example);
    expect(problems).toEqual([]);
    expect(shownSpans(bytes, spansOf(matches(policy)))).toEqual([]);
  });

  it("is alone in speaking about what its examples mark", () => {
    // What is about the repository has no place of its own.
    const others = policies.filter(
      ({ meta, checkRepository }) =>
        meta.id !== id && checkRepository === undefined && !(OVERLAPS[id] ?? []).includes(meta.id),
    );
    for (const example of policy.examples.flag) {
      const { marked, bytes, matches } = readCase(example);
      for (const other of others) {
        const places = shownSpans(bytes, spansOf(matches(other)));
        expect(shownSpans(bytes, marked).filter((place) => places.includes(place))).toEqual([]);
      }
    }
  });
});
