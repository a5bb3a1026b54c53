import { describe, expect, it } from "vitest";
import { policyCases } from "../../scripts/policy-cases.ts";
import { platforms } from "../../src/platforms/registry.ts";
import { policies } from "../../src/policies/registry.ts";
import { OVERLAPS, readCase, shownSpans, spansOf } from "../support/policy-case.ts";

const all = policyCases();

it.each(policies.map((policy) => [policy.meta.id, policy] as const))(
  "%s has a case to find and one to pass on each platform that it reads",
  (id, { platforms: own }) => {
    const shown = new Set(all.filter(({ rule }) => rule === id).map(({ platform }) => platform));
    expect(own.filter((platform) => !shown.has(platform))).toEqual([]);
  },
);

describe.each(all.map((cases) => [cases.file, cases] as const))("%s", (_, { platform, rule, flag, ok }) => {
  const policy = policies.find(({ meta }) => meta.id === rule);

  it("is about a policy on a platform that it reads", () => {
    expect(platforms.map(({ id }) => id)).toContain(platform);
    expect(policy?.platforms).toContain(platform);
  });

  it.each(flag.map((example) => [example.text, example] as const))("flags\n%s", (_text, example) => {
    const read = readCase(example);
    const matches = policy === undefined ? [] : read.matches(policy);
    expect([read.platform, read.problems]).toEqual([platform, []]);
    expect(read.marked.length).toBeGreaterThan(0);
    expect(shownSpans(read.bytes, spansOf(matches))).toEqual(shownSpans(read.bytes, read.marked));
    for (const { message } of matches) expect(message).toMatch(/^[A-Z].*\.$/s);
    // What is about the repository has no place of its own.
    const others = policies.filter(
      ({ meta, checkRepository }) =>
        meta.id !== rule && checkRepository === undefined && !(OVERLAPS[rule] ?? []).includes(meta.id),
    );
    const marked = shownSpans(read.bytes, read.marked);
    for (const other of others) {
      const places = shownSpans(read.bytes, spansOf(read.matches(other)));
      expect([other.meta.id, marked.filter((place) => places.includes(place))]).toEqual([other.meta.id, []]);
    }
  });

  it.each(ok.map((example) => [example.text, example] as const))("passes\n%s", (_text, example) => {
    const read = readCase(example);
    expect([read.platform, read.problems]).toEqual([platform, []]);
    expect(shownSpans(read.bytes, spansOf(policy === undefined ? [] : read.matches(policy)))).toEqual([]);
  });
});
